import { id, instant, namedId, noun } from '@millrace/kernel';
import * as z from 'zod';

/** What is seen of a connection by the server that listens. */
export const seen = {
  connection: z.string(),
  connector: z.string(),
  place: z.string(),
  /** The server that has it. */
  server: z.string(),
  /** Since when it is so. */
  since: instant(),
  lastHeardAt: instant().optional(),
  lastError: z.object({ at: instant(), message: z.string().max(2000) }).optional(),
  /** Devices whose clock is out of limits: their values are kept and marked, their states are dated by ours. */
  wrongClocks: z.array(z.object({ source: z.string(), skewMs: z.number(), since: instant() })).readonly(),
  /** Signals that say what their meaning does not allow: a word for a number, a state no mapping knows. */
  odd: z.array(z.object({ signal: z.string(), sentence: z.string(), at: instant() })).readonly(),
  /** Births asked for since the server listens: a device spoke that had not said what its words mean. Absent where none was. */
  rebirthsAsked: z.int().nonnegative().optional(),
  /** What waits on the listening server's disk for the historian, and for the record, bytes. */
  samplesWaiting: z.int().nonnegative(),
  wordsWaiting: z.int().nonnegative(),
  /** Since when something has waited for the historian, and for the record. */
  samplesWaitingSince: instant().optional(),
  wordsWaitingSince: instant().optional(),
  /** From the source's clock to ours: how long the newest value took, ms, and when. Absent before one came whose time can be believed. */
  lagMs: z.int().nonnegative().optional(),
  lagAt: instant().optional(),
  /** Why it waits, where it does. */
  waitsFor: z.string().max(2000).optional(),
} as const;

/** How a line fares: `waiting` tries again by itself, `left-out` was given up at start as its model says, `stopped` is heard by nobody. */
export const fares = z.enum(['connected', 'waiting', 'left-out', 'stopped']);
export type Fares = z.output<typeof fares>;

const facts = z.object({ id: id('scada.connection'), ...seen, seenAt: instant() });
const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('connected') }),
  facts.extend({ state: z.literal('waiting') }),
  facts.extend({ state: z.literal('left-out') }),
  facts.extend({ state: z.literal('stopped') }),
]);
export type Connection = z.output<typeof states>;

/** A connection of the model as it fares now. */
export const connection = noun({
  address: 'scada.connection',
  title: 'Connection',
  states,
  events: { watched: { ...seen, fares, seenAt: instant() } },
  evolve(_before, event) {
    const { type: _, subject, fares: state, ...rest } = event;
    return { ...rest, id: subject, state };
  },
});

export const connectionOf = (name: string) => namedId('scada.connection', name);
