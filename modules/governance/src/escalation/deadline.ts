import { addWorkingTime, type WorkCalendar } from '@millrace/calendar';
import type { Ladder } from './ladder.ts';

/** The end of so many seconds on a ladder's clock. A working clock without a calendar runs all the time. */
export function after(clock: Ladder['clock'], from: Temporal.Instant, seconds: number, calendar: WorkCalendar | undefined): Temporal.Instant {
  const milliseconds = Math.round(seconds * 1000);
  return clock === 'working' && calendar ? addWorkingTime(calendar, from, { milliseconds }) : from.add({ milliseconds });
}

interface Standing {
  readonly state: string;
  readonly step: number;
  readonly raisedAt: Temporal.Instant;
  readonly calls: readonly { readonly step: number; readonly at: Temporal.Instant }[];
  readonly ladder: Ladder;
  readonly isEnded: boolean;
}

export interface Clocks {
  /** By when it must be accepted (while raised) or answered (while accepted). */
  readonly dueAt: Temporal.Instant | null;
  readonly next: { readonly role: string; readonly at: Temporal.Instant } | null;
}

/** The clocks of an escalation as it stands: what is owed by when, and who is called next if it is not. */
export function clocksOf(one: Standing, calendar: WorkCalendar | undefined): Clocks {
  const { clock, steps } = one.ladder;
  if (one.state !== 'raised' && one.state !== 'accepted') return { dueAt: null, next: null };
  const here = steps[one.step];
  const following = steps[one.step + 1];
  const calledAt = one.calls.at(-1)?.at ?? one.raisedAt;
  const gapS = following ? Math.max(0, following.afterS - (here?.afterS ?? 0)) : 0;
  const owedS = !here ? gapS : one.state === 'raised' ? here.acceptS : here.answerS;
  return {
    dueAt: after(clock, calledAt, owedS, calendar),
    next: following && !one.isEnded ? { role: following.role, at: after(clock, calledAt, Math.max(gapS, owedS), calendar) } : null,
  };
}
