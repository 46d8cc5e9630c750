import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rostersOf, weeklyRoster } from './rosters.ts';
import { patterns } from './patterns.ts';
import { officeHours, roundTheClock } from './plant-calendar.test-data.ts';

test('a calendar with an error is refused, and the refusal names the place and what is allowed', () => {
  assert.throws(() => officeHours({ timeZone: 'Europe/Nowhere' }), /timeZone is "Europe\/Nowhere"/);
  assert.throws(() => officeHours({ timeZone: '+01:00' }), /IANA zone .*clock change/);
  assert.throws(() => officeHours({ shifts: [{ id: 'day', start: '8:00', end: '16:30' }] }), /shift "day" start is "8:00"/);
  assert.throws(() => officeHours({ shifts: [{ id: 'day', start: '08:00', end: '24:30' }] }), /shift "day" end is "24:30"/);
  assert.throws(() => officeHours({ rosters: [weeklyRoster('nihgt', [1])] }), /rosters\[0\] names the shift "nihgt"; allowed is one of day/);
  assert.throws(() => officeHours({ rosters: [{ anchor: '2026-02-30', cycle: ['day'] }] }), /anchor is "2026-02-30"/);
  assert.throws(() => officeHours({ rosters: [{ anchor: '2026-02-20', cycle: [] }] }), /empty cycle/);
  assert.throws(() => officeHours({ rosters: [{ anchor: '2026-02-20', cycle: ['day'], from: '2026-02-02', until: '2026-02-01' }] }), /until is 2026-02-01/);
  assert.throws(() => officeHours({ shifts: [{ id: 'day', start: '08:00', end: '16:30', breaks: [{ start: '16:00', end: '17:00' }] }] }), /break 16:00 to 17:00/);
  assert.throws(
    () =>
      officeHours({
        holidays: [
          { date: '2026-12-25', name: 'Christmas' },
          { date: '2026-12-25', name: 'again' },
        ],
      }),
    /2026-12-25 twice/,
  );
  assert.throws(() => officeHours({ exceptions: [{ kind: 'closed', from: '2026-12-24T14:00', to: '2026-12-24T13:00', reason: '' }] }), /exceptions\[0\] to is/);
  assert.throws(() => officeHours({ exceptions: [{ kind: 'closed', from: '2026-12-24T14:00Z', to: '2026-12-25T13:00', reason: '' }] }), /without zone/);
  assert.throws(() => officeHours({ exceptions: [{ kind: 'hours', date: '2026-12-24', shift: 'day', reason: '' }] }), /changes neither start nor end/);
});

test('a rotation is worked by as many crews as it was made for', () => {
  assert.throws(() => rostersOf(patterns.dupont, { anchor: '2026-01-05', crews: ['A', 'B'], shifts: { D: 'day', N: 'night' } }), /crews has 2 names; dupont is worked by 4/);
  assert.throws(() => rostersOf(patterns.dupont, { anchor: '2026-01-05', crews: ['A', 'B', 'C', 'D'], shifts: { D: 'day' } }), /lacks the letter N/);
  assert.equal(roundTheClock().rosters.length, 4);
});
