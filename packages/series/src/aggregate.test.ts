import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aggregate } from './aggregate.ts';
import type { AggregateName, AggregateReading } from './aggregate-stream.ts';
import { samplesOf, type Series } from './series.ts';
import { bad, bitsOf, calculated, codeOf, describe, extraData, good, interpolated, multipleValues, raw, uncertain, withBits } from './status.ts';

type Row = readonly [second: number, value: number | null, status?: number];
const seriesOf = (rows: readonly Row[], stepped = false): Series => ({
  ...samplesOf(rows.map(([second, value, status]) => [second * 1000, value, status ?? 0])),
  stepped,
});
/** Seconds in, `second value status` out. */
function read(name: AggregateName, series: Series, start: number, end: number, interval: number, more: Partial<AggregateReading> = {}): string[] {
  const { timesMs, values, statuses } = aggregate(name, series, {
    startMs: start * 1000,
    endMs: end * 1000,
    intervalMs: interval * 1000,
    configuration: { treatUncertainAsBad: false },
    ...more,
  });
  return Array.from(timesMs, (timeMs, i) => `${timeMs / 1000} ${Number(values[i]!.toFixed(6))} ${describe(statuses[i]!)}`);
}

// The next five tests hold results that the OPC Foundation's UA-.NETStandard repository (MIT, 8ea319d) expects in
// tests/Opc.Ua.Server.Tests/AggregateCttRegressionTests.cs and AggregateRun14ResidualOracleTests.cs.
const saw = seriesOf([
  ...Array.from({ length: 10 }, (_, i): Row[] => [
    [i * 10, i + 10],
    [i * 10 + 5, i],
  ]).flat(),
  [100, 20],
]);

test('ten intervals of a saw-tooth read forwards', () => {
  for (let i = 0; i < 10; i++) {
    assert.equal(read('Minimum', saw, 0, 100, 10)[i], `${i * 10} ${i} Good, Calculated`);
    assert.equal(read('Maximum', saw, 0, 100, 10)[i], `${i * 10} ${i + 10} Good`);
    assert.equal(read('Range', saw, 0, 100, 10)[i], `${i * 10} 10 Good, Calculated`);
    assert.equal(read('TimeAverage', saw, 0, 100, 10)[i], `${i * 10} ${i + 5.25} Good, Calculated`);
  }
});

test('read backwards, an interval includes its late end and excludes its early one, and carries the late timestamp', () => {
  for (let i = 0; i < 10; i++) {
    const late = 100 - i * 10;
    assert.equal(read('Minimum', saw, 100, 0, 10)[i], `${late} ${9 - i} Good, Calculated`);
    assert.equal(read('Maximum', saw, 100, 0, 10)[i], `${late} ${20 - i} Good`);
    assert.equal(read('Range', saw, 100, 0, 10)[i], `${late} 11 Good, Calculated`);
    assert.equal(read('TimeAverage', saw, 100, 0, 10)[i], `${late} ${9 - i + 5.25} Good, Calculated`);
  }
});

test('an interval as long as the reading, or 0, gives one value', () => {
  for (const interval of [100, 0, 1000]) {
    assert.deepEqual(read('Range', saw, 0, 100, interval), ['0 19 Good, Calculated']);
    assert.deepEqual(read('TimeAverage', saw, 0, 100, interval), ['0 9.75 Good, Calculated']);
  }
});

test('start and end of an interval in both directions', () => {
  const three = seriesOf([
    [0, 0],
    [5, 5],
    [10, 10],
  ]);
  assert.deepEqual(read('Start', three, 0, 10, 10), ['0 0 Good']);
  assert.deepEqual(read('End', three, 0, 10, 10), ['5 5 Good']);
  assert.deepEqual(read('StartBound', three, 0, 10, 10), ['0 0 Good']);
  assert.deepEqual(read('EndBound', three, 0, 10, 10), ['0 10 Good, Calculated']);
  assert.deepEqual(read('Start', three, 10, 0, 10), ['5 5 Good']);
  assert.deepEqual(read('End', three, 10, 0, 10), ['10 10 Good']);
  assert.deepEqual(read('StartBound', three, 10, 0, 10), ['10 10 Good']);
  assert.deepEqual(read('EndBound', three, 10, 0, 10), ['10 0 Good, Calculated']);
  // late less early in both directions, as in the Foundation's .NET stack
  assert.deepEqual(read('DeltaBounds', three, 0, 10, 10), ['0 10 Good, Calculated']);
  assert.deepEqual(read('DeltaBounds', three, 10, 0, 10), ['10 10 Good, Calculated']);
});

