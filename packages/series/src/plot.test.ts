import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runsOf } from './gap.ts';
import { minMaxPlot } from './min-max-plot.ts';
import { rowsOf, samplesOf, type Sample, type Samples } from './series.ts';
import { shapePlot } from './shape-plot.ts';
import { bad, badNoData, isBad, uncertain } from './status.ts';

const brief = (samples: Samples): string[] => rowsOf(samples).map((row) => `${row.timeMs}:${row.value}`);
const anySamples = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: -99, max: 99 }), fc.constantFrom(0, 0, 0, 0, 0, uncertain, bad)), { minLength: 1, maxLength: 200 })
  .map((rows) => {
    let timeMs = 0;
    return samplesOf(rows.map(([gap, value, code]) => [(timeMs += gap), code === bad ? null : value, code]));
  });

test('a series is in runs between Bad values and long silences', () => {
  const samples = samplesOf([
    [0, 1],
    [1, 1],
    [2, null, bad],
    [3, 1],
    [50, 1],
    [51, 1],
  ]);
  assert.deepEqual(runsOf(samples, 10), [
    { from: 0, to: 2 },
    { from: 3, to: 4 },
    { from: 4, to: 6 },
  ]);
  assert.equal(runsOf(samples, Number.POSITIVE_INFINITY).length, 2);
});

// Expected by hand after Steinarsson's definition: of each bucket the point that spans the largest triangle with the point
// chosen before and the mean of the bucket after
test('the shape of a series keeps its ends and its corners', () => {
  const samples = samplesOf([
    [0, 0],
    [1, 1],
    [2, 9],
    [3, 1],
    [4, 0],
    [5, -7],
    [6, 0],
    [7, 1],
  ]);
  assert.deepEqual(brief(shapePlot(samples, 4)), ['0:0', '2:9', '5:-7', '7:1']);
  assert.deepEqual(brief(shapePlot(samples, 100)), brief(samples));
});

test('the shape of a series with a hole shows the hole', () => {
  const samples = samplesOf([
    [0, 0],
    [1, 1],
    [2, null, bad],
    [4, 1],
    [5, 0],
  ]);
  assert.deepEqual(brief(shapePlot(samples, 10)), ['0:0', '1:1', '2.5:NaN', '4:1', '5:0']);
});

test('a pixel column is drawn by its first, lowest, highest and last value', () => {
  const samples = samplesOf([
    [0, 5],
    [1, 9],
    [2, 4],
    [3, -2],
    [4, 6],
    [5, 6],
    [10, 1],
    [11, 2],
  ]);
  assert.deepEqual(brief(minMaxPlot(samples, { startMs: 0, endMs: 20, columns: 2 })), ['0:5', '1:9', '3:-2', '5:6', '10:1', '11:2']);
});

test('the neighbours outside the picture are drawn, so that the line enters and leaves it', () => {
  const samples = samplesOf([
    [0, 1],
    [5, 2],
    [15, 3],
    [25, 4],
    [35, 5],
  ]);
  assert.deepEqual(brief(minMaxPlot(samples, { startMs: 10, endMs: 20, columns: 10 })), ['5:2', '15:3', '25:4']);
  assert.deepEqual(brief(minMaxPlot(samples, { startMs: 100, endMs: 200, columns: 10 })), ['35:5']);
});

test('a doubtful value is drawn even where it is no extreme, and a hole breaks the line once per column', () => {
  const samples = samplesOf([
    [0, 5],
    [1, 5.5, uncertain],
    [2, 9],
    [3, null, bad],
    [4, 1],
    [5, null, bad],
    [6, 4],
    [7, 3],
  ]);
  const drawn = minMaxPlot(samples, { startMs: 0, endMs: 10, columns: 1 });
  assert.deepEqual(brief(drawn), ['0:5', '1:5.5', '2:9', '3:NaN', '4:1', '7:3']);
  assert.equal(rowsOf(drawn)[1]!.status, uncertain);
  assert.deepEqual(
    brief(
      minMaxPlot(
        samplesOf([
          [0, 1],
          [9, 1],
        ]),
        { startMs: 0, endMs: 10, columns: 10, maxGapMs: 5 },
      ),
    ),
    ['0:1', '4.5:NaN', '9:1'],
  );
});

