import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';
import { packMlState, unitMode } from '../state.ts';

/** The stretch that runs now. */
const stretch = z.object({
  /** Identity it will have as an interval when it ends. */
  interval: z.string(),
  state: packMlState,
  mode: unitMode,
  since: instant(),
  reason: z.string().optional(),
  /** Job order that has the unit. */
  jobOrder: z.string().optional(),
  /** When it began to stand, over all changes between states of standing; absent while it runs. */
  standsSince: instant().optional(),
  /** Someone is called when it stands longer, by this ladder. */
  callAfterS: z.number().optional(),
  ladder: z.string().optional(),
});

const facts = z.object({
  id: id('scada.unit'),
  /** Equipment identity in the model. */
  place: z.string(),
  now: stretch,
  /** Source time of the newest report; an older one is late. */
  heardAt: instant(),
});
const states = z.discriminatedUnion('state', [facts.extend({ state: z.literal('heard') }), facts.extend({ state: z.literal('stale'), lostAt: instant() })]);
export type UnitState = z.output<typeof states>;
export type Stretch = z.output<typeof stretch>;

/** What a unit does now, as its machine says. */
export const unit = noun({
  address: 'scada.unit',
  title: 'Unit',
  states,
  events: {
    /** A stretch began. */
    changed: { place: z.string(), stretch },
    explained: { reason: z.string(), by: z.string() },
    lost: { at: instant() },
    'reported-late': { place: z.string(), state: packMlState, mode: unitMode, at: instant(), skewMs: z.number().optional() },
  },
  evolve(before, event) {
    switch (event.type) {
      case 'scada.unit.changed':
        return { id: event.subject, state: 'heard', place: event.place, now: event.stretch, heardAt: event.stretch.since };
      case 'scada.unit.explained':
        return { ...before!, now: { ...before!.now, reason: event.reason } };
      case 'scada.unit.lost':
        return { ...before!, state: 'stale', lostAt: event.at };
      case 'scada.unit.reported-late':
        return before!;
    }
  },
});
