import { leafKind } from '@millrace/scada';
import type { StripRow } from './strip.ts';

/** A time in which a unit stood: one stop for people, though the machine went through several states in it. */
export interface Stop {
  /** Its first interval; names the stop on a screen. */
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly reason: string | null;
  readonly explainedBy: string | null;
  readonly saysWhy: string | null;
  readonly saysReason: string | null;
  readonly seconds: number;
  /** All its intervals: a reason is given to each, so that every one of them is reckoned by it. */
  readonly intervals: readonly string[];
}

/** The stops of a unit, oldest first: intervals in which it stood, joined where one follows the other without a gap. */
export function stopsOf(rows: readonly StripRow[], intervals: readonly { id: string; state: string }[], nowMs: number): Stop[] {
  const stood = new Set(intervals.filter((one) => one.state === 'delay' || one.state === 'micro').map((one) => one.id));
  const isStop = (row: StripRow) =>
    stood.has(row.id) || (row.explainedBy !== null && leafKind({ state: row.state as never, mode: row.mode as never, hasJob: true, calendar: 'working' }) === 'delay');
  const stops: Stop[] = [];
  for (const row of rows.filter(isStop)) {
    const before = stops.at(-1);
    const follows =
      before !== undefined &&
      before.endsAt !== null &&
      Date.parse(before.endsAt) === Date.parse(row.startsAt) &&
      (before.reason === null || row.reason === null || before.reason === row.reason);
    const startsAt = follows ? before.startsAt : row.startsAt;
    const stop: Stop = {
      id: follows ? before.id : row.id,
      startsAt,
      endsAt: row.endsAt,
      ...whyOf(row, follows ? before : undefined),
      seconds: ((row.endsAt === null ? nowMs : Date.parse(row.endsAt)) - Date.parse(startsAt)) / 1000,
      intervals: follows ? [...before.intervals, row.id] : [row.id],
    };
    if (follows) stops[stops.length - 1] = stop;
    else stops.push(stop);
  }
  return stops;
}

/** Why it stood: as a person says, else as the machine said first. */
function whyOf(row: StripRow, before: Stop | undefined): Pick<Stop, 'reason' | 'explainedBy' | 'saysWhy' | 'saysReason'> {
  const reasoned = row.reason === null && before ? before : row;
  const told = before?.saysWhy == null ? row : before;
  return { reason: reasoned.reason, explainedBy: reasoned.explainedBy, saysWhy: told.saysWhy, saysReason: told.saysReason };
}

// 6: what a dialog shows in one glance, with room for the reasons beneath
const inOneGlance = 6;

/** Stops a dialog offers, newest first: the newest, and the one it was opened for, however old. */
export function choiceOf(newest: readonly Stop[], opened: string | undefined): readonly Stop[] {
  const first = newest.slice(0, inOneGlance);
  const older = newest.slice(inOneGlance).find((stop) => stop.id === opened);
  return older ? [...first.slice(0, -1), older] : first;
}
