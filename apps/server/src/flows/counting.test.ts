import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counting } from './counting.ts';
import type { SignalFacts } from './signals.ts';

const start = Temporal.Instant.from('2026-11-25T05:00:00Z');

test('a counter that begins anew with each order did so, also where the new order is soon past half of the old one', () => {
  const told = (resets: SignalFacts['resets']) => {
    const counters = counting(30_000);
    const facts = { id: 'PK-11.total', on: 'PK-11', resets, pieces: { total: 1, scrap: 0 } } as SignalFacts;
    for (const [second, value] of [
      [0, 40],
      [30, 70],
      [60, 100],
      [90, 60],
      [120, 101],
    ] as const)
      counters.read(facts, start.add({ seconds: second }), { value });
    return [...counters.take(0, true).values()].flat().map((one) => one.value);
  };
  assert.deepEqual(told('per-order'), ['40', '100', '60', '101']);
  assert.deepEqual(told('any-time'), ['40', '101'], 'nobody says that it began anew, and it went on from where it was');
});
