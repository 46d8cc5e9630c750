import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const item = z.object({
  /** What was spoken of or decided. */
  says: z.string(),
  /** Record it is about: an action, an escalation, a cell. */
  about: z.object({ noun: z.string(), id: z.string() }).optional(),
  by: z.string(),
  at: instant(),
});
const facts = z.object({ id: id('governance.meeting'), board: z.string(), place: z.string(), startedBy: z.string(), startedAt: instant(), items: z.array(item).readonly() });
const states = z.discriminatedUnion('state', [facts.extend({ state: z.literal('running') }), facts.extend({ state: z.literal('ended'), endedBy: z.string(), endedAt: instant() })]);
export type Meeting = z.output<typeof states>;

/** A tier meeting at its board. */
export const meeting = noun({
  address: 'governance.meeting',
  title: 'Meeting',
  lookups: ['board', 'state'],
  states,
  events: { started: { board: z.string(), place: z.string(), by: z.string(), at: instant() }, noted: { item }, ended: { by: z.string(), at: instant() } },
  evolve(before, event) {
    if (event.type === 'governance.meeting.noted') return { ...before!, items: [...before!.items, event.item] };
    if (event.type === 'governance.meeting.ended') return { ...before!, state: 'ended', endedBy: event.by, endedAt: event.at };
    return { id: event.subject, state: 'running', board: event.board, place: event.place, startedBy: event.by, startedAt: event.at, items: [] };
  },
});
