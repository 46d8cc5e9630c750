import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rostersOf, weeklyRoster } from './rosters.ts';
import { lengthMs } from './interval.ts';
import { ownedIntervals, owningShift, splitByShift } from './owner.ts';
import { patterns } from './patterns.ts';
import { berlin, local, officeHours, roundTheClock } from './plant-calendar.test-data.ts';

test('one shift owns an instant; the end of a shift belongs to the next', () => {
  const calendar = roundTheClock();
  assert.equal(owningShift(calendar, berlin('2026-01-05T13:59'))?.id, '2026-01-05/early/A');
  assert.equal(owningShift(calendar, berlin('2026-01-05T14:00'))?.id, '2026-01-05/late/D');
  assert.equal(owningShift(calendar, berlin('2026-01-06T05:59'))?.id, '2026-01-05/night/C');
  assert.equal(owningShift(officeHours(), berlin('2026-01-05T17:00')), undefined);
});

test('in an overlap at hand-over the outgoing shift owns the time, or the incoming one where the calendar says so', () => {
  const shifts = [
    { id: 'early', start: '06:00', end: '14:15' },
    { id: 'late', start: '14:00', end: '22:00' },
  ];
  const rosters = ['early', 'late'].map((shift) => weeklyRoster(shift, [1, 2, 3, 4, 5]));
  assert.equal(owningShift(officeHours({ shifts, rosters }), berlin('2026-01-05T14:05'))?.shift, 'early');
  assert.equal(owningShift(officeHours({ shifts, rosters, overlapOwner: 'incoming' }), berlin('2026-01-05T14:05'))?.shift, 'late');
});

test('a stop across the change of shift is split for time and counted in the first', () => {
  const stop = { start: berlin('2026-01-05T13:30'), end: berlin('2026-01-05T14:20'), reason: 'jam' };
  const parts = splitByShift(roundTheClock(), stop);
  assert.deepEqual(
    parts.map((part) => [part.shift?.shift, local(part.start), local(part.end), part.isFirstPart, part.reason]),
    [
      ['early', '2026-01-05T13:30', '2026-01-05T14:00', true, 'jam'],
      ['late', '2026-01-05T14:00', '2026-01-05T14:20', false, 'jam'],
    ],
  );
});

test('the pieces of any stretch follow one another without gap, last as long as it, and agree with the owner asked singly', () => {
  const calendars = [
    officeHours({ rosters: [weeklyRoster('day', [1, 2, 3]), weeklyRoster('day', [3, 4], 'second')] }),
    roundTheClock({
      shifts: [
        { id: 'early', start: '05:45', end: '14:15' },
        { id: 'late', start: '14:00', end: '22:00' },
        { id: 'night', start: '21:45', end: '06:00' },
      ],
      overlapOwner: 'incoming',
    }),
    roundTheClock({
      rosters: rostersOf(patterns.metropolitan, {
        anchor: '2026-01-01',
        crews: ['A', 'B', 'C', 'D'],
        shifts: { E: 'early', L: 'late', N: 'night' },
      }),
    }),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...calendars), fc.integer({ min: 0, max: 500_000 }), fc.integer({ min: 1, max: 6000 }), (calendar, from, minutes) => {
      const start = berlin('2026-01-01T00:00').add({ minutes: from });
      const whole = { start, end: start.add({ minutes }) };
      const parts = ownedIntervals(calendar, whole);
      const joined = parts.every((part, index) => index === 0 || part.start.equals(parts[index - 1]!.end));
      const same = parts.every((part) => owningShift(calendar, part.start)?.id === part.shift?.id);
      return joined && same && parts.reduce((total, part) => total + lengthMs(part), 0) === lengthMs(whole);
    }),
    { numRuns: 60 },
  );
});
