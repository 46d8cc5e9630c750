import type { Shift } from '@millrace/calendar';
import type { Leaf, LeafState } from '@millrace/kpi';
import { leafKind, type PackMlState, type UnitMode } from '@millrace/scada';

/** A stretch of one state of one unit, as scada publishes it; the running one ends when it was read. */
export interface StatedInterval {
  readonly id: string;
  readonly state: PackMlState;
  readonly mode: UnitMode;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant | undefined;
  readonly jobOrder: string | undefined;
  readonly reason: string | undefined;
}

/** What a reason makes of a stop, from the reason tree of the model. */
export type ReasonInterval = (reason: string) => LeafState | undefined;

const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) <= 0 ? a : b);
const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) >= 0 ? a : b);

/** Leaves of one shift: intervals clipped to it, cut at its breaks, and named by state, mode, job, reason and calendar. What is unknown is left out. */
export function leavesOf(intervals: readonly StatedInterval[], shift: Shift, now: Temporal.Instant, reasonInterval: ReasonInterval): Leaf[] {
  const cuts = [shift.start, ...shift.breaks.flatMap((one) => [one.start, one.end]), shift.end].toSorted(Temporal.Instant.compare);
  const leaves: Leaf[] = [];
  const stops = wholeStops(intervals);
  for (const interval of intervals) {
    const wholeEnd = interval.endsAt ?? now;
    const stop = stops.get(interval.id)!;
    const start = later(interval.startsAt, shift.start);
    const end = earlier(wholeEnd, shift.end);
    for (let i = 0; i + 1 < cuts.length; i++) {
      const from = later(start, cuts[i]!);
      const to = earlier(end, cuts[i + 1]!);
      if (Temporal.Instant.compare(from, to) >= 0) continue;
      const isBreak = shift.breaks.some((one) => Temporal.Instant.compare(one.start, from) <= 0 && Temporal.Instant.compare(from, one.end) < 0);
      const kind = leafKind({
        state: interval.state,
        mode: interval.mode,
        hasJob: interval.jobOrder !== undefined,
        reasonInterval: interval.reason === undefined ? undefined : reasonInterval(interval.reason),
        calendar: isBreak ? 'break' : 'working',
      });
      if (kind === 'unknown') continue;
      const lengthMs = Number(((stop.endsAt ?? now).epochNanoseconds - stop.startsAt.epochNanoseconds) / 1_000_000n);
      leaves.push({
        id: leaves.some((leaf) => leaf.id === interval.id) ? `${interval.id}#${i}` : interval.id,
        state: kind,
        start: from,
        end: to,
        ...(kind === 'planned-down' && isBreak && { kind: 'break' as const }),
        ...(interval.reason !== undefined && { reason: interval.reason }),
        ...(interval.jobOrder !== undefined && { job: interval.jobOrder }),
        ...(kind === 'delay' && { stop: { id: stop.id, lengthMs, isFirstPart: Temporal.Instant.compare(from, stop.startsAt) === 0 } }),
        ...(interval.endsAt === undefined && { isOpen: true }),
      });
    }
  }
  return leaves;
}

/** Intervals that follow each other with the same state, job and reason are one stop: late data may have told it in parts. */
function wholeStops(intervals: readonly StatedInterval[]): Map<string, { readonly id: string; readonly startsAt: Temporal.Instant; endsAt: Temporal.Instant | undefined }> {
  const found = new Map<string, { readonly id: string; readonly startsAt: Temporal.Instant; endsAt: Temporal.Instant | undefined }>();
  let before: StatedInterval | undefined;
  for (const one of intervals) {
    const goesOn =
      before?.endsAt?.equals(one.startsAt) && before.state === one.state && before.mode === one.mode && before.jobOrder === one.jobOrder && before.reason === one.reason;
    const whole = goesOn ? found.get(before!.id)! : { id: one.id, startsAt: one.startsAt, endsAt: one.endsAt };
    whole.endsAt = one.endsAt;
    found.set(one.id, whole);
    before = one;
  }
  return found;
}
