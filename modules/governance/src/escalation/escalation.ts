import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';
import { ladder, starts } from './ladder.ts';

const call = z.object({
  step: z.number().int(),
  role: z.string(),
  /** When it was called; of a first step that was accepted before it was due, when that was. */
  at: instant(),
  acceptedBy: z.string().optional(),
  acceptedAt: instant().optional(),
  /** The cause was over and came again while somebody had it: the time to answer counts from here. */
  againAt: instant().optional(),
});
const other = z.object({ noun: z.string(), id: z.string(), sentence: z.string(), at: instant() });

/** How it works at its place: only `enforce` calls people; `advise` stands on boards; the others are recorded. */
export const howItWorks = z.enum(['observe', 'shadow', 'advise', 'enforce']);

const facts = z.object({
  id: id('governance.escalation'),
  place: z.string(),
  on: starts,
  causeNoun: z.string(),
  causeId: z.string(),
  sentence: z.string(),
  /** When the cause began. */
  since: instant(),
  /** What belongs together has one escalation: the same group at the same place. */
  group: z.string(),
  /** Further causes that came while it ran. */
  also: z.array(other).readonly(),
  ladder,
  mode: howItWorks,
  /** Step that was called last; -1 before the first. */
  step: z.number().int(),
  calls: z.array(call).readonly(),
  raisedAt: instant(),
  /** The cause is over; whoever accepted still says what was done. */
  endedAt: instant().optional(),
});
const acceptance = { acceptedBy: z.string(), acceptedAt: instant() };
const answer = { answeredBy: z.string(), answeredAt: instant(), did: z.string(), containment: z.string().optional() };

const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('raised') }),
  facts.extend({ state: z.literal('accepted'), ...acceptance }),
  facts.extend({ state: z.literal('answered'), ...acceptance, ...answer }),
  facts.extend({ state: z.literal('closed'), ...acceptance, ...answer, closedBy: z.string(), closedAt: instant() }),
  facts.extend({ state: z.literal('withdrawn'), withdrawnAt: instant() }),
]);
export type Escalation = z.output<typeof states>;
type Accepted = Extract<Escalation, { state: 'accepted' }>;
type Answered = Extract<Escalation, { state: 'answered' }>;

/** Seconds until the next step is called, and on which clock. */
const next = { clock: ladder.shape.clock, place: z.string(), unacceptedS: z.number().optional(), unansweredS: z.number().optional() };

/** The duty to decide, handed up a ladder of people with a clock on it. */
export const escalation = noun({
  address: 'governance.escalation',
  title: 'Escalation',
  lookups: ['place', 'state', 'causeId'],
  states,
  events: {
    raised: {
      on: starts,
      causeNoun: z.string(),
      causeId: z.string(),
      sentence: z.string(),
      since: instant(),
      group: z.string(),
      ladder,
      mode: howItWorks,
      step: z.number().int(),
      at: instant(),
      ...next,
    },
    /** Another cause of the same group came: one escalation for what belongs together. */
    joined: { cause: other, step: z.number().int(), ...next },
    climbed: { step: z.number().int(), role: z.string(), because: z.enum(['first-due', 'not-accepted', 'not-answered']), at: instant(), ...next },
    /** Cause since the second wording of this event; older ones are known by their escalation. */
    accepted: {
      role: z.string(),
      causeNoun: z.string().optional(),
      causeId: z.string().optional(),
      /** First step, where it was accepted before that was due: it counts as called. Since the third wording; until then such a one climbed no more. */
      first: z.object({ step: z.number().int(), role: z.string() }).optional(),
      by: z.string(),
      at: instant(),
    },
    answered: { causeNoun: z.string(), causeId: z.string(), isCauseOver: z.boolean(), did: z.string(), containment: z.string().optional(), by: z.string(), at: instant() },
    ended: { at: instant() },
    closed: { by: z.string(), at: instant() },
    withdrawn: { at: instant() },
  },
  evolve(before, event) {
    switch (event.type) {
      case 'governance.escalation.raised': {
        const { type: _, subject, at, clock: __, unacceptedS: ___, unansweredS: ____, ...facts } = event;
        const first = event.ladder.steps[event.step];
        return { ...facts, id: subject, state: 'raised', also: [], calls: first ? [{ step: event.step, role: first.role, at }] : [], raisedAt: at };
      }
      case 'governance.escalation.joined': {
        const { endedAt: _, ...running } = before!;
        const isTimedAnew = event.unansweredS !== undefined;
        const calls = running.calls.map((one, i) => (isTimedAnew && i === running.calls.length - 1 ? { ...one, againAt: event.cause.at } : one));
        return { ...running, calls, also: [...running.also, event.cause] } as Escalation;
      }
      case 'governance.escalation.climbed':
        return { ...plain(before!), state: 'raised', step: event.step, calls: [...before!.calls, { step: event.step, role: event.role, at: event.at }] };
      case 'governance.escalation.accepted': {
        const called = event.first ? [...before!.calls, { ...event.first, at: event.at }] : before!.calls;
        const calls = called.map((one, i) => (i === called.length - 1 ? { ...one, acceptedBy: event.by, acceptedAt: event.at } : one));
        return { ...plain(before!), state: 'accepted', step: event.first?.step ?? before!.step, calls, acceptedBy: event.by, acceptedAt: event.at };
      }
      case 'governance.escalation.answered':
        return {
          ...(before as Accepted),
          state: 'answered',
          did: event.did,
          ...(event.containment !== undefined && { containment: event.containment }),
          answeredBy: event.by,
          answeredAt: event.at,
        };
      case 'governance.escalation.ended':
        return { ...before!, endedAt: event.at };
      case 'governance.escalation.closed':
        return { ...(before as Answered), state: 'closed', closedBy: event.by, closedAt: event.at };
      case 'governance.escalation.withdrawn':
        return { ...plain(before!), state: 'withdrawn', withdrawnAt: event.at };
    }
  },
});

/** The facts without who accepted: a climbed one waits for the next person. */
function plain(before: Escalation): z.output<typeof facts> {
  const { id: subject, place, on, causeNoun, causeId, sentence, since, group, also, ladder: steps, mode, step, calls, raisedAt, endedAt } = before;
  return { id: subject, place, on, causeNoun, causeId, sentence, since, group, also, ladder: steps, mode, step, calls, raisedAt, ...(endedAt && { endedAt }) };
}

/** States in which somebody still owes something. */
export const live = ['raised', 'accepted', 'answered'] as const;
