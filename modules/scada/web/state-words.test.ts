import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unitWords } from './state-words.ts';

const reasons: Record<string, object> = { 'no-material': { interval: 'no-order' }, cleaning: { interval: 'planned-down' }, jam: { interval: 'delay' } };
const signals = [{ fields: { on: 'PK-21' } }];
const model = { of: () => signals, find: (_kind: string, id: string | null | undefined) => (id && reasons[id] ? { fields: reasons[id] } : undefined) } as never;
const tone = (state: string, jobOrder: string | null, more: object = {}) =>
  unitWords({ place: 'PK-21', state, mode: 'produce', heard: true, jobOrder, reason: null, ...more }, model).tone;

test('a stop within an order is red, whatever the machine calls it', () => {
  for (const state of ['held', 'stopped', 'suspended', 'aborted', 'idle']) assert.equal(tone(state, 'JO'), 'bad', state);
});
test('a unit that stands without an order is no alarm, nor one that stands as planned', () => {
  for (const state of ['held', 'stopped', 'suspended', 'idle']) assert.equal(tone(state, null), 'plain', state);
  assert.equal(tone('stopped', 'JO', { reason: 'cleaning' }), 'plain');
  assert.equal(tone('stopped', null, { reason: 'jam' }), 'bad');
});
test('a unit that runs is grey, and one that nobody hears is amber', () => {
  assert.deepEqual([tone('execute', 'JO'), tone('execute', 'JO', { heard: false }), tone('unknown', null)], ['plain', 'warn', 'warn']);
});
test('of a unit without a machine only its order is known, and its silence is no alarm', () => {
  const hand = (jobOrder: string | null) => unitWords({ place: 'TP-01', state: 'unknown', mode: 'produce', heard: false, jobOrder, reason: null }, model);
  assert.deepEqual(
    [hand(null), hand('JO')].map(({ word, tone: its }) => [word, its]),
    [
      ['no machine connected', 'plain'],
      ['an order runs', 'plain'],
    ],
  );
});
