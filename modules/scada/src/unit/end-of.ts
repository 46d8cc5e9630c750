import type { Id } from '@millrace/kernel';
import type { UnitState } from './unit.ts';

/** The interval that the running stretch becomes when it ends; a stretch of no length becomes none. */
export function endOf(before: UnitState, at: Temporal.Instant) {
  const { now, place } = before;
  if (Temporal.Instant.compare(at, now.since) <= 0) return [];
  return [
    {
      type: 'scada.interval.recorded' as const,
      subject: now.interval as Id<'scada.interval'>,
      place,
      packml: now.state,
      mode: now.mode,
      startsAt: now.since,
      endsAt: at,
      ...(now.jobOrder !== undefined && { jobOrder: now.jobOrder }),
      ...(now.reason !== undefined && { reason: now.reason }),
      source: 'machine' as const,
    },
  ];
}