test('states, transitions and ramps', () => {
  const states = seriesOf([
    [0, 0],
    [5, 1],
    [10, 0],
    [15, 2],
    [20, 0],
  ]);
  for (const [start, end] of [
    [0, 20],
    [20, 0],
  ] as const) {
    assert.deepEqual(read('DurationInStateZero', states, start, end, 20), [`${start} 10000 Good, Calculated`]);
    assert.deepEqual(read('DurationInStateNonZero', states, start, end, 20), [`${start} 10000 Good, Calculated`]);
  }
  const steps = seriesOf([
    [0, 5],
    [1, 5],
    [2, 6],
    [3, 7],
  ]);
  // forwards the value at 0 is the first ever and 7 at the end is outside; backwards 5 at 0 is the value before
  assert.deepEqual(read('NumberOfTransitions', steps, 0, 3, 3), ['0 2 Good, Calculated']);
  assert.deepEqual(read('NumberOfTransitions', steps, 3, 0, 3), ['3 2 Good, Calculated']);
  const ramp = seriesOf(Array.from({ length: 41 }, (_, v): Row => [v * 10 + 1.234, v]));
  assert.deepEqual(read('Interpolative', ramp, 50, 73.8, 23.8), ['50 4.8766 Good, Interpolated']);
  assert.deepEqual(read('StartBound', ramp, 50, 73.8, 23.8), ['50 4.8766 Good, Interpolated']);
  assert.deepEqual(read('EndBound', ramp, 50, 73.8, 23.8), ['50 7.2566 Good, Calculated']);
  assert.deepEqual(
    read('DurationGood', ramp, 50, 121.4, 23.8),
    [50, 73.8, 97.6].map((s) => `${s} 23800 Good, Calculated`),
  );
});

test('the last interval is Partial when the request cuts it short and there is more data', () => {
  assert.deepEqual(read('Count', saw, 0, 25, 10), ['0 2 Good, Calculated', '10 2 Good, Calculated', '20 1 Good, Calculated, Partial']);
  assert.deepEqual(read('Count', saw, 90, 65, 10), ['90 2 Good, Calculated', '80 2 Good, Calculated', '70 1 Good, Calculated, Partial']);
  assert.equal(read('TimeAverage', saw, 0, 25, 10)[2], '20 7 Good, Calculated, Partial');
});

test('backwards, a stepped signal counts the value it held at the early end and the one it took at the late end', () => {
  const stepped = seriesOf(
    [
      [0, 1],
      [12, 5],
      [20, 9],
      [30, 2],
    ],
    true,
  );
  assert.deepEqual(read('Maximum2', stepped, 20, 10, 10), ['20 9 Good']);
  assert.deepEqual(read('MinimumActualTime2', stepped, 20, 10, 10), ['10.001 1 Good, Interpolated']);
  assert.deepEqual(read('Maximum2', stepped, 10, 20, 10), ['10 5 Good, Calculated']);
});

test('a constant signal has its value at its start and the mark that it came again', () => {
  const flat = seriesOf([
    [0, 7],
    [5, 7],
    [10, 7],
  ]);
  assert.deepEqual(read('Minimum', flat, 0, 10, 10), ['0 7 Good, MultipleValues']);
  assert.deepEqual(read('Range', flat, 0, 10, 10), ['0 0 Good, Calculated']);
  assert.deepEqual(read('VarianceSample', flat, 0, 10, 10), ['0 0 Good, Calculated']);
});

test('annotations are counted at their own times', () => {
  const annotationTimesMs = Float64Array.of(9_999, 10_000, 1_000, 20_000, -5);
  assert.deepEqual(read('AnnotationCount', saw, 0, 20, 10, { annotationTimesMs }), ['0 2 Good, Calculated', '10 1 Good, Calculated']);
  assert.deepEqual(read('AnnotationCount', saw, 20, 0, 10, { annotationTimesMs }), ['20 1 Good, Calculated', '10 3 Good, Calculated']);
  assert.throws(() => read('AnnotationCount', saw, 0, 20, 10, { follow: 'clauses' }), /annotationTimesMs is missing/);
});

