import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { conventions, individuals, runRules, xbarR, xmr, type Chart, type Convention } from '../index.ts';
import { pistonRingsMm } from '../published/data.ts';

/** A chart of centre 0 and sigma 1 with these values. */
const chartOf = (values: readonly number[], phases: readonly number[] = []): Chart => individuals(values, { known: { mean: 0, sigma: 1 }, phases }).individuals;
const found = (values: readonly number[], convention: Convention, rule: number): number[] => runRules(chartOf(values), { convention, only: [rule] }).map((signal) => signal.index);

test('rule 1: a point on the limit is within, one beyond it signals', () => {
  assert.deepEqual(found([3, 3.0001, -3, -3.0001], 'nelson', 1), [1, 3]);
});

test('rule 2: nine on one side by Nelson and Minitab, seven by AIAG, eight by Western Electric; a point on the centre breaks the run', () => {
  const nine = Array.from({ length: 10 }, () => 0.5);
  assert.deepEqual(found(nine, 'nelson', 2), [8, 9]);
  assert.deepEqual(found(nine, 'minitab', 2), [8, 9]);
  assert.deepEqual(found(nine, 'aiag', 2), [6, 7, 8, 9]);
  assert.deepEqual(found(nine, 'western-electric', 4), [7, 8, 9]);
  assert.deepEqual(found(nine.with(4, 0), 'nelson', 2), []);
});

test('rule 3: a trend is six points by Nelson and qcc, seven points (six steps) by Minitab; equal neighbours break it', () => {
  const rising = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
  assert.deepEqual(found(rising, 'nelson', 3), [5, 6]);
  assert.deepEqual(found(rising, 'minitab', 3), [6]);
  assert.deepEqual(found([0, 0.1, 0.2, 0.2, 0.3, 0.4, 0.5], 'nelson', 3), []);
  assert.deepEqual(
    found(
      rising.map((v) => -v),
      'aiag',
      3,
    ),
    [5, 6],
  );
});

test('rule 4: fourteen alternating points by Nelson and qcc, fifteen by Minitab', () => {
  const zigzag = Array.from({ length: 15 }, (_, i) => (i % 2 === 0 ? 0.3 : -0.2));
  assert.deepEqual(found(zigzag, 'nelson', 4), [13, 14]);
  assert.deepEqual(found(zigzag, 'minitab', 4), [14]);
});

test('rules 5 and 6: 2 of 3 beyond 2 sigma, 4 of 5 beyond 1 sigma, the latest among them, on one side', () => {
  assert.deepEqual(found([2.1, 0, 2.2, 0], 'nelson', 5), [2]);
  assert.deepEqual(found([2.1, 0, -2.2, 0], 'nelson', 5), []);
  assert.deepEqual(found([2.1, 2.1, 0], 'nelson', 5), [1]);
  assert.deepEqual(found([2.1, 0, 0, 2.1], 'nelson', 5), []);
  assert.deepEqual(found([2, 2, 2], 'nelson', 5), []);
  assert.deepEqual(found([1.1, 1.1, 0, 1.1, 1.1], 'nelson', 6), [4]);
  assert.deepEqual(found([1.1, 1.1, 0, 1.1, 0.9], 'nelson', 6), []);
});

test('rule 7: fifteen within 1 sigma, the line included', () => {
  const hugging: number[] = Array.from({ length: 15 }, (_, i) => (i % 2 === 0 ? 1 : -0.4));
  assert.deepEqual(found(hugging, 'nelson', 7), [14]);
  assert.deepEqual(found(hugging.with(3, 1.01), 'nelson', 7), []);
});

test('rule 8: eight beyond 1 sigma; on one side alone it signals by Minitab and not by Nelson and qcc', () => {
  const oneSide = Array.from({ length: 8 }, () => 1.5);
  assert.deepEqual(found(oneSide, 'minitab', 8), [7]);
  assert.deepEqual(found(oneSide, 'nelson', 8), []);
  assert.deepEqual(found(oneSide.with(2, -1.5), 'nelson', 8), [7]);
});