test('every pixel column keeps its first, last, lowest and highest value, and never more than seven points', () => {
  fc.assert(
    fc.property(anySamples, fc.integer({ min: 1, max: 40 }), fc.option(fc.integer({ min: 5, max: 60 }), { nil: undefined }), (samples, columns, maxGapMs) => {
      const [startMs, endMs] = [samples.timesMs[0]!, samples.timesMs.at(-1)! + 1];
      const drawn = rowsOf(minMaxPlot(samples, { startMs, endMs, columns, ...(maxGapMs === undefined ? {} : { maxGapMs }) }));
      const columnOf = (row: Sample): number => Math.floor(((row.timeMs - startMs) / (endMs - startMs)) * columns);
      const ascending = drawn.every((row, i) => i === 0 || row.timeMs > drawn[i - 1]!.timeMs);
      const inColumn = Map.groupBy(drawn, columnOf);
      return (
        ascending &&
        Map.groupBy(
          rowsOf(samples).filter((row) => !isBad(row.status)),
          columnOf,
        )
          .entries()
          .every(([column, rows]) => {
            const shown = (inColumn.get(column) ?? []).filter((row) => !isBad(row.status));
            const values = (list: readonly Sample[]): number[] => list.map((row) => row.value);
            return (
              shown.length <= 5 &&
              shown[0]!.timeMs === rows[0]!.timeMs &&
              shown.at(-1)!.timeMs === rows.at(-1)!.timeMs &&
              Math.min(...values(shown)) === Math.min(...values(rows)) &&
              Math.max(...values(shown)) === Math.max(...values(rows))
            );
          })
      );
    }),
    { numRuns: 500 },
  );
});

/** What a line through the points covers of each pixel column: from its lowest to its highest point there, where it is drawn at all. */
function covered(rows: readonly Sample[], startMs: number, endMs: number, columns: number): string[] {
  const lows = Array.from({ length: columns }, () => Number.POSITIVE_INFINITY);
  const highs = Array.from({ length: columns }, () => Number.NEGATIVE_INFINITY);
  const x = ({ timeMs }: Sample): number => ((timeMs - startMs) / (endMs - startMs)) * columns;
  rows.slice(1).forEach((to, i) => {
    const from = rows[i]!;
    const yAt = (at: number): number => from.value + ((at - x(from)) / (x(to) - x(from))) * (to.value - from.value);
    for (let column = Math.max(0, Math.floor(x(from))); column < Math.min(columns, x(to)); column++) {
      for (const y of [x(from) >= column ? from.value : yAt(column), x(to) <= column + 1 ? to.value : yAt(column + 1)]) {
        lows[column] = Math.min(lows[column]!, y);
        highs[column] = Math.max(highs[column]!, y);
      }
    }
  });
  return lows.map((low, column) => `${low} to ${highs[column]}`);
}

test('the line through the drawn points covers exactly the pixels that the line through all samples covers (M4)', () => {
  const whole = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: -99, max: 99 }), fc.constantFrom(0, 0, uncertain)), { minLength: 2, maxLength: 300 });
  fc.assert(
    fc.property(whole, fc.integer({ min: 1, max: 60 }), fc.nat({ max: 40 }), fc.nat({ max: 40 }), (steps, columns, early, late) => {
      let timeMs = 0;
      const samples = samplesOf(steps.map(([gap, value, code]) => [(timeMs += gap), value, code]));
      const [startMs, endMs] = [samples.timesMs[0]! + early, timeMs + 1 - late];
      if (endMs <= startMs) return true;
      const drawn = rowsOf(minMaxPlot(samples, { startMs, endMs, columns }));
      const [seen, all] = [covered(drawn, startMs, endMs, columns), covered(rowsOf(samples), startMs, endMs, columns)];
      return seen.every((pixels, column) => pixels === all[column]);
    }),
    { numRuns: 1000 },
  );
});

test('no line is drawn across a hole that lies between two drawn columns', () => {
  fc.assert(
    fc.property(anySamples, (samples) => {
      const [startMs, endMs] = [samples.timesMs[0]!, samples.timesMs.at(-1)! + 1];
      // so many columns that each holds one sample
      const drawn = rowsOf(minMaxPlot(samples, { startMs, endMs, columns: endMs - startMs }));
      const rows = rowsOf(samples);
      return rows.every((row, i) => {
        const [before, after] = [rows[i - 1], rows[i + 1]];
        if (!isBad(row.status) || before === undefined || after === undefined || isBad(before.status) || isBad(after.status)) return true;
        const at = drawn.findIndex((d) => d.timeMs === after.timeMs);
        return drawn[at - 1]!.status === badNoData;
      });
    }),
  );
});

test('a shape never has points that were not measured', () => {
  fc.assert(
    fc.property(anySamples, fc.integer({ min: 3, max: 50 }), (samples, count) => {
      const measured = new Set(brief(samples));
      const runs = runsOf(samples, 20);
      const drawn = rowsOf(shapePlot(samples, count, 20));
      return (
        drawn.filter((row) => isBad(row.status)).length === Math.max(0, runs.length - 1) &&
        drawn.every((row, i) => isBad(row.status) || (measured.has(`${row.timeMs}:${row.value}`) && (i === 0 || row.timeMs > drawn[i - 1]!.timeMs)))
      );
    }),
  );
});

test('a picture without size is refused', () => {
  const samples = samplesOf([[0, 1]]);
  assert.throws(() => minMaxPlot(samples, { startMs: 0, endMs: 0, columns: 5 }), /a picture needs a length/);
  assert.throws(() => minMaxPlot(samples, { startMs: 0, endMs: 1, columns: 0.5 }), /columns is 0.5/);
  assert.throws(() => shapePlot(samples, 2), /count is 2/);
  assert.throws(() => runsOf(samples, 0), /maxGapMs is 0/);
});
