import type { Hour } from '@millrace/ui';

/** A row of `scada.count.list`: what a unit's counters made in a quarter of an hour. */
export interface CountRow {
  readonly startsAt: string;
  readonly total: number;
  readonly scrap: number;
}

/** Pieces made some time in a stretch in which nobody heard the unit. */
export interface UnheardRow extends CountRow {
  readonly endsAt: string;
}

/** Answer of `scada.count.list`. */
export interface Counted {
  readonly rows: readonly CountRow[];
  readonly unheard: readonly UnheardRow[];
}

/** Pieces made unheard that are surely of a stretch of time: all of theirs lies in it. */
export const unheardWithin = (unheard: readonly UnheardRow[], fromMs: number, toMs: number): readonly UnheardRow[] =>
  unheard.filter((one) => Date.parse(one.startsAt) >= fromMs && Date.parse(one.endsAt) <= toMs);

const hourMs = 3_600_000;
const quarterMs = hourMs / 4;

/** Good pieces of each hour of a shift up to now, against the rate; hours that have not begun are left out. */
export function hoursOf(counts: readonly CountRow[], fromMs: number, nowMs: number, perMinute: number, label: (at: number) => string): Hour[] {
  const hours: Hour[] = [];
  for (let at = fromMs; at < nowMs; at += hourMs) {
    const mine = counts.filter((row) => Date.parse(row.startsAt) >= at && Date.parse(row.startsAt) < at + hourMs);
    hours.push({ label: label(at), good: mine.reduce((sum, row) => sum + row.total - row.scrap, 0), target: perMinute * 60, passed: Math.min(1, (nowMs - at) / hourMs) });
  }
  return hours;
}

/** Pieces per minute of late: over the running quarter of an hour and the one before, so that its turn is not seen as a stop. */
export function rateOf(counts: readonly CountRow[], nowMs: number): number | undefined {
  const running = Math.floor(nowMs / quarterMs) * quarterMs;
  const from = running - quarterMs;
  const recent = counts.filter((row) => Date.parse(row.startsAt) >= from);
  const first = Math.min(...recent.map((row) => Date.parse(row.startsAt)));
  if (recent.length === 0) return undefined;
  const minutes = (nowMs - first) / 60_000;
  return minutes < 1 ? undefined : recent.reduce((sum, row) => sum + row.total, 0) / minutes;
}

/** Pieces per minute of a rate as the model writes it: `100 1/min`. */
export function perMinuteOf(rate: string | undefined): number | undefined {
  const found = rate === undefined ? undefined : /^(\d+(?:\.\d+)?) 1\/(s|min|h)$/.exec(rate);
  return found ? Number(found[1]) * { s: 60, min: 1, h: 1 / 60 }[found[2] as 's' | 'min' | 'h'] : undefined;
}
