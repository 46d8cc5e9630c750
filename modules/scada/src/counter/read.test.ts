import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith, type AnyEvent } from '@millrace/kernel';
import { actOf } from '@millrace/testkit/pure';
import fc from 'fast-check';
import { correctCount } from '../count/correct.ts';
import { onCounterRefined } from '../reactions/on-counter-refined.ts';
import { counter, type Counter } from './counter.ts';
import type { CounterRules } from './difference.ts';
import { readCounter } from './read.ts';

const six = Temporal.Instant.from('2026-11-22T06:00:00Z');
const at = (minute: number) => six.add({ minutes: minute });
type Told = readonly [minute: number, value: number | string];

/** Pieces per quarter of an hour, after readings one at a time in the order given. */
function counted(readings: readonly Told[], rules: CounterRules = {}, kind = { total: 1, scrap: 0 }) {
  let known: Counter | undefined;
  const quarters = new Map<string, { total: number; scrap: number }>();
  const keep = (events: readonly AnyEvent[]) => {
    for (const event of events) {
      if (event.type.startsWith('scada.counter.')) known = counter.evolve(known, event as never);
      else {
        const { startsAt, total, scrap } = event as unknown as { startsAt: Temporal.Instant; total: number; scrap: number };
        const name = startsAt.toString().slice(11, 16);
        const sum = quarters.get(name) ?? { total: 0, scrap: 0 };
        quarters.set(name, { total: sum.total + total, scrap: sum.scrap + scrap });
      }
      if (event.type === onCounterRefined.on)
        for (const input of onCounterRefined.inputs(event as never, {} as never))
          keep(decideWith(correctCount, [], correctCount.input.decode(input as never), actOf()) as readonly AnyEvent[]);
    }
  };
  for (const [minute, value] of readings) {
    const input = { place: 'packaging-2', readings: [{ signal: 'PK-21.total', at: at(minute), value: String(value), counts: kind, ...rules }] };
    keep(decideWith(readCounter, { counters: known ? [known] : [], quarters: [] }, input as never, actOf()) as readonly AnyEvent[]);
  }
  return Object.fromEntries(
    [...quarters]
      .filter(([, sum]) => sum.total !== 0 || sum.scrap !== 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, sum]) => [name, sum.total || sum.scrap]),
  );
}

test('pieces go to the quarter of an hour in which the counter showed them', () => {
  assert.deepEqual(
    counted([
      [0, 100],
      [7, 150],
      [14, 170],
      [16, 200],
    ]),
    { '06:00': 70, '06:15': 30 },
  );
});
test('the first reading counts nothing: what was made before it was not watched', () => {
  assert.deepEqual(counted([[0, 5_000]]), {});
});
test('a counter that starts again counts from zero, and what it lost is not made up', () => {
  assert.deepEqual(
    counted([
      [0, 100],
      [1, 110],
      [2, 3],
      [3, 7],
    ]),
    { '06:00': 17 },
  );
});
test('a counter that never resets and steps down is wrong, and nothing is counted', () => {
  assert.deepEqual(
    counted(
      [
        [0, 100],
        [1, 3],
        [2, 5],
      ],
      { resets: 'never' },
    ),
    { '06:00': 2 },
  );
});
test('a 32-bit counter that passes through zero goes on counting', () => {
  assert.deepEqual(
    counted(
      [
        [0, 4_294_967_290],
        [1, 4],
      ],
      { rollsOverAt: 4_294_967_295 },
    ),
    { '06:00': 10 },
  );
});
test('a counter beyond what a double holds loses no piece', () => {
  assert.deepEqual(
    counted([
      [0, '9007199254740993'],
      [1, '9007199254740996'],
    ]),
    { '06:00': 3 },
  );
});
test('a late reading moves pieces to the quarter in which they were made', () => {
  assert.deepEqual(
    counted([
      [0, 100],
      [40, 160],
      [10, 120],
      [25, 145],
    ]),
    { '06:00': 20, '06:15': 25, '06:30': 15 },
  );
});
test('scrap is counted apart', () => {
  assert.deepEqual(
    counted(
      [
        [0, 1],
        [1, 4],
      ],
      {},
      { total: 0, scrap: 1 },
    ),
    { '06:00': 3 },
  );
});
test('half a piece and a word are no reading', () => {
  for (const value of ['12.5', '-1', 'NaN', 'many'])
    assert.equal(readCounter.input.safeDecode({ place: 'p', readings: [{ signal: 's', at: six.toString(), value, counts: { total: 1, scrap: 0 } }] }).success, false);
});

test('whatever order readings arrive in, each quarter of an hour has the same pieces', () => {
  const step = fc.record({ minutes: fc.integer({ min: 2, max: 50 }), pieces: fc.integer({ min: 0, max: 400 }), resets: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), fc.infiniteStream(fc.nat()), (steps, chance) => {
      let minute = 0;
      let value = 0;
      const inOrder = steps.map((one): Told => [(minute += one.minutes), (value = one.resets ? one.pieces : value + one.pieces)]);
      const keys = inOrder.map(() => chance.next().value as number);
      const shuffled = inOrder
        .map((one, i) => [keys[i]!, one] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, one]) => one);
      assert.deepEqual(counted(shuffled), counted(inOrder));
    }),
    { numRuns: 300 },
  );
});