test("Wheeler's third rule: three of four nearer a limit than the centre", () => {
  const signals = runRules(xmr([10, 12, 11, 13, 10, 12, 11, 12, 13.9, 11, 13.9, 13.9], { baseline: 8 }).individuals, {
    convention: 'wheeler',
  });
  assert.deepEqual(
    signals.map(({ rule, index }) => [rule, index]),
    [[3, 11]],
  );
  assert.deepEqual(signals[0]!.points, [8, 10, 11]);
});

test('piston rings 35 to 40 signal by Western Electric: two of three and four of five from 35 on, beyond the limit at 37 to 39', () => {
  const { mean, sigma } = xbarR(pistonRingsMm.slice(0, 25)).estimates[0]!;
  const chart = xbarR(pistonRingsMm, { known: { mean, sigma } }).location;
  const first = runRules(chart, { convention: 'western-electric' });
  assert.deepEqual(
    first.filter(({ rule }) => rule === 1).map(({ index }) => index + 1),
    [37, 38, 39],
  );
  assert.equal(first.find(({ rule, index }) => rule === 2 && index > 24)!.index + 1, 35);
  assert.deepEqual(
    first.find(({ rule }) => rule === 3)!.points.map((i) => i + 1),
    [31, 32, 34, 35],
  );
});

test('a run does not cross the start of a phase', () => {
  const values = Array.from({ length: 16 }, () => 0.5);
  assert.equal(runRules(chartOf(values, [8]), { only: [2] }).length, 0);
  assert.equal(runRules(chartOf(values), { only: [2] }).length, 8);
});

test('a chart upside down gives the same signals on the other side', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -3.5, max: 3.5, noNaN: true }), { minLength: 2, maxLength: 60 }),
      fc.constantFrom(...(Object.keys(conventions) as Convention[])),
      (values, convention) => {
        const plain = runRules(chartOf(values), { convention });
        const mirrored = runRules(chartOf(values.map((v) => -v)), { convention });
        const other = { above: 'below', below: 'above' } as const;
        return (
          plain.length === mirrored.length &&
          plain.every((s, i) => s.rule === mirrored[i]!.rule && s.index === mirrored[i]!.index && (s.side && other[s.side]) === mirrored[i]!.side)
        );
      },
    ),
  );
});

test('a signal ends at its index and never looks ahead: cutting the chart there keeps it', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -3.5, max: 3.5, noNaN: true }), { minLength: 3, maxLength: 40 }), (values) =>
      runRules(chartOf(values)).every(
        (s) => s.points.at(-1) === s.index && (s.index < 1 || runRules(chartOf(values.slice(0, s.index + 1))).some((t) => t.rule === s.rule && t.index === s.index)),
      ),
    ),
  );
});

test('an unknown convention or rule is refused', () => {
  assert.throws(() => runRules(chartOf([1, 2]), { convention: 'shewhart' as 'nelson' }), /convention is "shewhart"; it must be one of nelson, minitab/);
  assert.throws(() => runRules(chartOf([1, 2]), { only: [9] }), /only\[0\] is 9; it must be the number of a rule/);
  assert.throws(() => runRules(chartOf([1, 2]), { rules: [] }), /rules is a list of 0/);
});

test('a point that is no number, a chart without points and a rule of no known kind are refused, where no signal was answered', () => {
  const { individuals: chart } = individuals([1, 2, 3, 4, 5, 6, 7]);
  const spoiled = (change: object) => ({ ...chart, points: chart.points.map((p, i) => (i === 3 ? { ...p, ...change } : p)) });
  assert.throws(() => runRules(spoiled({ value: Number.NaN })), /chart.points\[3\].value is NaN; it must be a finite number/);
  assert.throws(() => runRules(spoiled({ center: undefined })), /chart.points\[3\].center is undefined/);
  assert.throws(() => runRules(spoiled({ sigma: 0 })), /chart.points\[3\].sigma is 0; it must be a finite number above 0/);
  assert.throws(() => runRules({ ...chart, points: [] }), /chart.points is a list of 0; it must be a list of at least 1 point/);
  assert.throws(
    () => runRules(chart, { rules: [{ rule: 1, kind: 'beyond', points: 2, says: '' } as never] }),
    /rules\[0\].kind is "beyond"; it must be one of beyond-limit, same-side/,
  );
});
