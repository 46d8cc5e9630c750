import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seriesOf } from './numbering.ts';

const at = Temporal.Instant.from('2026-12-31T23:30:00Z');
const here = { at, timeZone: 'Europe/Vienna', site: 'tablets' };

test('the year of a number is the year of the plant, not of Greenwich', () => {
  assert.deepEqual(seriesOf({ pattern: 'DEV-{year}-{0000}', gapless: true }, here), { text: 'DEV-2027-{0000}', period: 2027 });
  assert.deepEqual(seriesOf({ pattern: 'DEV-{year}-{0000}', gapless: true }, { ...here, timeZone: 'UTC' }), { text: 'DEV-2026-{0000}', period: 2026 });
});

test('a number counts by the month, or on for ever, where the model says so, and names its site', () => {
  assert.deepEqual(seriesOf({ pattern: '{site}/{year}{month}/{000}', gapless: true, restarts: 'monthly' }, here), { text: 'tablets/202701/{000}', period: 202_701 });
  assert.deepEqual(seriesOf({ pattern: 'L-{00000}', gapless: false }, here), { text: 'L-{00000}', period: 0 });
});
