import type { Model } from './model.ts';

/** One shift on one day: who works it and when they rest. Instants in ms since 1970. */
export interface Shift {
  readonly id: string;
  readonly crew: string | undefined;
  readonly startMs: number;
  readonly endMs: number;
  readonly breaks: readonly { readonly startMs: number; readonly endMs: number }[];
}

interface Pattern {
  readonly shifts: readonly { id: string; start: string; end: string; breaks?: readonly { start: string; end: string }[] }[];
  readonly rosters: readonly { crew?: string; anchor: string; cycle: readonly string[] }[];
}
interface Calendar {
  readonly at: string;
  readonly pattern: string;
  readonly holidays?: readonly { date: string }[];
}

/** The shift that works a part of the plant at an instant, or none: weekend, holiday, night of a day-shift plant. */
export function shiftsOf(model: Model, place: string, timeZone: string): (atMs: number) => Shift | undefined {
  const calendar = [...model.of<Calendar>('equipment.calendar').values()].find(({ at }) => at === place);
  if (calendar === undefined) throw new Error(`No calendar is kept at ${place}.`);
  const pattern = model.of<Pattern>('equipment.shift-pattern').get(calendar.pattern);
  if (pattern === undefined) throw new Error(`Calendar of ${place} names the shift pattern ${calendar.pattern}, which is not there.`);
  const holidays = new Set((calendar.holidays ?? []).map(({ date }) => date));
  const days = new Map<string, Shift[]>();

  function shiftsOn(day: Temporal.PlainDate): Shift[] {
    const key = String(day);
    let shifts = days.get(key);
    if (shifts === undefined) days.set(key, (shifts = holidays.has(key) ? [] : expand(day)));
    return shifts;
  }

  function expand(day: Temporal.PlainDate): Shift[] {
    return (pattern as Pattern).shifts.flatMap((shift) => {
      const roster = (pattern as Pattern).rosters.find(({ anchor, cycle }) => {
        const days = Temporal.PlainDate.from(anchor).until(day).total('days');
        return cycle[((days % cycle.length) + cycle.length) % cycle.length] === shift.id;
      });
      if (roster === undefined) return [];
      const startMs = clock(day, shift.start);
      const after = (time: string): number => {
        const sameDay = clock(day, time);
        return sameDay >= startMs ? sameDay : clock(day.add({ days: 1 }), time);
      };
      const breaks = (shift.breaks ?? []).map(({ start, end }) => ({ startMs: after(start), endMs: after(end) }));
      return [{ id: shift.id, crew: roster.crew, startMs, endMs: after(shift.end), breaks }];
    });
  }
  const clock = (day: Temporal.PlainDate, time: string): number => day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;

  let recent: Shift | undefined;
  return (atMs) => {
    if (recent !== undefined && recent.startMs <= atMs && atMs < recent.endMs) return recent;
    const day = Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs)).toZonedDateTimeISO(timeZone).toPlainDate();
    // A night shift belongs to the day it began on
    recent = [...shiftsOn(day), ...shiftsOn(day.subtract({ days: 1 }))].find(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
    return recent;
  };
}
