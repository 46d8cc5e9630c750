import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastDayOf, qualifiedOn } from './qualified.ts';

const line = (since: string, until?: string) => ({ qualification: 'line', since, ...(until !== undefined && { until }) });
const on = (day: string, ...holds: object[]) => qualifiedOn(day, holds, 'line', '12 months');

test('what was shown holds to the day on which it must be shown again, and not a day longer', () => {
  assert.deepEqual(on('2026-11-22', line('2025-11-22')), { is: 'held', until: '2026-11-22' });
  assert.deepEqual(on('2026-11-23', line('2025-11-22')), { is: 'ended', on: '2026-11-22' });
});
test('months are those of the calendar: what was shown on the last of January holds to the end of February', () => {
  assert.equal(lastDayOf(line('2026-01-31'), '1 month'), '2026-02-28');
});
test('a day that is named for a person ends it sooner, and never later', () => {
  assert.equal(lastDayOf(line('2026-01-01', '2026-06-30'), '12 months'), '2026-06-30');
  assert.equal(lastDayOf(line('2026-01-01', '2030-01-01'), '12 months'), '2027-01-01');
});
test('what the plant never asks for again holds for good', () => {
  assert.deepEqual(qualifiedOn('2040-01-01', [line('2020-01-01')], 'line', undefined), { is: 'held', until: undefined });
});
test('what was shown again counts from then on, and before it the earlier one does', () => {
  assert.deepEqual(on('2026-11-23', line('2025-11-22'), line('2026-12-01')), { is: 'ended', on: '2026-11-22' });
  assert.deepEqual(on('2026-12-01', line('2025-11-22'), line('2026-12-01')), { is: 'held', until: '2027-12-01' });
});
test('what begins later is said with its day, and what was never shown is none', () => {
  assert.deepEqual(on('2026-11-23', line('2026-12-01')), { is: 'not yet', from: '2026-12-01' });
  assert.deepEqual(on('2026-11-23'), { is: 'never' });
  assert.deepEqual(qualifiedOn('2026-11-23', undefined, 'line', '12 months'), { is: 'never' });
});
