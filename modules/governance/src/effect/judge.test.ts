import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Value } from '@millrace/indicator';
import { actOf, done } from '@millrace/testkit/pure';
import { effect, type Effect } from './effect.ts';
import { judge } from './judge.ts';
import { daysAround } from '../reactions/on-effect.ts';
import { measured } from './measure.ts';

const at = (day: number) => Temporal.Instant.from('2026-11-10T00:00:00Z').add({ hours: 24 * day });
const shift = (day: number, numerator: number, state = 'final', denominator = 480) =>
  ({ state, startsAt: at(day), endsAt: at(day).add({ hours: 8 }), numerator, denominator, value: String((numerator / denominator) * 100), flags: [] }) as unknown as Value;

const expected = (baseline: number, aim: number) =>
  ({ id: 'e', state: 'expected', change: 'r', indicator: 'oee', place: 'PK-21', baseline, aim, owner: 'qa-1', since: at(0), until: at(7) }) as unknown as Effect;
const definition = { state: 'current', fields: { unit: '%' } };
const judged = (state: Effect, values: readonly Value[]) =>
  done<Effect>(effect, state, judge, { effect: state.id, indicator: 'oee', place: 'PK-21' }, actOf({ at: at(7).toString() }), { effect: state, definition: [definition], values })
    .state;

test('an effect came when the indicator reached what was expected, and both sides are shown', () => {
  const state = judged(expected(60, 65), [shift(-3, 288), shift(1, 312), shift(2, 320)]);
  assert.equal(state.state, 'came');
  assert.equal('sentence' in state && state.sentence, 'oee of PK-21 was 60 before (1 value) and 65.83 since (2 values); expected was at least 65.');
});

test('half the way is not there: the effect is missed, with the numbers', () => {
  assert.equal(judged(expected(60, 65), [shift(-3, 288), shift(1, 300)]).state, 'missed');
});

test('what is to fall is there when it is at most what was expected', () => {
  assert.equal(judged(expected(3, 2), [shift(1, 9)]).state, 'came');
  assert.equal(judged(expected(3, 2), [shift(1, 12)]).state, 'missed');
});

test('without a final value since the change nobody says that it came', () => {
  const state = judged(expected(60, 65), [shift(-3, 288), shift(1, 480, 'provisional')]);
  assert.deepEqual([state.state, state.state !== 'expected' && state.before?.value], ['unjudged', 60]);
});

test('a long shift counts for more than a short one: sums are divided, ratios are never averaged', () => {
  assert.equal(measured([shift(1, 480), shift(2, 0, 'final', 960)], '%', at(0), at(7))?.value, 33.33);
});

test('a number is told in the unit of its definition, also where every value is zero', () => {
  assert.equal(measured([shift(1, 60, 'final', 12)], 'kWh', at(0), at(7))?.value, 5);
  assert.equal(measured([shift(1, 0)], '%', at(0), at(7))?.value, 0);
});

test('energy of a shift that made nothing is counted, with the pieces of the others', () => {
  const idle = { ...shift(2, 12, 'final', 0), value: undefined, flags: ['nothing-made'] } as unknown as Value;
  assert.deepEqual(measured([shift(1, 60, 'final', 12), idle], 'kWh', at(0), at(7)), { value: 6, windows: 2 });
  assert.equal(measured([idle], 'kWh', at(0), at(7)), undefined);
});

test('the values of the days around a change are read, as long before as after, and none of the years beside', () => {
  const days = daysAround(at(0), at(7));
  assert.deepEqual([days.length, days[0], days.at(-1)], [17, '2026-11-02', '2026-11-18']);
});

test('it is judged once', () => {
  const missed = judged(expected(60, 65), [shift(1, 300)]);
  assert.throws(() => judged(missed, []), { rule: 'governance.effect.judge/judged-already' });
});
