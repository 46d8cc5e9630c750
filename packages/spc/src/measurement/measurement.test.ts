import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  attributeAgreement,
  biasStudy,
  cohenKappa,
  fleissKappa,
  gaugeRrAnova,
  gaugeRrAverageRange,
  gaugeRrNested,
  kappaOfTable,
  layOut,
  linearityStudy,
  stabilityStudy,
  typeOneStudy,
} from '../index.ts';
import { aiagBias, aiagGauge, aiagLinearity, pistonRingsMm } from '../published/data.ts';

const near = (got: number | undefined, expected: number, within: number) =>
  assert.ok(got !== undefined && Math.abs(got - expected) <= within, `${got} is not ${expected} within ${within}`);

test('the AIAG study by averages and ranges: EV 0.20188, AV 0.22963, GRR 0.30577, PV 1.10456, 26.68 %, ndc 5 (MSA 4th edition, figure III-B 16)', () => {
  const got = gaugeRrAverageRange(aiagGauge);
  near(got.averageRange, 0.3417, 5e-5);
  near(got.operatorDifference, 0.4447, 5e-5);
  near(got.partRange, 3.511, 5e-4);
  near(got.repeatability.sigma, 0.20188, 5e-5);
  near(got.reproducibility.sigma, 0.22963, 1e-4);
  near(got.gauge.sigma, 0.30577, 5e-5);
  near(got.part.sigma, 1.10456, 2e-4);
  near(got.total.sigma, 1.1461, 2e-4);
  near(got.repeatability.studyPercent, 17.62, 0.01);
  near(got.reproducibility.studyPercent, 20.04, 0.01);
  near(got.gauge.studyPercent, 26.68, 0.01);
  near(got.part.studyPercent, 96.37, 0.01);
  assert.equal(got.distinctCategories, 5);
  near(got.rangeLimit, 0.8796, 5e-4);
});

test('the same readings by analysis of variance: 27.86 %, ndc 4, interaction pooled (ibid., tables A 3 and A 4; Minitab)', () => {
  const got = gaugeRrAnova(aiagGauge);
  assert.equal(got.pooled, true);
  near(got.anova.rows.sumOfSquares, 88.3619, 5e-5);
  near(got.anova.columns.sumOfSquares, 3.1673, 5e-5);
  near(got.anova.interaction!.sumOfSquares, 0.359, 5e-5);
  near(got.anova.error.sumOfSquares, 2.7589, 5e-5);
  near(got.anova.interaction!.f!, 0.434, 5e-4);
  near(got.anova.interaction!.p!, 0.974, 5e-4);
  near(got.anova.rows.f!, 492.291, 1e-3);
  near(got.repeatability.sigma, 0.199933, 1e-6);
  near(got.reproducibility.sigma, 0.226838, 1e-6);
  near(got.gauge.sigma, 0.302373, 3e-6);
  near(got.part.sigma, 1.042327, 1e-6);
  near(got.gauge.contributionPercent, 7.76, 5e-3);
  near(got.gauge.studyPercent, 27.86, 5e-3);
  assert.equal(got.distinctCategories, 4);
  assert.deepEqual(got.negative, []);
});

test('with the interaction kept its negative variance is shown as zero and named', () => {
  const got = gaugeRrAnova(aiagGauge, { alpha: 1 });
  assert.equal(got.pooled, false);
  near(got.repeatability.variance, 0.04598222, 1e-8);
  assert.equal(got.interaction!.variance, 0);
  assert.deepEqual(got.negative, ['interaction']);
});

test('shares of a tolerance and of a known process, with 5.15 sigma as before the third edition', () => {
  const got = gaugeRrAnova(aiagGauge, { tolerance: 6, multiplier: 5.15, processSigma: 1.5 });
  near(got.gauge.tolerancePercent, (100 * 5.15 * 0.3023715) / 6, 1e-4);
  near(got.total.sigma, 1.5, 1e-12);
  near(got.gauge.studyPercent, (100 * 0.3023715) / 1.5, 1e-4);
});

test('nested: operators keep their squares, parts within operators take up part and interaction', () => {
  const nested = [0, 1, 2].map((operator) => aiagGauge.map((part) => part[operator]!));
  const got = gaugeRrNested(nested);
  near(got.anova.groups.sumOfSquares, 3.1673, 5e-5);
  near(got.anova.members.sumOfSquares, 88.3619 + 0.359, 1e-4);
  near(got.repeatability.variance, 2.7589333 / 60, 1e-8);
  near(got.part.variance, ((88.3619344 + 0.3589822) / 27 - 2.7589333 / 60) / 3, 1e-7);
  assert.deepEqual(got.negative, ['operator']);
});

