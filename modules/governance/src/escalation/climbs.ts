import type { WorkCalendar } from '@millrace/calendar';
import type { PastCause } from './cause.ts';
import { after } from './deadline.ts';
import { climbFrom, type Ladder } from './ladder.ts';

/** A call of a step, as it would have come. */
export interface WouldCall {
  readonly role: string;
  readonly at: Temporal.Instant;
  /** It follows from what did happen, with nothing guessed. */
  readonly isKnown: boolean;
}

export interface Climbed {
  readonly calls: readonly WouldCall[];
  /** Until when it would have run, as far as anybody knows; undefined while it runs. */
  readonly until: Temporal.Instant | undefined;
}

// 30 s: a timer is heard within a second, a busy server is some seconds behind; people tell minutes apart
const sameMs = 30_000;
const isSameMoment = (a: Temporal.Instant, b: Temporal.Instant) => Math.abs(a.epochMilliseconds - b.epochMilliseconds) <= sameMs;
const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;

/**
 * Whom a ladder would have called for a cause that starts it at a moment. As long as the same roles are called at the same times as they were,
 * people answer as they did. The first call that is another is known to come; whether it is answered nobody knows, and what comes after it is
 * what would come if it were not.
 */
export function climbs(ladder: Ladder, startsAt: Temporal.Instant, cause: PastCause, calendar: WorkCalendar | undefined, to: Temporal.Instant): Climbed {
  const { escalation } = cause;
  const told = escalation && !escalation.isJoined ? escalation : undefined;
  const end = cause.overAt ?? undefined;
  const calls: WouldCall[] = [];
  let isAsItWas = told !== undefined && isSameMoment(told.raisedAt, startsAt);
  let isKnown = true;
  let isTaken = false;
  let at = after(ladder.clock, startsAt, ladder.steps[0]!.afterS, calendar);
  for (const [i, step] of ladder.steps.entries()) {
    if ((end && !isBefore(at, end)) || !isBefore(at, to)) break;
    const call = isAsItWas ? told?.calls.find((one) => one.step === i && one.role === step.role) : undefined;
    const isSame = call !== undefined && (isSameMoment(call.at, at) || isSameLadder(told!.ladder, ladder, i));
    const calledAt = isSame ? call.at : at;
    calls.push({ role: step.role, at: calledAt, isKnown });
    const { unacceptedS, unansweredS } = climbFrom(ladder, i);
    const acceptedAt = isSame ? call.acceptedAt : undefined;
    if (unacceptedS === undefined || unansweredS === undefined) {
      isTaken = acceptedAt !== undefined;
      break;
    }
    // a first step that was taken before it was due has the time of one that is called then
    const from = i === 0 && isBefore(calledAt, at) ? at : calledAt;
    const next = (seconds: number) => after(ladder.clock, from, seconds, calendar);
    at = next(unacceptedS);
    isTaken = false;
    if (acceptedAt && isBefore(acceptedAt, at)) {
      at = next(unansweredS);
      isTaken = true;
      if (told?.answeredAt && isBefore(told.answeredAt, at)) break;
    }
    if (!isSame) [isAsItWas, isKnown] = [false, false];
  }
  // whoever took it has it until they answer, also when its cause is over
  return { calls, until: isTaken ? (told!.answeredAt ?? undefined) : end };
}

/** Whether a ladder is what it was, up to a step. */
const isSameLadder = (a: Ladder, b: Ladder, upTo: number) =>
  a.clock === b.clock &&
  b.steps.slice(0, upTo + 1).every((step, i) => {
    const was = a.steps[i];
    return was !== undefined && was.role === step.role && was.afterS === step.afterS && was.acceptS === step.acceptS && was.answerS === step.answerS;
  });
