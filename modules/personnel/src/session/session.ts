import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';
import type { Ending } from './over.ts';

const facts = z.object({
  id: id('personnel.session'),
  person: z.string(),
  /** Terminal or browser it was opened at. */
  station: z.string(),
  /** The enrolled station, where it was one: the session ends with it. */
  stationId: id('personnel.station').optional(),
  /** SHA-256 of the token that the browser holds; the token itself is nowhere kept. */
  tokenHash: z.string(),
  /** What was checked at sign-in: password, badge, pin. */
  component: z.string(),
  openedAt: instant(),
  endsAt: instant(),
  idleAfterS: z.number().int(),
});
const states = z.discriminatedUnion('state', [facts.extend({ state: z.literal('open') }), facts.extend({ state: z.literal('ended'), endedAt: instant(), endedHow: z.string() })]);
export type Session = z.output<typeof states>;

/** One person at one station (21 CFR 11.10(d)). */
export const session = noun({
  address: 'personnel.session',
  title: 'Session',
  states,
  lookups: ['person', 'stationId', 'state'],
  events: {
    opened: {
      person: z.string(),
      station: z.string(),
      stationId: id('personnel.station').optional(),
      tokenHash: z.string(),
      component: z.string(),
      at: instant(),
      endsAt: instant(),
      idleAfterS: z.number().int(),
    },
    ended: { at: instant(), how: z.string() },
  },
  evolve(state, event) {
    if (event.type === 'personnel.session.opened') {
      const { type: _, subject, at, ...facts } = event;
      return { ...facts, id: subject, state: 'open', openedAt: at };
    }
    return { ...state!, state: 'ended', endedAt: event.at, endedHow: event.how };
  },
});

/** Sessions that end together, each of them once. */
export const allEnded = (sessions: readonly Session[], at: Temporal.Instant, how: Ending) =>
  sessions.filter((one) => one.state === 'open').map((one) => ({ type: 'personnel.session.ended' as const, subject: one.id, at, how }));
