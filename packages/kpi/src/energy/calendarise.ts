import { finite, zeroOrMore } from '../lineage.ts';

/** A bill or meter reading over whole days. `to` is the first day that is not in it: a bill of January is from 01-01 to 02-01. */
export type Bill = { readonly id: string; readonly from: string; readonly to: string; readonly energy: number };

export type CalendarMonth = {
  /** `2026-01`. */
  readonly month: string;
  /** Sum of the days billed in it; a month that is not billed in full is not filled up. */
  readonly energy: number;
  readonly daysBilled: number;
  readonly days: number;
  readonly isComplete: boolean;
  readonly basis: readonly string[];
};

/**
 * Bills by calendar month: each bill is spread over its days, and the days are summed by month. Evenly (as ENERGY STAR Portfolio Manager
 * calendarises; straight-line proration), or in proportion to `weightOf` a day, where the use follows the weather: the base load of a day
 * and what its degree days add, say. The total stays the total.
 * Refuses bills that overlap, because their days would be counted twice; gaps make a month incomplete.
 */
export function calendarise(bills: readonly Bill[], weightOf?: (date: string) => number): CalendarMonth[] {
  if (bills.length === 0) throw new RangeError('bills is empty; allowed is at least one.');
  const months = new Map<string, { energy: number; daysBilled: number; basis: string[]; days: number }>();
  let last: { bill: Bill; to: Temporal.PlainDate } | undefined;
  for (const bill of bills) {
    finite(bill.energy, `bill ${bill.id} energy`);
    const [from, to] = [day(bill.from, `bill ${bill.id} from`), day(bill.to, `bill ${bill.id} to`)];
    const length = from.until(to).days;
    if (length < 1) throw new RangeError(`bill ${bill.id} to is ${bill.to}; allowed is a day after its from, ${bill.from}. It is the first day not in the bill.`);
    if (last && Temporal.PlainDate.compare(from, last.to) < 0)
      throw new RangeError(`bill ${bill.id} begins on ${bill.from}, before bill ${last.bill.id} is over; allowed are bills in order without overlap.`);
    const weight = weightOf && weigher(bill, weightOf, from, to);
    for (let start = from; Temporal.PlainDate.compare(start, to) < 0;) {
      const next = start.with({ day: 1 }).add({ months: 1 });
      const end = Temporal.PlainDate.compare(next, to) < 0 ? next : to;
      const days = start.until(end).days;
      const key = start.toPlainYearMonth().toString();
      const month = months.get(key) ?? { energy: 0, daysBilled: 0, basis: [], days: start.daysInMonth };
      months.set(key, month);
      month.energy += bill.energy * (weight ? weight(start, end) : days / length);
      month.daysBilled += days;
      month.basis.push(bill.id);
      start = end;
    }
    last = { bill, to };
  }
  return [...months].map(([month, of]) => ({ month, ...of, isComplete: of.daysBilled === of.days }));
}

/** The share of a bill that lies between two dates, by the weight of its days. */
function weigher(bill: Bill, weightOf: (date: string) => number, from: Temporal.PlainDate, to: Temporal.PlainDate): (start: Temporal.PlainDate, end: Temporal.PlainDate) => number {
  const between = (start: Temporal.PlainDate, end: Temporal.PlainDate): number => {
    let sum = 0;
    for (let date = start; Temporal.PlainDate.compare(date, end) < 0; date = date.add({ days: 1 })) sum += zeroOrMore(weightOf(date.toString()), `weight of ${date.toString()}`);
    return sum;
  };
  const whole = between(from, to);
  if (whole === 0) throw new RangeError(`bill ${bill.id} has no day with a weight; allowed is more than zero in sum, or its energy would belong to no day. Give days a base load.`);
  return (start, end) => between(start, end) / whole;
}

/** What a meter reading says was used since the reading before it. */
export type MeterReading = { readonly id: string; readonly date: string; readonly energy: number };

/**
 * Bills between readings, each with the energy of its second one. The day of reading is the last one in the bill (as in ORNL's VERIFI)
 * unless `readDay` is `out`: then it is
 * the first of the next. The first reading only marks the start, because nobody knows since when its energy was used.
 */
export function billsOfReadings(readings: readonly MeterReading[], readDay: 'in' | 'out' = 'in'): Bill[] {
  if (readings.length < 2) throw new RangeError(`readings has ${readings.length}; allowed is at least 2, because a bill lies between two.`);
  if (readDay !== 'in' && readDay !== 'out') throw new RangeError(`readDay is ${JSON.stringify(readDay)}; allowed is in or out.`);
  const edge = (reading: MeterReading): string =>
    day(reading.date, `reading ${reading.id} date`)
      .add({ days: readDay === 'in' ? 1 : 0 })
      .toString();
  for (const [index, reading] of readings.slice(1).entries())
    if (edge(reading) <= edge(readings[index]!))
      throw new RangeError(
        `reading ${reading.id} is of ${reading.date}, reading ${readings[index]!.id} before it of ${readings[index]!.date}; allowed are readings in order, one a day.`,
      );
  return readings
    .slice(1)
    .map((reading, index) => ({ id: reading.id, from: edge(readings[index]!), to: edge(reading), energy: finite(reading.energy, `reading ${reading.id} energy`) }));
}

/** A date and no more: of an instant or a zoned time the rest would be cut off silently. */
export function day(text: string, name: string): Temporal.PlainDate {
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError('not a plain date');
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch (cause) {
    throw new RangeError(`${name} is ${JSON.stringify(text)}; allowed is a date such as "2026-01-31".`, { cause });
  }
}