test('nested, by hand: two operators, two parts each, 0.5, 12.75 and 25.5', () => {
  const readings = [-4, 4].map((operator, o) => (o === 0 ? [-2, 2] : [-3, 3]).map((part) => [10 + operator + part - 0.5, 10 + operator + part + 0.5]));
  const got = gaugeRrNested(readings);
  near(got.repeatability.variance, 0.5, 1e-12);
  near(got.part.variance, 12.75, 1e-12);
  near(got.reproducibility.variance, 25.5, 1e-12);
  near(got.gauge.contributionPercent, (100 * 26) / 38.75, 1e-10);
});

test('a gauge without any scatter has no number of categories, and is not called infinite', () => {
  const got = gaugeRrAnova(
    [1, 2, 3].map((part) => [
      [part, part],
      [part, part],
    ]),
  );
  assert.equal(got.gauge.variance, 0);
  assert.equal('distinctCategories' in got, false);
});

test('AIAG bias: 0.0067, repeatability 0.22514, t 0.1153, limits -0.1185 to 0.1319 by the range (MSA 4th edition, table III-B 2)', () => {
  const got = biasStudy(aiagBias, { reference: 6, repeatability: 'range' });
  near(got.bias, 0.0067, 5e-5);
  near(got.repeatability, 0.22514, 1e-5);
  near(got.standardError, 0.05813, 1e-5);
  // the book divides the rounded 0.0067
  near(got.t, 0.1153, 7e-4);
  near(got.df, 10.8, 0.05);
  near(got.low, -0.1185, 3e-4);
  near(got.high, 0.1319, 3e-4);
  assert.equal(got.isAcceptable, true);
  near(biasStudy(aiagBias, { reference: 6 }).repeatability, 0.2120198, 1e-7);
});

test('AIAG linearity: bias = 0.7367 - 0.1317 reference, R squared 0.714, t -12.043 and 10.158, not acceptable (ibid., figure III-B 4)', () => {
  const got = linearityStudy(aiagLinearity, { processSigma: 2.5 });
  near(got.slope, -0.1317, 5e-5);
  near(got.intercept, 0.7367, 5e-5);
  near(got.rSquared, 0.714, 5e-4);
  near(got.line.residualStandardDeviation, 0.2395, 5e-5);
  near(got.line.coefficients[1]!.t, -12.043, 5e-4);
  near(got.line.coefficients[0]!.t, 10.158, 5e-4);
  assert.equal(got.isAcceptable, false);
  near(got.linearity, 0.131667 * 15, 1e-4);
  near(got.linearityPercent, 13.1667, 1e-3);
  near(got.at[0]!.bias, 0.491667, 1e-6);
});

test('type 1: Cg and Cgk by hand', () => {
  const values = [10.01, 9.99, 10.0, 10.02, 9.98, 10.0];
  const got = typeOneStudy(values, { reference: 10.005, tolerance: 0.6 });
  const s = Math.sqrt(0.001 / 5);
  near(got.cg, 0.12 / (6 * s), 1e-9);
  near(got.cgk, (0.06 - 0.005) / (3 * s), 1e-9);
});

test('a stable gauge does not signal, a drifting one does', () => {
  assert.equal(stabilityStudy(pistonRingsMm.slice(0, 25)).isStable, true);
  const drifting = pistonRingsMm.slice(0, 25).map((group, i) => group.map((x) => x + i * 0.002));
  assert.equal(stabilityStudy(drifting).isStable, false);
  // one date was called stable: its mean was its own centre
  assert.throws(() => stabilityStudy(pistonRingsMm.slice(0, 1)), /counts at least 2 subgroups/);
});

test("AIAG's cross-tables: kappa 0.86 between A and B, 0.88, 0.92 and 0.77 against the reference (MSA 4th edition, chapter III C)", () => {
  near(
    kappaOfTable([
      [44, 6],
      [3, 97],
    ]).kappa,
    0.86,
    5e-3,
  );
  near(
    kappaOfTable([
      [43, 7],
      [8, 92],
    ]).kappa,
    0.78,
    5e-3,
  );
  near(
    kappaOfTable([
      [45, 5],
      [3, 97],
    ]).kappa,
    0.88,
    5e-3,
  );
  near(
    kappaOfTable([
      [45, 2],
      [3, 100],
    ]).kappa,
    0.92,
    5e-3,
  );
  near(
    kappaOfTable([
      [42, 9],
      [6, 93],
    ]).kappa,
    0.77,
    5e-3,
  );
});

