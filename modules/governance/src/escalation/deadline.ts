import { addWorkingTime, type WorkCalendar } from '@millrace/calendar';
import { climbFrom, type Ladder } from './ladder.ts';

/** The end of so many seconds on a ladder's clock. A working clock without a calendar runs all the time. */
export function after(clock: Ladder['clock'], from: Temporal.Instant, seconds: number, calendar: WorkCalendar | undefined): Temporal.Instant {
  const milliseconds = Math.round(seconds * 1000);
  return clock === 'working' && calendar ? addWorkingTime(calendar, from, { milliseconds }) : from.add({ milliseconds });
}

interface Standing {
  readonly state: string;
  readonly step: number;
  readonly raisedAt: Temporal.Instant;
  readonly calls: readonly { readonly step: number; readonly at: Temporal.Instant; readonly againAt?: Temporal.Instant | undefined }[];
  readonly ladder: Ladder;
  readonly isEnded: boolean;
}

interface WillCall {
  readonly role: string;
  readonly at: Temporal.Instant;
}

export interface Clocks {
  /** By when it must be accepted (while raised) or answered (while accepted). Before the first step is due nobody was called, and nothing is owed yet. */
  readonly dueAt: Temporal.Instant | null;
  readonly next: WillCall | null;
  /** Every step that is still to be called, and when, if nothing is done until then. */
  readonly ahead: readonly WillCall[];
}

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? b : a);

/** The clocks of an escalation as it stands: what is owed by when, and who is called when if it is not. */
export function clocksOf(one: Standing, calendar: WorkCalendar | undefined): Clocks {
  const { clock, steps } = one.ladder;
  if (one.state !== 'raised' && one.state !== 'accepted') return { dueAt: null, next: null, ahead: [] };
  const firstDueAt = after(clock, one.raisedAt, steps[0]?.afterS ?? 0, calendar);
  const last = one.calls.at(-1);
  // taken before it was due, the first step's time begins when it would have been called
  const from = !last ? firstDueAt : (last.againAt ?? (last.step === 0 ? later(last.at, firstDueAt) : last.at));
  const here = steps[Math.max(0, one.step)];
  const owedS = one.state === 'accepted' ? here?.answerS : one.step < 0 ? undefined : here?.acceptS;
  return { dueAt: owedS === undefined ? null : after(clock, from, owedS, calendar), ...calledNext(one, from, calendar) };
}

/** Who is called from here on: whoever has it must answer, those after them must accept. */
function calledNext({ state, step, ladder, isEnded }: Standing, from: Temporal.Instant, calendar: WorkCalendar | undefined): Pick<Clocks, 'next' | 'ahead'> {
  // accepted before the first call by a server of before that counted as one: it has no clock
  if (isEnded || (state === 'accepted' && step < 0)) return { next: null, ahead: [] };
  const ahead: WillCall[] = [];
  let at = from;
  for (const [i, { role }] of ladder.steps.entries()) {
    if (i <= step) continue;
    if (i > 0) {
      const { unacceptedS, unansweredS } = climbFrom(ladder, i - 1);
      at = after(ladder.clock, at, (state === 'accepted' && i === step + 1 ? unansweredS : unacceptedS) ?? 0, calendar);
    }
    ahead.push({ role, at });
  }
  return { next: ahead[0] ?? null, ahead };
}
