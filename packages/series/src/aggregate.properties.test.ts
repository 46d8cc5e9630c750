import { test } from 'node:test';
import fc from 'fast-check';
import { aggregate } from './aggregate.ts';
import { aggregateNames, aggregateStream } from './aggregate-stream.ts';
import type { Answer } from './answer.ts';
import { interpolatedBound, simpleBound } from './bound.ts';
import { rowsOf, samplesOf, type Samples, type Series } from './series.ts';
import { bad, codeOf, isBad, isGood, uncertain } from './status.ts';

const anyStatus = fc.constantFrom(0, 0, 0, uncertain, bad);
const seriesWith = (status: fc.Arbitrary<number>): fc.Arbitrary<Series> =>
  fc
    .record({
      rows: fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: -9, max: 9 }), status), { minLength: 1, maxLength: 40 }),
      stepped: fc.boolean(),
    })
    .map(({ rows, stepped }) => {
      let timeMs = 0;
      return { ...samplesOf(rows.map(([step, value, code]) => [(timeMs += step), code === bad ? null : value, code])), stepped };
    });
const mixed = seriesWith(anyStatus);
const allGood = seriesWith(fc.constant(0));
const reading = fc
  .record({ startMs: fc.integer({ min: -20, max: 300 }), lengthMs: fc.integer({ min: 1, max: 300 }), intervalMs: fc.integer({ min: 0, max: 60 }), backwards: fc.boolean() })
  .map(({ startMs, lengthMs, intervalMs, backwards }) =>
    backwards ? { startMs: startMs + lengthMs, endMs: startMs, intervalMs } : { startMs, endMs: startMs + lengthMs, intervalMs },
  );
const configuration = fc.constantFrom(
  {},
  { treatUncertainAsBad: false },
  { percentDataBad: 50, percentDataGood: 50 },
  { treatUncertainAsBad: false, useSlopedExtrapolation: true, percentDataBad: 30, percentDataGood: 90 },
);
const close = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

function cut(samples: Samples, at: number[]): Samples[] {
  const edges = [0, ...at.map((n) => n % (samples.timesMs.length + 1)).toSorted((a, b) => a - b), samples.timesMs.length];
  return edges.slice(1).map((end, i) => ({
    timesMs: samples.timesMs.slice(edges[i], end),
    values: samples.values.slice(edges[i], end),
    statuses: samples.statuses!.slice(edges[i], end),
  }));
}

test('however a series is cut into chunks, the stream answers what the array call answers', () => {
  fc.assert(
    fc.property(mixed, reading, configuration, fc.array(fc.nat(), { maxLength: 6 }), fc.constantFrom(...aggregateNames), (series, asked, settings, at, name) => {
      const whole = aggregate(name, series, { ...asked, configuration: settings });
      const answers: Answer[] = [];
      const stream = aggregateStream(name, { ...asked, configuration: settings, stepped: series.stepped }, (answer) => answers.push(answer));
      for (const chunk of cut(series, at)) stream.push(chunk);
      stream.finish();
      if (asked.endMs < asked.startMs) answers.reverse();
      return (
        answers.length === whole.timesMs.length && answers.every((a, i) => a.timeMs === whole.timesMs[i] && close(a.value, whole.values[i]!) && a.status === whole.statuses[i])
      );
    }),
    { numRuns: 1500 },
  );
});

test('Interpolative and StartBound are the bounds that the definitions give for that instant alone', () => {
  fc.assert(
    fc.property(mixed, reading, configuration, (series, asked, settings) => {
      const read = { ...asked, configuration: settings };
      const line = aggregate('Interpolative', series, read);
      const start = aggregate('StartBound', series, { ...read, configuration: { ...settings, treatUncertainAsBad: false } });
      return Array.from(line.timesMs).every((timeMs, i) => {
        const estimate = interpolatedBound(series, timeMs, settings);
        const simple = simpleBound(series, timeMs, { treatUncertainAsBad: false });
        return (
          close(estimate.value, line.values[i]!) &&
          codeOf(estimate.status) === codeOf(line.statuses[i]!) &&
          close(simple.value, start.values[i]!) &&
          codeOf(simple.status) === codeOf(start.statuses[i]!)
        );
      });
    }),
    { numRuns: 1500 },
  );
});