test("Cohen's kappa of a table of 20, 5, 10, 15 is 0.40", () => {
  const got = kappaOfTable([
    [20, 5],
    [10, 15],
  ]);
  near(got.kappa, 0.4, 1e-12);
  near(got.observed, 0.7, 1e-12);
  near(got.expected, 0.5, 1e-12);
});

test('fourteen judges, ten subjects, five classes: kappa 0.210 (Fleiss 1971 as reworked in every text)', () => {
  const counts = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
  ];
  const got = fleissKappa(counts.map((line) => line.flatMap((count, category) => Array.from({ length: count }, () => category))));
  near(got.kappa, 0.21, 5e-4);
  near(got.observed, 0.378, 5e-4);
  near(got.expected, 0.213, 5e-4);
  assert.equal(got.categories.length, 5);
});

/** Five pieces, two appraisers, two trials: B lets one bad piece pass and doubts one good piece. */
const judgements = [
  [
    ['ok', 'ok'],
    ['ok', 'ok'],
  ],
  [
    ['ok', 'ok'],
    ['ok', 'bad'],
  ],
  [
    ['bad', 'bad'],
    ['bad', 'bad'],
  ],
  [
    ['bad', 'bad'],
    ['ok', 'ok'],
  ],
  [
    ['ok', 'ok'],
    ['ok', 'ok'],
  ],
];
const standard = ['ok', 'ok', 'bad', 'bad', 'ok'];

test('effectiveness, misses and false alarms, counted by hand', () => {
  const got = attributeAgreement(judgements, { standard, good: 'ok' });
  const [a, b] = got.appraisers;
  assert.deepEqual([a!.within.matched, a!.versusStandard!.matched, a!.missRate, a!.falseAlarmRate], [5, 5, 0, 0]);
  assert.deepEqual([b!.within.matched, b!.versusStandard!.matched, b!.missRate], [4, 3, 0.5]);
  near(b!.falseAlarmRate, 1 / 6, 1e-12);
  assert.equal(got.between.matched, 3);
  assert.equal(got.allVersusStandard!.matched, 3);
  assert.equal(a!.standardKappa!.kappa, 1);
  near(
    got.pairs[0]!.kappa!.kappa,
    cohenKappa(
      judgements.flatMap((p) => p[0]!),
      judgements.flatMap((p) => p[1]!),
    ).kappa,
    1e-12,
  );
});

test('42 of 50 decided rightly is an effectiveness of 84 % with limits 71 % and 93 % (AIAG MSA 4th edition, table III-C 6)', () => {
  const pieces = Array.from({ length: 50 }, (_, i) => [[i < 42 ? 1 : 0, 1]]);
  const { versusStandard } = attributeAgreement(pieces, { standard: pieces.map(() => 1) }).appraisers[0]!;
  near(versusStandard!.share, 0.84, 1e-12);
  near(versusStandard!.interval.low, 0.71, 5e-3);
  near(versusStandard!.interval.high, 0.93, 5e-3);
});

const layout = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 })).chain(([p, o, t]) =>
  fc.array(fc.array(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: t, maxLength: t }), { minLength: o, maxLength: o }), {
    minLength: p,
    maxLength: p,
  }),
);

test('whatever the readings, gauge and part make up the total and no variance is negative', () => {
  fc.assert(
    fc.property(layout, (readings) => {
      if (new Set(readings.flat(2)).size < 2) return true;
      return [gaugeRrAnova, gaugeRrNested, gaugeRrAverageRange].every((method) => {
        let got;
        try {
          got = method(readings);
        } catch (error) {
          return /without scatter/.test(String(error));
        }
        const sum = got.gauge.contributionPercent + got.part.contributionPercent;
        return Math.abs(sum - 100) < 1e-9 && [got.repeatability, got.reproducibility, got.part].every((c) => c.variance >= 0) && (got.distinctCategories ?? 1) >= 1;
      });
    }),
  );
});

