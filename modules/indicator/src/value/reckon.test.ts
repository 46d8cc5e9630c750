import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { reckon } from './reckon.ts';
import { value, type Reckoned, type Value } from './value.ts';

const numbers: Reckoned = { numerator: 18_000, denominator: 28_800, value: '62.5', flags: [], factors: { availability: 0.8 }, completeness: 1, sums: {}, basis: ['interval-1'] };
const shift = {
  indicator: 'oee',
  place: 'packaging-2',
  startsAt: Temporal.Instant.from('2026-11-22T05:00:00Z'),
  endsAt: Temporal.Instant.from('2026-11-22T13:00:00Z'),
  shift: '2026-11-22/early/A',
  productionDay: '2026-11-22',
  profile: 'iso-22400',
};
const keep = (before: Value | undefined, more: { isFinal?: boolean; reckoned?: Partial<Reckoned> } = {}, at = '2026-11-22T10:00:00Z') =>
  done<Value>(value, before, reckon, { ...shift, isFinal: more.isFinal ?? false, reckoned: { ...numbers, ...more.reckoned } }, actOf({ at }), before ? [before] : []);

const provisional = keep(undefined).state;
const final = keep(provisional, { isFinal: true }).state;
const restated = keep(final, { reckoned: { numerator: 17_000, value: '59.0' } }, '2026-11-23T08:00:00Z').state;

test('a value is provisional while its shift runs, and final after', () => {
  assert.deepEqual([provisional.state, final.state], ['provisional', 'final']);
});
test('a provisional value that did not change leaves no event', () => {
  assert.deepEqual(keep(provisional).events, []);
});
test('a final value that late data changes is restated, and the old one stays visible with its time', () => {
  assert.deepEqual([restated.state, restated.value, restated.before.map((one) => [one.value, one.at.toString()])], ['restated', '59.0', [['62.5', '2026-11-22T10:00:00Z']]]);
});
test('a value restated twice keeps both numbers that it was', () => {
  assert.deepEqual(
    keep(restated, { reckoned: { value: '58.0' } }).state.before.map((one) => one.value),
    ['62.5', '59.0'],
  );
});
test('a final value that is reckoned again the same stays final', () => {
  assert.deepEqual(keep(final, { isFinal: true }).events, []);
});
test('other intervals beneath the same number restate it too, for its lineage changed', () => {
  assert.equal(keep(final, { reckoned: { basis: ['interval-1', 'interval-2'] } }).state.state, 'restated');
});
test('a restated value is never provisional or final again', () => {
  for (const isFinal of [false, true]) assert.equal(keep(restated, { isFinal, reckoned: { value: '40.0' } }).state.state, 'restated');
});
