import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentAnswers, unreadNames, type GoodCall } from '@millrace/testkit/hostile';
import * as door from './index.ts';

const samples = { timesMs: Float64Array.of(0, 10, 20), values: Float64Array.of(1, 5, 2), statuses: Uint32Array.of(0, 0, 0) };
const reading = { startMs: 0, endMs: 20, intervalMs: 10, configuration: { treatUncertainAsBad: true, percentDataBad: 100, percentDataGood: 100, useSlopedExtrapolation: false } };
const series = { ...samples, stepped: false };
const nulls = { answersNaN: 'a Bad value is NaN' };

const pushed = (given: typeof samples): number[] => {
  const answers: number[] = [];
  const stream = door.aggregateStream('Maximum', { ...reading, stepped: false }, (answer) => answers.push(answer.value));
  stream.push(given);
  stream.finish();
  return answers;
};
const opened = (given: door.AggregateReading) => door.aggregateStream('Maximum', given, () => {});
const filtered = (settings: door.ExceptionSettings, given: typeof samples): number[] => {
  const sent: number[] = [];
  door.exceptionFilter(settings, (timeMs) => sent.push(timeMs)).push(given);
  return sent;
};
const archived = (settings: door.CompressionSettings, timeMs: number, value: number): number[] => {
  const kept: number[] = [];
  const compressor = door.swingingDoor(settings, (at) => kept.push(at));
  compressor.push(0, 0);
  compressor.push(timeMs, value);
  compressor.finish();
  return kept;
};
const counter = { rollsOverAt: 100, fastestPerS: 1e6, play: 0, mostAfterReset: 50, afterReset: 'from-zero', tooFast: 'count' } as const;
const compression = { compDev: 1, compMinMs: 0, compMaxMs: 50, stepped: false };
const exception = { excDev: 1, excMinMs: 0, excMaxMs: 50, isDiscrete: false };
const plot = { startMs: 0, endMs: 20, columns: 4, maxGapMs: 30 };
const rows = [
  [0, 1],
  [10, 5],
];
const calls: Record<string, GoodCall> = {
  aggregate: { call: door.aggregate, args: ['Maximum', series, { ...reading, resolutionMs: 1, follow: 'examples', annotationTimesMs: Float64Array.of(5) }], ...nulls },
  'aggregate annotations': { call: door.aggregate, args: ['AnnotationCount', series, { ...reading, annotationTimesMs: Float64Array.of(5) }] },
  aggregateStream: { call: opened, args: [{ ...reading, stepped: false, resolutionMs: 1, follow: 'clauses' }] },
  'aggregateStream push': { call: pushed, args: [samples], ...nulls },
  interpolatedBound: { call: door.interpolatedBound, args: [series, 15, reading.configuration], ...nulls },
  simpleBound: { call: door.simpleBound, args: [series, 15, reading.configuration], ...nulls },
  compress: { call: door.compress, args: [samples, compression] },
  swingingDoor: { call: archived, args: [compression, 10, 5] },
  configurationOf: { call: door.configurationOf, args: [reading.configuration] },
  counterStream: { call: (settings: door.CounterSettings, given: typeof samples) => door.counterStream(settings).push(given), args: [counter, samples] },
  totalise: { call: door.totalise, args: [samples, counter] },
  deadband: { call: door.deadband, args: [samples, { absolute: 1 }] },
  'deadband percent': { call: door.deadband, args: [samples, { percent: 5, euRange: { low: 0, high: 100 } }] },
  exceptionFilter: { call: filtered, args: [exception, samples] },
  reportByException: { call: door.reportByException, args: [samples, exception] },
  runsOf: { call: door.runsOf, args: [samples, 30], allows: { '1 Infinity': 'no silence is a hole' } },
  intervalsOf: { call: door.intervalsOf, args: [{ startMs: 0, endMs: 20, intervalMs: 10 }] },
  shapePlot: { call: door.shapePlot, args: [samples, 3, 30], allows: { '2 Infinity': 'no silence is a hole' } },
  minMaxPlot: { call: door.minMaxPlot, args: [samples, plot] },
  rowsOf: {
    call: door.rowsOf,
    args: [samples],
    allows: { '0.values.0': 'rows are what the columns are', '0.values.2': 'so', '0.timesMs.0': 'so', '0.timesMs.2': 'so' },
    answersNaN: 'so',
  },
  samplesOf: {
    call: door.samplesOf,
    args: [rows],
    answersNaN: 'null is a Bad value',
    allows: Object.fromEntries(
      ['0.0.0', '0.0.1', '0.1.0', '0.1.1'].flatMap((place) => ['NaN', 'Infinity', '-Infinity'].map((value) => [`${place} ${value}`, 'columns are checked where they are used'])),
    ),
  },
  tidy: { call: door.tidy, args: [samples, 'keep-last'] },
};

test('nothing behind the door answers what is no number, or nothing, with a silent number', () => {
  assert.deepEqual(silentAnswers(door, calls), []);
});

test('an option of a name that nobody reads is refused by that name', () => {
  assert.deepEqual(
    unreadNames(calls, {
      'intervalsOf: 0': 'the reading of an aggregate is one, and has more',
      'rowsOf: 0': 'columns of any kind become rows',
      'tidy: 0': 'so',
    }),
    [],
  );
});
