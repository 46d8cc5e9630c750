import { xmr } from '@millrace/spc';
import type { DayFact } from './facts.ts';

export interface Target {
  readonly value: number;
  readonly better: 'higher' | 'lower';
}

/** On target or not; undefined where there is no value or no target: no data is never good. */
export function isOnTarget(value: number | null | undefined, target: Target | undefined): boolean | undefined {
  if (value === null || value === undefined || !target) return undefined;
  return target.better === 'higher' ? value >= target.value : value <= target.value;
}

export interface DayCell {
  readonly day: number;
  readonly date: string;
  readonly state: 'good' | 'bad' | 'off' | 'missing' | 'future' | 'today';
  readonly value: number | null;
  readonly hasAction: boolean;
  readonly isRestated: boolean;
  /** Why it was red, as somebody said. */
  readonly reason: string | null;
}

interface Month {
  /** Production day that runs now. */
  readonly today: string;
  readonly facts: readonly DayFact[];
  readonly targetOn: (date: string) => Target | undefined;
  readonly isOff: (date: string) => boolean;
  readonly explained: ReadonlyMap<string, { readonly reason: string; readonly hasAction: boolean }>;
}

/** The cells of the month that a day is in. Today stays open until its last shift has closed. */
export function cellsOf(month: string, { today, facts, targetOn, isOff, explained }: Month): DayCell[] {
  const first = Temporal.PlainDate.from(`${month}-01`);
  const byDate = new Map(facts.map((fact) => [fact.day, fact]));
  return Array.from({ length: first.daysInMonth }, (_, i) => {
    const date = first.add({ days: i }).toString();
    const fact = byDate.get(date);
    const isGood = date < today ? isOnTarget(fact?.value, targetOn(date)) : undefined;
    const said = explained.get(date);
    const state = date > today ? 'future' : date === today ? 'today' : isGood === undefined ? (isOff(date) || fact?.isIdle ? 'off' : 'missing') : isGood ? 'good' : 'bad';
    return { day: i + 1, date, state, value: fact?.value ?? null, hasAction: said?.hasAction ?? false, isRestated: fact?.status === 'restated', reason: said?.reason ?? null };
  });
}

export interface RunDay {
  readonly date: string;
  readonly value: number | null;
  readonly status: DayFact['status'] | null;
  /** The process says something here, whatever the target says (XmR, natural process limits). */
  readonly isSignal: boolean;
  /** Windows of the day whose number is unknown: they are not in its value. */
  readonly leftOut: NonNullable<DayFact['leftOut']> | null;
}

// with fewer, the natural limits are a guess (Wheeler: useful limits from about ten values on)
const fewest = 8;

/** The last days up to today, with natural process limits where there are enough of them. */
export function runOf(today: string, days: number, facts: readonly DayFact[]): { points: RunDay[]; low: number | null; high: number | null } {
  const byDate = new Map(facts.map((fact) => [fact.day, fact]));
  const last = Temporal.PlainDate.from(today);
  const points = Array.from({ length: days }, (_, i) => {
    const date = last.subtract({ days: days - 1 - i }).toString();
    const fact = byDate.get(date);
    return { date, value: fact?.value ?? null, status: fact?.status ?? null, isSignal: false, leftOut: fact?.leftOut ?? null };
  });
  // today's is not whole yet and would widen the limits
  const whole = points.filter((point) => point.value !== null && point.date !== today);
  const values = whole.map((point) => point.value!);
  if (values.length < fewest || values.every((value) => value === values[0])) return { points, low: null, high: null };
  const chart = xmr(values).individuals.points;
  const beyond = new Set(chart.flatMap((point) => (point.beyond ? [whole[point.index]!.date] : [])));
  return { points: points.map((point) => ({ ...point, isSignal: beyond.has(point.date) })), low: chart[0]!.lower, high: chart[0]!.upper };
}
