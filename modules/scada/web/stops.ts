import { leafKind } from '@millrace/scada';
import type { StripRow } from './strip.ts';

/** A stretch in which a unit stood. */
export interface Stop extends Pick<StripRow, 'id' | 'startsAt' | 'endsAt' | 'reason'> {
  readonly seconds: number;
}

/** The stretches in which the unit stood and a reason is due, oldest first. */
export function stopsOf(rows: readonly StripRow[], intervals: readonly { id: string; state: string }[], nowMs: number): Stop[] {
  const stood = new Set(intervals.filter((one) => one.state === 'delay' || one.state === 'micro').map((one) => one.id));
  return rows
    .filter((row) => stood.has(row.id) || (row.reason !== null && leafKind({ state: row.state as never, mode: row.mode as never, hasJob: true, calendar: 'working' }) === 'delay'))
    .map((row) => ({
      id: row.id,
      startsAt: row.startsAt,
      endsAt: row.endsAt,
      reason: row.reason,
      seconds: ((row.endsAt === null ? nowMs : Date.parse(row.endsAt)) - Date.parse(row.startsAt)) / 1000,
    }));
}