test('Total is the area of the trapezia between the interpolated bounds and the usable values', () => {
  fc.assert(
    fc.property(mixed, reading, (series, asked) => {
      const sloped = { ...series, stepped: false };
      const { values } = aggregate('Total', sloped, asked);
      const [low, high] = [Math.min(asked.startMs, asked.endMs), Math.max(asked.startMs, asked.endMs)];
      const usable = rowsOf(series).filter((row) => isGood(row.status));
      const first = usable[0]?.timeMs ?? Number.POSITIVE_INFINITY;
      const last = series.timesMs.at(-1)!;
      const step = asked.intervalMs === 0 ? high - low : asked.intervalMs;
      let i = 0;
      const expected: number[] = [];
      for (let at = asked.startMs; at !== asked.endMs; i++) {
        const next = asked.endMs > at ? Math.min(at + step, asked.endMs) : Math.max(at - step, asked.endMs);
        const [early, late] = [Math.min(at, next), Math.max(at, next)];
        const backwards = next < at;
        const outside = backwards ? late < series.timesMs[0]! || early >= last : late <= series.timesMs[0]! || early > last;
        const knots = [early, ...usable.map((row) => row.timeMs), late].filter((t) => t >= Math.max(early, first) && t <= late).toSorted((a, b) => a - b);
        let area = 0;
        for (let k = 1; k < knots.length; k++) {
          const [a, b] = [interpolatedBound(sloped, knots[k - 1]!), interpolatedBound(sloped, knots[k]!)];
          area += ((a.value + b.value) / 2) * (knots[k]! - knots[k - 1]!);
        }
        const hasLength = knots.length > 1 && knots.at(-1)! > knots[0]!;
        expected.push(outside || !hasLength ? Number.NaN : area / 1000);
        at = next;
      }
      return expected.length === values.length && expected.every((value, k) => close(value, values[k]!));
    }),
    { numRuns: 800 },
  );
});

test('an average never leaves the range between minimum and maximum', () => {
  fc.assert(
    fc.property(mixed, reading, configuration, (series, asked, settings) => {
      const read = (name: 'Minimum2' | 'TimeAverage2' | 'Maximum2'): Float64Array => aggregate(name, series, { ...asked, configuration: settings }).values;
      const [low, mean, high] = [read('Minimum2'), read('TimeAverage2'), read('Maximum2')];
      return mean.every((value, i) => Number.isNaN(value) || Number.isNaN(low[i]!) || (value >= low[i]! - 1e-9 && value <= high[i]! + 1e-9));
    }),
    { numRuns: 800 },
  );
});

test('inside Good data the totals of the parts add up to the total of the whole, and the durations to its length', () => {
  fc.assert(
    fc.property(allGood, fc.integer({ min: 1, max: 60 }), (series, intervalMs) => {
      const [startMs, endMs] = [series.timesMs[0]!, series.timesMs.at(-1)!];
      if (startMs === endMs) return true;
      const sum = (name: 'Total2' | 'DurationInStateZero' | 'DurationInStateNonZero' | 'DurationBad', interval: number): number =>
        aggregate(name, series, { startMs, endMs, intervalMs: interval }).values.reduce((a, b) => a + b, 0);
      return (
        close(sum('Total2', intervalMs), sum('Total2', 0)) &&
        close(sum('DurationInStateZero', intervalMs) + sum('DurationInStateNonZero', intervalMs), endMs - startMs) &&
        sum('DurationBad', intervalMs) === 0
      );
    }),
  );
});

test('a value is null exactly where its status is Bad', () => {
  fc.assert(
    fc.property(mixed, reading, configuration, fc.constantFrom(...aggregateNames), (series, asked, settings, name) => {
      const { values, statuses } = aggregate(name, series, { ...asked, configuration: settings });
      return values.every((value, i) => Number.isNaN(value) === isBad(statuses[i]!));
    }),
    { numRuns: 1500 },
  );
});
