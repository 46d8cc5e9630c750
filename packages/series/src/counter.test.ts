import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aggregate } from './aggregate.ts';
import { counterStream, totalise, type CounterSettings } from './counter.ts';
import { samplesOf } from './series.ts';
import { bad } from './status.ts';

const count = (values: readonly (number | null)[], settings?: CounterSettings): { total: number; events: string[] } => {
  const { total, events } = totalise(samplesOf(values.map((value, i) => [i * 1000, value, value === null ? bad : 0])), settings);
  return { total, events: events.map((e) => `${e.kind} ${e.from}>${e.to} +${e.counted}`) };
};

test('a counter that only goes up counts its difference', () => {
  assert.deepEqual(count([100, 105, 105, 230]), { total: 130, events: [] });
});

test('a step down is a reset; what the counter shows since is counted, or not', () => {
  assert.deepEqual(count([100, 110, 3, 7]), { total: 17, events: ['reset 110>3 +3'] });
  assert.deepEqual(count([100, 110, 3, 7], { afterReset: 'nothing' }), { total: 14, events: ['reset 110>3 +0'] });
});

test('a 16-bit counter that passes through zero goes on counting', () => {
  assert.deepEqual(count([65_530, 4, 10], { rollsOverAt: 65_536 }), { total: 16, events: ['roll-over 65530>4 +10'] });
  assert.deepEqual(count([30_000, 4], { rollsOverAt: 65_536 }), { total: 4, events: ['reset 30000>4 +4'] });
});

test('a counter that goes a little back was not reset: it is told, and nothing is counted twice', () => {
  assert.deepEqual(count([326_440, 326_426, 326_450], { mostAfterReset: 163_220 }), { total: 24, events: ['step-back 326440>326426 +0'] });
  assert.deepEqual(count([326_440, 12], { mostAfterReset: 163_220 }), { total: 12, events: ['reset 326440>12 +12'] });
  assert.deepEqual(count([326_440, 326_426], { fastestPerS: 50 }), { total: 0, events: ['step-back 326440>326426 +0'] });
});

test('the fastest believable rate tells a roll-over from a reset, and a glitch from parts', () => {
  const settings = { rollsOverAt: 1000, fastestPerS: 50 };
  assert.deepEqual(count([980, 20], settings).events, ['roll-over 980>20 +40']);
  assert.deepEqual(count([900, 20], settings).events, ['reset 900>20 +20']);
  assert.deepEqual(count([10, 900], settings), { total: 890, events: ['too-fast 10>900 +890'] });
  assert.deepEqual(count([10, 900, 910], { ...settings, tooFast: 'leave-out' }), { total: 10, events: ['too-fast 10>900 +0'] });
});

test('Bad values are stepped over and nothing is lost', () => {
  assert.deepEqual(count([10, null, null, 25]), { total: 15, events: [] });
});

test('play in an encoder is neither a reset nor counted twice', () => {
  assert.deepEqual(count([10, 12, 11, 12, 13], { play: 1 }), { total: 3, events: [] });
});

test('what ran per interval is the difference of the totals at its ends', () => {
  const { totals } = totalise(
    samplesOf([
      [0, 95],
      [10, 5],
      [20, 15],
      [30, 15],
    ]),
    { rollsOverAt: 100 },
  );
  const ran = aggregate('DeltaBounds', { ...totals, stepped: false }, { startMs: 0, endMs: 30, intervalMs: 15 });
  assert.deepEqual([...ran.values], [15, 5]);
});

test('a total never falls, and chunks make no difference', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 50 }), fc.nat(), fc.boolean(), (values, at, rolls) => {
      const settings = rolls ? { rollsOverAt: 100 } : {};
      const rows = values.map((value, i): [number, number] => [i, value]);
      const { totals, total } = totalise(samplesOf(rows), settings);
      const stream = counterStream(settings);
      const middle = at % values.length;
      stream.push(samplesOf(rows.slice(0, middle)));
      stream.push(samplesOf(rows.slice(middle)));
      return stream.total === total && totals.values.every((value, i) => i === 0 || value >= totals.values[i - 1]!);
    }),
  );
});

test('what no counter shows is refused', () => {
  assert.throws(() => count([-1]), /values\[0\] is -1; a counter shows 0 or more/);
  assert.throws(() => count([100], { rollsOverAt: 100 }), /less than rollsOverAt \(100\)/);
  assert.throws(() => totalise(samplesOf([])), /The series is empty/);
  assert.throws(() => count([1], { rollsOverAt: 0 }), /rollsOverAt is 0/);
  assert.throws(() => count([1], { mostAfterReset: -1 }), /mostAfterReset is -1/);
});