test('with follow "clauses" the sentences of the standard win where the published examples differ', () => {
  const follow = 'clauses';
  const stepped = seriesOf(
    [
      [0, 10],
      [5, 30],
      [10, 30],
    ],
    true,
  );
  assert.deepEqual(read('Total', stepped, 0, 10, 10), ['0 200 Good, Calculated'], 'examples hold the value');
  assert.deepEqual(read('Total', stepped, 0, 10, 10, { follow }), ['0 250 Good, Calculated'], '§5.4.3.8: always sloped');

  const doubtful = seriesOf([
    [0, 10],
    [5, 70, uncertain],
    [10, 20],
    [20, 20],
  ]);
  assert.deepEqual(read('Maximum', doubtful, 0, 10, 10), ['0 10 Good']);
  assert.deepEqual(read('Maximum', doubtful, 0, 10, 10, { follow }), ['0 10 UncertainDataSubNormal, Calculated'], '§5.4.3.11');
  assert.deepEqual(read('MaximumActualTime', doubtful, 0, 10, 10, { follow }), ['0 10 UncertainDataSubNormal, Calculated']);

  const broken = seriesOf([
    [0, 10],
    [10, null, bad],
    [20, 30],
  ]);
  assert.deepEqual(read('DurationGood', broken, 5, 15, 10), ['5 0 Good, Calculated'], 'examples judge the bound');
  assert.deepEqual(read('DurationGood', broken, 5, 15, 10, { follow }), ['5 5000 Good, Calculated'], '§5.4.3.31: the value before');

  assert.deepEqual(read('WorstQuality', saw, 0, 10, 10), ['0 0 Good, Calculated']);
  assert.deepEqual(read('WorstQuality', saw, 0, 10, 10, { follow }), ['0 0 Good, Calculated, MultipleValues'], '§5.4.3.35');

  assert.deepEqual(read('TimeAverage', saw, 110, 120, 10), ['110 NaN BadNoData']);
  assert.deepEqual(read('TimeAverage', saw, 110, 120, 10, { follow }), ['110 20 UncertainDataSubNormal, Calculated'], '§5.4.3.6');
});

test('a status carries the InfoType only where it carries a bit', () => {
  assert.equal(withBits(good, raw), 0);
  assert.equal(withBits(good, calculated | multipleValues), 0x0000_0411);
  assert.equal(bitsOf(withBits(bad, interpolated)), interpolated);
  assert.equal(codeOf(0x4090_0480), 0x4090_0000);
  const replaced = seriesOf([
    [0, 1, withBits(good, extraData)],
    [10, 2],
  ]);
  assert.deepEqual(read('Start', replaced, 0, 10, 10), ['0 1 Good, ExtraData']);
});

test('what cannot be aggregated is refused with a sentence', () => {
  const refuse = (series: Series, more: object, sentence: RegExp): void =>
    assert.throws(() => aggregate('Average', series, { startMs: 0, endMs: 10, intervalMs: 5, ...more }), sentence);
  refuse(seriesOf([]), {}, /The series is empty/);
  refuse(
    seriesOf([
      [1, 1],
      [1, 2],
    ]),
    {},
    /timesMs\[1\] is 1000, the same as the sample before/,
  );
  refuse(
    seriesOf([
      [2, 1],
      [1, 2],
    ]),
    {},
    /timesMs\[1\] is 1000, before the sample ahead of it \(2000\)/,
  );
  refuse(seriesOf([[Number.NaN, 1]]), {}, /timesMs\[0\] is NaN/);
  refuse(seriesOf([[1, Number.NaN]]), {}, /values\[0\] is NaN with a status that is not Bad/);
  refuse(seriesOf([[1, Number.POSITIVE_INFINITY]]), {}, /values\[0\] is Infinity/);
  refuse({ timesMs: Float64Array.of(1), values: new Float64Array(2), stepped: false }, {}, /values has 2 rows and timesMs has 1/);
  refuse(saw, { endMs: 0 }, /startMs and endMs are both 0/);
  refuse(saw, { intervalMs: -1 }, /intervalMs is -1/);
  refuse(saw, { endMs: 1e12, intervalMs: 1 }, /at most 67108864 are allowed/);
  refuse(saw, { configuration: { percentDataGood: 101 } }, /percentDataGood is 101; it must be from 0 to 100/);
  refuse(saw, { configuration: { percentDataBad: 80, percentDataGood: 0 } }, /must add up to at least 100/);
  assert.throws(() => aggregate('Mean' as AggregateName, saw, { startMs: 0, endMs: 10, intervalMs: 5 }), /name is "Mean"/);
});
