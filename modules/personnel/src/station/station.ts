import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const facts = z.object({
  id: id('personnel.station'),
  /** Equipment at which the device stands. */
  place: z.string(),
  /** What is written on it, so that a person finds the right one. */
  name: z.string(),
  /** SHA-256 of the token that the device keeps; the token itself is nowhere kept. */
  tokenHash: z.string(),
  enrolledBy: z.string(),
  enrolledAt: instant(),
  /** Badges in a row that nobody knows. */
  wrongTries: z.number().int(),
  lockedUntil: instant().optional(),
});
const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('enrolled') }),
  facts.extend({ state: z.literal('withdrawn'), withdrawnBy: z.string(), withdrawnAt: instant() }),
]);
export type Station = z.output<typeof states>;

/** A terminal that the plant knows: what is done there says so truly, and badges open it (21 CFR 11.10(h)). */
export const station = noun({
  address: 'personnel.station',
  calledBy: 'name',
  title: 'Station',
  states,
  events: {
    enrolled: { place: z.string(), name: z.string(), tokenHash: z.string(), by: z.string(), at: instant() },
    failed: { at: instant() },
    succeeded: {},
    locked: { until: instant() },
    withdrawn: { by: z.string(), at: instant() },
  },
  evolve(state, event) {
    switch (event.type) {
      case 'personnel.station.enrolled': {
        const { type: _, subject, by, at, ...rest } = event;
        return { ...rest, id: subject, state: 'enrolled', enrolledBy: by, enrolledAt: at, wrongTries: 0 };
      }
      case 'personnel.station.failed':
        return { ...state!, wrongTries: state!.wrongTries + 1 };
      case 'personnel.station.succeeded': {
        const { lockedUntil: _, ...rest } = state!;
        return { ...rest, wrongTries: 0 };
      }
      case 'personnel.station.locked':
        return { ...state!, wrongTries: 0, lockedUntil: event.until };
      case 'personnel.station.withdrawn':
        return { ...state!, state: 'withdrawn', withdrawnBy: event.by, withdrawnAt: event.at };
    }
  },
});
