/**
 * How fast shifts are expanded and working time is reckoned on one core. The limit is Temporal itself: a shift cannot be had
 * without turning two local times into instants, so the plain loop in the same run does just that and nothing else. No npm library
 * known to us has rotations, breaks and production days; those that add "business hours" know one pattern a week and no crews.
 */
import { addWorkingTime, owningShift, patterns, productionDate, rostersOf, shiftsBetween, workCalendar, workingTimeBetween } from '@millrace/calendar';

const line = workCalendar({
  id: 'line-1',
  timeZone: 'Europe/Berlin',
  shifts: [
    { id: 'early', start: '06:00', end: '14:00', breaks: [{ start: '10:00', end: '10:30' }] },
    { id: 'late', start: '14:00', end: '22:00', breaks: [{ start: '18:00', end: '18:30' }] },
    { id: 'night', start: '22:00', end: '06:00', breaks: [{ start: '02:00', end: '02:30' }] },
  ],
  rosters: rostersOf(patterns.continental, { anchor: '2026-01-05', crews: ['A', 'B', 'C', 'D'], shifts: { E: 'early', L: 'late', N: 'night' } }),
  productionDay: { start: '06:00' },
});
const start = Temporal.Instant.from('2026-03-01T00:00:00Z');
const days = 60;
const end = start.add({ hours: 24 * days });

let sink = 0;
function best(call: () => number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const begun = performance.now();
    sink += call();
    least = Math.min(least, performance.now() - begun);
  }
  return least;
}

/** Two instants of each shift and of its break, from local times: no rosters, no holidays, no production day. */
function plainLoop(): number {
  let last = 0;
  const times = ['06:00', '14:00', '22:00'].map((time) => Temporal.PlainTime.from(time));
  for (let day = 0; day < days; day++) {
    const date = start.toZonedDateTimeISO('Europe/Berlin').toPlainDate().add({ days: day });
    for (const plainTime of times) for (let edge = 0; edge < 4; edge++) last = date.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime }).epochMilliseconds;
  }
  return last;
}

const shifts = shiftsBetween(line, start, end).length;
const expanded = best(() => shiftsBetween(line, start, end).length);
const plain = best(plainLoop);
console.log('calendar, one core, best of five');
console.log(
  `expand ${days} days: ${((1000 * shifts) / expanded).toPrecision(3)} shifts/s; Temporal alone ${((1000 * 3 * days) / plain).toPrecision(3)} (ratio ${((plain / expanded) * (shifts / (3 * days))).toPrecision(2)})`,
);
const each = (what: string, count: number, call: (at: Temporal.Instant) => number): void => {
  const ms = best(() => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += call(start.add({ minutes: i * 97 }));
    return sum;
  });
  const zoned = best(() => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += start.add({ minutes: i * 97 }).toZonedDateTimeISO('Europe/Berlin').hour;
    return sum;
  });
  console.log(
    `${what}: ${((1000 * count) / ms).toPrecision(3)}/s; one instant read as local time ${((1000 * count) / zoned).toPrecision(3)} (ratio ${(zoned / ms).toPrecision(2)})`,
  );
};
each('due in 8 working hours', 100, (at) => addWorkingTime(line, at, { hours: 8 }).epochMilliseconds);
each('working time of a day', 100, (at) => workingTimeBetween(line, at, at.add({ hours: 24 })).hours);
each('shift that owns an instant', 100, (at) => owningShift(line, at)?.start.epochMilliseconds ?? 0);
each('production day of an instant', 1000, (at) => productionDate(line, at).day);
if (Number.isNaN(sink)) console.log('a call gave no number');
