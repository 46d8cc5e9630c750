import type { Asked, DayFact } from './facts.ts';

/** Rows by production day, in the order of days. */
export const byDay = <R>(rows: readonly R[], dayOf: (row: R) => string) => [...Map.groupBy(rows, dayOf)].toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Production days that a stretch of time touches. */
export function daysBetween(asked: Asked, from: Temporal.Instant, to: Temporal.Instant): string[] {
  const last = Temporal.PlainDate.from(asked.dayOf(to));
  const days: string[] = [];
  for (let day = Temporal.PlainDate.from(asked.dayOf(from)); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) days.push(day.toString());
  return days;
}

/** Days on which nothing was due or done stand beside the others, so that they are not taken for gaps. */
export function withIdle(asked: Asked, known: readonly string[], facts: readonly DayFact[]): DayFact[] {
  const busy = new Set(known);
  const idle = daysBetween(asked, asked.from, asked.to.subtract({ seconds: 1 })).filter((day) => !busy.has(day));
  return [...facts, ...idle.map((day): DayFact => ({ day, numerator: 0, denominator: 0, value: null, status: 'final', isIdle: true }))].toSorted((a, b) =>
    a.day < b.day ? -1 : 1,
  );
}