test('a judge of one word agrees as by chance, and there is nothing to test that by', () => {
  const got = cohenKappa(['good', 'good', 'good'], ['good', 'bad', 'good']);
  assert.deepEqual([got.kappa, got.standardError, 'z' in got, 'p' in got], [0, 0, false, false]);
});

test('a stuck gauge passes no study, where it had 0 % of the variation or infinitely sure limits', () => {
  const stuck = [2.1, 4.1, 6.1].map((reference) => ({ reference, values: [5, 5, 5] }));
  assert.throws(() => linearityStudy(stuck), /parts is a list of 3; it must be such that readings scatter about the line/);
  const flat = [
    [
      [5, 5],
      [5, 5],
    ],
    [
      [5, 5],
      [5, 5],
    ],
  ];
  assert.throws(() => gaugeRrAverageRange(flat, { processSigma: 2 }), /a gauge that shows one figure measures nothing/);
});

test('judges who always agree have kappa 1', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 40 }), (values) => {
      if (new Set(values).size < 2) return true;
      return Math.abs(cohenKappa(values, values).kappa - 1) < 1e-12 && Math.abs(fleissKappa(values.map((v) => [v, v, v])).kappa - 1) < 1e-12;
    }),
  );
});

test('studies that prove nothing are refused', () => {
  assert.throws(() => gaugeRrAnova(aiagGauge.map((part) => part.map((cell) => cell.slice(0, 1)))), /trials is 1; it must be at least 2 in each cell/);
  assert.throws(
    () =>
      gaugeRrAnova([
        [
          [1, 1],
          [1, 1],
        ],
        [
          [1, 1],
          [1, 1],
        ],
      ]),
    /without scatter/,
  );
  assert.throws(() => gaugeRrAnova(aiagGauge.map((part) => part.slice(0, 1))), /readings\[0\] is a list of 1; it must be a list of at least 2 operators/);
  assert.throws(
    () =>
      gaugeRrNested([
        [
          [1, 2],
          [1, Number.NaN],
        ],
        [
          [1, 2],
          [1, 3],
        ],
      ]),
    /readings\[0\]\[1\]\[1\] is NaN/,
  );
  assert.throws(() => gaugeRrAverageRange(aiagGauge.slice(0, 1)), /readings is a list of 1; it must be a list of at least 2 parts/);
  assert.throws(
    () =>
      gaugeRrAverageRange([
        [
          [1, 2],
          [1, 2],
        ],
        [[1, 2], [1]],
      ]),
    /readings\[1\]\[1\] is a list of 1; it must be 2 trials/,
  );
  assert.throws(() => gaugeRrAnova(aiagGauge, { tolerance: 0 }), /tolerance is 0/);
  assert.throws(() => gaugeRrAnova(aiagGauge, { processSigma: 0.1 }), /processSigma is 0.1; it must be above the scatter of the gauge/);
  assert.throws(() => biasStudy([6, 6, 6], { reference: 6 }), /the gauge must resolve its own scatter/);
  assert.throws(() => biasStudy([6], { reference: 6 }), /at least 2 values/);
  assert.throws(() => linearityStudy([{ reference: 1, values: [1, 2] }]), /parts is a list of 1/);
  assert.throws(() => cohenKappa(['a', 'a'], ['a', 'a']), /agreement on a single one proves nothing/);
  assert.throws(() => cohenKappa(['a', 'b'], ['a']), /second is a list of 1; it must be as long as first \(2\)/);
  assert.throws(() => fleissKappa([['a'], ['b']]), /judgements\[0\] is a list of 1; it must be a list of at least 2 judgements/);
  assert.throws(() => attributeAgreement(judgements, { standard: ['ok'] }), /standard is a list of 1; it must be one value for each of the 5 pieces/);
  assert.throws(() => typeOneStudy([1, 1], { reference: 1, tolerance: 1 }), /the gauge must resolve its own scatter/);
});

test('a list of readings in any order of parts lays out as the study needs it', () => {
  const list = aiagGauge.flatMap((part, p) => part.flatMap((cell, o) => cell.map((value) => ({ part: `P${p}`, operator: 'ABC'[o]!, value }))));
  const { readings, operators } = layOut(list);
  assert.deepEqual(readings, aiagGauge);
  assert.deepEqual(operators, ['A', 'B', 'C']);
  assert.throws(() => layOut(list.slice(0, -1)), /readings of part P9 by operator C is 2; it must be 3, as of part P0 by operator A/);
});
