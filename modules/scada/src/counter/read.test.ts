import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith, type AnyEvent } from '@millrace/kernel';
import { actOf } from '@millrace/testkit/pure';
import fc from 'fast-check';
import { correctCount } from '../count/correct.ts';
import { onCounterRefined } from '../reactions/on-counter-refined.ts';
import { onCounterRefinedUnheard } from '../reactions/on-counter-refined-unheard.ts';
import { correctUnheardCount } from '../unheard-count/correct.ts';
import { unheardCount, type UnheardCount } from '../unheard-count/unheard-count.ts';
import { counter, type Counter } from './counter.ts';
import type { CounterRules } from './difference.ts';
import { readCounter } from './read.ts';

const six = Temporal.Instant.from('2026-11-22T06:00:00Z');
const at = (minute: number) => six.add({ minutes: minute });
const hour = (moment: Temporal.Instant) => moment.toString().slice(11, 16);
type Told = readonly [minute: number, value: number | string, unheardSince?: number];

/** Pieces per quarter of an hour, and apart from them per stretch that nobody heard, after readings one at a time in the order given. */
function counted(readings: readonly Told[], rules: CounterRules = {}, kind = { total: 1, scrap: 0 }) {
  let known: Counter | undefined;
  const apart = new Map<string, UnheardCount>();
  const quarters = new Map<string, { total: number; scrap: number }>();
  const keep = (events: readonly AnyEvent[]) => {
    for (const event of events) {
      if (event.type.startsWith('scada.counter.')) known = counter.evolve(known, event as never);
      else if (event.type === 'scada.unheard-count.added') {
        const known = apart.get(event.subject);
        apart.set(event.subject, unheardCount.evolve(known, event as never) as UnheardCount);
      } else {
        const { startsAt, total, scrap } = event as unknown as { startsAt: Temporal.Instant; total: number; scrap: number };
        const name = hour(startsAt);
        const sum = quarters.get(name) ?? { total: 0, scrap: 0 };
        quarters.set(name, { total: sum.total + total, scrap: sum.scrap + scrap });
      }
      if (event.type === onCounterRefined.on && onCounterRefined.isFor(event as never))
        for (const input of onCounterRefined.inputs(event as never, {} as never))
          keep(decideWith(correctCount, [], correctCount.input.decode(input as never), actOf()) as readonly AnyEvent[]);
      if (event.type === onCounterRefinedUnheard.on)
        for (const input of onCounterRefinedUnheard.inputs(event as never, {} as never))
          keep(decideWith(correctUnheardCount, [], correctUnheardCount.input.decode(input as never), actOf()) as readonly AnyEvent[]);
    }
  };
  for (const [minute, value, since] of readings) {
    const unheard = since === undefined ? {} : { unheardSince: at(since) };
    const input = { place: 'packaging-2', readings: [{ signal: 'PK-21.total', at: at(minute), value: String(value), ...unheard, counts: kind, ...rules }] };
    keep(decideWith(readCounter, { counters: known ? [known] : [], quarters: [], unheard: [] }, input as never, actOf()) as readonly AnyEvent[]);
  }
  return Object.fromEntries(
    [...quarters, ...[...apart.values()].map((one) => [`${hour(one.startsAt)} to ${hour(one.endsAt)}`, one] as const)]
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
test('a counter that comes back from its memory a little lower has not made all its pieces anew', () => {
  assert.deepEqual(
    counted([
      [0, 326_400],
      [1, 326_440],
      [2, 326_426, 1],
      [3, 326_450],
    ]),
    { '06:00': 64 },
  );
});
test('a counter that begins anew with each order counts from zero, however much it shows when it is read again', () => {
  const perOrder = { resets: 'per-order' } as const;
  for (const [from, to] of [
    [100, 60],
    [10, 8],
    [3, 2],
    [100, 40],
    [1000, 989],
  ] as const)
    assert.deepEqual(
      counted(
        [
          [0, from],
          [1, to],
          [2, to + 5],
        ],
        perOrder,
      ),
      { '06:00': to + 5 },
      `${from} to ${to}`,
    );
});
test('a counter that begins anew with each order, and shows a hundredth less or not even that, came back from its memory', () => {
  for (const [from, to] of [
    [100, 99],
    [326_440, 326_426],
  ] as const)
    assert.deepEqual(
      counted(
        [
          [0, from],
          [1, to],
          [2, to + 5],
        ],
        { resets: 'per-order' },
      ),
      { '06:00': 5 },
      `${from} to ${to}`,
    );
});
test('where a counter did what counts nothing, it says so: when, from what to what, whatever order its readings come in', () => {
  const jumpsOf = (readings: readonly Told[], rules: CounterRules = {}) => {
    let known: Counter | undefined;
    for (const [minute, value] of readings) {
      const input = { place: 'packaging-2', readings: [{ signal: 'PK-21.total', at: at(minute), value: String(value), counts: { total: 1, scrap: 0 }, ...rules }] };
      for (const event of decideWith(readCounter, { counters: known ? [known] : [], quarters: [], unheard: [] }, input as never, actOf()) as readonly AnyEvent[])
        if (event.type.startsWith('scada.counter.')) known = counter.evolve(known, event as never);
    }
    return known?.jumps?.map((one) => [hour(one.at), one.kind, one.from, one.to]);
  };
  const back: Told[] = [
    [0, 100],
    [1, 110],
    [2, 100],
    [3, '99999999999999999999'],
    [4, 120],
    [9, 3],
  ];
  const said = [
    ['06:02', 'step-back', '110', '100'],
    ['06:03', 'leap', '100', '99999999999999999999'],
    ['06:04', 'step-back', '99999999999999999999', '120'],
  ];
  assert.deepEqual(jumpsOf(back), said);
  assert.deepEqual(jumpsOf(back.slice(-2), { resets: 'never' }), [['06:09', 'step-back', '120', '3']]);
  // the reading between says that it came back in two steps
  const [late, then] = [
    [5, 80],
    [10, 70],
  ] as const satisfies Told[];
  assert.deepEqual(jumpsOf([[0, 100], then, late]), jumpsOf([[0, 100], late, then]));
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
test('pieces made while nobody heard the counter stand in no quarter of an hour, and are not lost', () => {
  assert.deepEqual(
    counted([
      [0, 100],
      [7, 150],
      [37, 3_150, 8],
      [38, 3_200],
    ]),
    { '06:00': 50, '06:08 to 06:37': 3_000, '06:30': 50 },
  );
});
test('pieces made unheard within one quarter of an hour are of that quarter', () => {
  assert.deepEqual(
    counted([
      [0, 100],
      [12, 150, 3],
    ]),
    { '06:00': 50 },
  );
});
test('a counter that was standing while it was heard is behind by what was made since the loss, not since its last piece', () => {
  assert.deepEqual(
    counted([
      [0, 100],
      [50, 160, 40],
    ]),
    { '06:40 to 06:50': 60 },
  );
});
test('a late reading of a stretch that nobody heard says when some of its pieces were made, and shortens it', () => {
  assert.deepEqual(
    counted([
      [0, 100],
      [55, 700, 8],
      [25, 300],
    ]),
    { '06:15': 200, '06:25 to 06:55': 400 },
  );
});
test('a counter that began again while nobody heard it counts from zero, and what it lost is not made up', () => {
  assert.deepEqual(
    counted([
      [0, 100],
      [40, 30, 10],
    ]),
    { '06:10 to 06:40': 30 },
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

const step = fc.record({
  minutes: fc.integer({ min: 2, max: 50 }),
  pieces: fc.integer({ min: 0, max: 400 }),
  resets: fc.boolean(),
  unheardMinutes: fc.option(fc.integer({ min: 0, max: 80 }), { nil: undefined }),
});
const inOrder = fc.array(step, { minLength: 1, maxLength: 14 }).map((steps) => {
  let minute = 0;
  let value = 0;
  return steps.map((one): Told => {
    minute += one.minutes;
    value = one.resets ? one.pieces : value + one.pieces;
    return one.unheardMinutes === undefined ? [minute, value] : [minute, value, minute - one.unheardMinutes];
  });
});
const sum = (pieces: Readonly<Record<string, number>>) => Object.values(pieces).reduce((all, one) => all + one, 0);

test('whatever order readings arrive in, each quarter of an hour and each stretch that nobody heard has the same pieces', () => {
  fc.assert(
    fc.property(inOrder, fc.infiniteStream(fc.nat()), (readings, chance) => {
      const shuffled = readings
        .map((one) => [chance.next().value as number, one] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, one]) => one);
      assert.deepEqual(counted(shuffled), counted(readings));
    }),
    { numRuns: 400 },
  );
});
test('no piece is lost or doubled because nobody heard when it was made', () => {
  fc.assert(
    fc.property(inOrder, (readings) => {
      assert.equal(sum(counted(readings)), sum(counted(readings.map(([minute, value]) => [minute, value]))));
    }),
    { numRuns: 200 },
  );
});

test('a number that no machine could have made since is counted neither when it comes nor when it goes', () => {
  const sums = counted([
    [0, 100],
    [1, 110],
    [2, '99999999999999999999'],
    [3, 111],
    [4, 115],
  ]);
  assert.deepEqual(sums, { '06:00': 14 });
});
