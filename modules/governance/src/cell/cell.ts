import { id, instant, namedId, noun } from '@millrace/kernel';
import * as z from 'zod';
import { letters } from '../action/action.ts';

const facts = z.object({
  id: id('governance.cell'),
  board: z.string(),
  letter: letters,
  date: z.iso.date(),
  place: z.string(),
  reason: z.string(),
  explainedBy: z.string(),
  explainedAt: instant(),
});
const states = z.discriminatedUnion('state', [facts.extend({ state: z.literal('acted-on'), action: z.string() }), facts.extend({ state: z.literal('accepted') })]);
export type Cell = z.output<typeof states>;

/** A red day on a board: why, and what is done about it, or that nothing is done on purpose. */
export const cell = noun({
  address: 'governance.cell',
  title: 'Red day',
  lookups: ['board'],
  states,
  events: {
    explained: { board: z.string(), letter: letters, date: z.iso.date(), place: z.string(), reason: z.string(), action: z.string().optional(), by: z.string(), at: instant() },
  },
  evolve(_before, event) {
    const { type: _, subject, by, at, action, ...facts } = event;
    const said = { ...facts, id: subject, explainedBy: by, explainedAt: at };
    return action === undefined ? { ...said, state: 'accepted' } : { ...said, state: 'acted-on', action };
  },
});

/** One cell per board, letter and day. */
export const cellOf = (board: string, letter: string, date: string) => namedId('governance.cell', board, letter, date);
