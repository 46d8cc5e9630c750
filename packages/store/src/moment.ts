import { asKept, horizonDays, houseRefusal, judgeMoment, sentence, type Act, type AnyCommand, type Facts, type OddMoment, type Refusal, type Remark } from '@millrace/kernel';
import type { Envelope } from './envelope.ts';
import type { Held } from './work.ts';

/** What is said with a report whose moment cannot be. */
const marks: Readonly<Record<OddMoment, string>> = {
  'clock-ahead': 'Told as of {said}, which had not come yet. It counts as of {now}; set the clock of the device.',
  'too-long-ago': 'Told as of {said}, more than {days} days ago. It counts as of {now}.',
  'before-record': 'Told as of {said}, before this {noun} began at {from}. It counts as of {now}.',
};

/** When an act is reckoned to have happened. */
export interface When extends Pick<Act, 'happenedAt' | 'told'> {
  /** It cannot have happened when its sender says: a request of that kind is not done. */
  readonly refusal?: Refusal;
}

/**
 * One judgement for every command of when it happened. A request whose moment cannot be is refused; a report is kept and counts as of now,
 * with what was said. What the house itself carries on was judged when it was first said.
 */
export function whenHappened(command: AnyCommand, { happenedAt, actor }: Envelope, at: Temporal.Instant, subject: Held | undefined): When {
  if (happenedAt === undefined) return { happenedAt: at };
  return judged(command, asKept(happenedAt), actor, at, subject);
}

function judged(command: AnyCommand, said: Temporal.Instant, actor: Envelope['actor'], at: Temporal.Instant, subject: Held | undefined): When {
  const { at: happenedAt, odd } = judgeMoment(said, at, command.is, subject?.state && subject.noun.moments(subject.state));
  if (odd === undefined || actor.kind === 'system') return { happenedAt };
  if (command.is === 'report') return { happenedAt, told: { at: said, odd } };
  return { happenedAt, refusal: refusals[odd](command.address, factsOf(said, at, subject)) };
}

const refusals: Readonly<Record<OddMoment, (address: string, facts: Facts) => Refusal>> = {
  'clock-ahead': (address, facts) => houseRefusal(address, 'clock-ahead', facts),
  'too-long-ago': (address, facts) => houseRefusal(address, 'too-long-ago', facts),
  'before-record': (address, facts) => houseRefusal(address, 'before-record', facts),
};

/** The mark that such a report carries: shown to who sent it, and on the record's page. */
export function clockMark(command: AnyCommand, { told, at }: Act, subject: Held | undefined): Remark | undefined {
  if (!told) return undefined;
  const facts = factsOf(told.at, at, subject);
  return { rule: `${command.address}/${told.odd}`, mode: 'advise', sentence: sentence(marks[told.odd], facts), facts };
}

function factsOf(said: Temporal.Instant, now: Temporal.Instant, subject: Held | undefined): Facts {
  const moments = subject?.state && subject.noun.moments(subject.state);
  return {
    said: said.toString(),
    now: now.toString(),
    days: horizonDays,
    ...(subject?.state && { noun: subject.noun.title.toLowerCase(), state: subject.state.state }),
    ...(moments && { since: moments.since.toString(), from: moments.from.toString() }),
  };
}
