import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';
import { packMlState, unitMode } from '../state.ts';
import { toldReason } from '../stop/told-reason.ts';
import { saidOf, word, type SaidOf } from '../timeline/word.ts';

/** The stretch that runs now. */
const stretch = z.object({
  /** Identity it will have as an interval when it ends. */
  interval: z.string(),
  state: packMlState,
  mode: unitMode,
  since: instant(),
  /** Words it rests on, so that late ones find their place; absent in what was kept before words were. */
  said: saidOf.optional(),
  /** Reason that a person gave. It stands before the machine's. */
  reason: z.string().optional(),
  explainedBy: z.string().optional(),
  /** Reason that the machine gave; kept beside a person's. */
  told: toldReason.optional(),
  /** Job order that has the unit. */
  jobOrder: z.string().optional(),
  /** When it began to stand, over all changes between states of standing; absent while it runs. */
  standsSince: instant().optional(),
  /** Someone is called when it stands longer, by this ladder. */
  callAfterS: z.number().optional(),
  ladder: z.string().optional(),
  /** How far the machine's clock was off when it said so, ms; positive when ahead. Its times are put right by it. */
  skewMs: z.number().optional(),
});

const facts = z.object({
  id: id('scada.unit'),
  /** Equipment identity in the model. */
  place: z.string(),
  now: stretch,
  /** Time of the newest word of the machine. */
  heardAt: instant(),
  /** Where its history begins; a word from before puts it earlier. Absent in what was kept before this was. */
  beganAt: instant().optional(),
});
const states = z.discriminatedUnion('state', [facts.extend({ state: z.literal('heard') }), facts.extend({ state: z.literal('stale'), lostAt: instant() })]);
export type UnitState = z.output<typeof states>;
export type Stretch = z.output<typeof stretch>;

/** A word that came late, or a reason. */
export const lateWord = z.union([word, z.object({ kind: z.literal('reason'), value: toldReason })]);

/** What a unit does now, as its machine says. */
export const unit = noun({
  address: 'scada.unit',
  title: 'Unit',
  states,
  events: {
    /** A stretch began, or what is known of the running one changed. */
    changed: { place: z.string(), stretch },
    /** The same was said again; nothing changes but what a late word may still touch. */
    confirmed: { said: saidOf },
    explained: { reason: z.string(), by: z.string() },
    /** The machine said why it stands. */
    'told-reason': { told: toldReason },
    lost: { at: instant() },
    /** A word came late: it finds its place among the ended intervals, from where it was said or from where its way went on. */
    'reported-late': { place: z.string(), word: lateWord, at: instant(), from: instant().optional(), back: z.number().optional(), skewMs: z.number().optional() },
    'began-earlier': { at: instant() },
  },
  versions: { 'reported-late': 2 },
  upcasters: { 'reported-late': { 1: ({ state, mode: _, ...rest }) => ({ ...rest, word: { kind: 'state', value: state } }) } },
  evolve(before, event) {
    switch (event.type) {
      case 'scada.unit.changed': {
        const heardAt = newest(before?.heardAt, ...saidByMachine(event.stretch.said)) ?? event.stretch.since;
        return { id: event.subject, state: 'heard', place: event.place, now: event.stretch, heardAt, beganAt: before ? before.beganAt : event.stretch.since };
      }
      case 'scada.unit.confirmed':
        return { ...before!, now: { ...before!.now, said: event.said }, heardAt: newest(before!.heardAt, ...saidByMachine(event.said))! };
      case 'scada.unit.explained':
        return { ...before!, now: { ...before!.now, reason: event.reason, explainedBy: event.by } };
      case 'scada.unit.told-reason':
        return { ...before!, now: { ...before!.now, told: event.told } };
      case 'scada.unit.lost':
        return { ...before!, state: 'stale', lostAt: event.at };
      case 'scada.unit.reported-late':
        return before!;
      case 'scada.unit.began-earlier':
        return { ...before!, beganAt: event.at };
    }
  },
});

const saidByMachine = (said: SaidOf | undefined) => [said?.state, said?.mode].flatMap((one) => [one?.at, one?.again?.at(-1)]);

function newest(...moments: readonly (Temporal.Instant | undefined)[]): Temporal.Instant | undefined {
  return moments
    .filter((one) => one !== undefined)
    .toSorted(Temporal.Instant.compare)
    .at(-1);
}
