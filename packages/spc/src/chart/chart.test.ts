import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cChart, constants, cusum, ewma, individuals, laneyP, laneyU, npChart, pChart, uChart, xbarR, xbarS, xmr } from '../index.ts';
import { circuitBoards, computers, dyedCloth, montgomeryShift, orangeJuice, pistonRingsMm, viscosity } from '../published/data.ts';

const near = (got: number, expected: number, within: number) => assert.ok(Math.abs(got - expected) <= within, `${got} is not ${expected} within ${within}`);
const firstRings = pistonRingsMm.slice(0, 25);

test('piston rings: means 74.00118 within 73.98805 and 74.01430, ranges 0.02276 up to 0.04813 (R qcc 3.0; Montgomery)', () => {
  const { location, dispersion, estimates } = xbarR(firstRings);
  near(estimates[0]!.mean, 74.00118, 5e-6);
  // qcc types d2 = 2.326 and prints 0.009785039; by the integral it is 0.0097853
  near(estimates[0]!.sigma, 0.009785039, 4e-7);
  near(location.points[0]!.lower, 73.98805, 1e-5);
  near(location.points[0]!.upper, 74.0143, 1e-5);
  near(dispersion.points[0]!.center, 0.02276, 1e-8);
  near(dispersion.points[0]!.upper, 0.04812533, 1e-6);
  assert.equal(dispersion.points[0]!.lower, 0);
});

test('piston rings: standard deviations 0.009240037 up to 0.01930242, sigma 0.009829977 (R qcc 3.0)', () => {
  const { dispersion, estimates } = xbarS(firstRings);
  near(estimates[0]!.sigma, 0.009829977, 1e-9);
  near(dispersion.points[0]!.center, 0.009240037, 1e-9);
  near(dispersion.points[0]!.upper, 0.01930242, 1e-8);
});

test('later subgroups are judged by the first 25: the last of 40 lie above (Montgomery, phase II)', () => {
  const { mean, sigma } = xbarR(firstRings).estimates[0]!;
  const later = xbarR(pistonRingsMm.slice(25), { known: { mean, sigma } });
  assert.deepEqual(
    later.location.points.filter((p) => p.beyond).map((p) => p.index + 26),
    [37, 38, 39],
  );
});

test('with unequal sizes the weighted and the plain average differ, and each point has its own limits', () => {
  const groups = [
    [5, 7, 9],
    [4, 8],
    [6, 6.5, 7, 9, 4],
    [5, 8, 6],
  ];
  const weighted = xbarR(groups);
  const plain = xbarR(groups, { averaging: 'unweighted' });
  const ranges: [number, number][] = [
    [4, 3],
    [4, 2],
    [5, 5],
    [3, 3],
  ];
  near(plain.estimates[0]!.sigma, ranges.reduce((sum, [r, n]) => sum + r / constants(n).d2, 0) / 4, 1e-12);
  const f = (n: number) => (constants(n).d2 / constants(n).d3) ** 2;
  const total = ranges.reduce((sum, [, n]) => sum + f(n), 0);
  near(weighted.estimates[0]!.sigma, ranges.reduce((sum, [r, n]) => sum + (f(n) * r) / constants(n).d2, 0) / total, 1e-12);
  const { location, estimates } = weighted;
  near(location.points[2]!.upper - location.points[2]!.center, (3 * estimates[0]!.sigma) / Math.sqrt(5), 1e-12);
  near(location.points[1]!.upper - location.points[1]!.center, (3 * estimates[0]!.sigma) / Math.sqrt(2), 1e-12);
  near(estimates[0]!.mean, groups.flat().reduce((a, b) => a + b) / 13, 1e-12);
});

test("Montgomery's way with unequal sizes: A3, B3 and B4 of each size times the pooled standard deviation (6.3.2)", () => {
  const groups = [
    [5, 7, 9],
    [4, 8],
    [6, 6.5, 7, 9, 4],
    [5, 8, 6],
  ];
  const squares = groups.map((g) => {
    const m = g.reduce((a, b) => a + b) / g.length;
    return g.reduce((a, x) => a + (x - m) ** 2, 0);
  });
  const pooled = Math.sqrt(squares.reduce((a, b) => a + b) / (13 - 4));
  const { location, dispersion } = xbarS(groups, { averaging: 'montgomery' });
  for (const [i, n] of [3, 2, 5, 3].entries()) {
    near(location.points[i]!.upper - location.points[i]!.center, constants(n).A3 * pooled, 1e-12);
    near(dispersion.points[i]!.center, pooled, 1e-12);
    near(dispersion.points[i]!.upper, constants(n).B4 * pooled, 1e-12);
  }
});

test('viscosity batches: 34.088 within 32.565 and 35.611, batch 4 beyond (R qcc 3.0)', () => {
  const { individuals: chart, movingRanges } = individuals(viscosity);
  near(chart.points[0]!.center, 34.088, 1e-9);
  near(chart.points[0]!.lower, 32.56504, 6e-4);
  near(chart.points[0]!.upper, 35.61096, 6e-4);
  assert.deepEqual(
    chart.points.filter((p) => p.beyond).map((p) => p.index),
    [3],
  );
  assert.equal(movingRanges.points.length, 19);
  near(movingRanges.points[0]!.upper / movingRanges.points[0]!.center, 3.267, 5e-4);
});

test('without batch 4 the limits become 32.754 and 35.225 (R qcc 3.0, batch removed)', () => {
  const chart = individuals(viscosity.toSpliced(3, 1)).individuals;
  near(chart.points[0]!.lower, 32.75425, 5e-4);
  near(chart.points[0]!.upper, 35.2247, 5e-4);
});

test('an excluded batch stays on the chart and out of the estimates, and no moving range reaches over it', () => {
  const { individuals: chart, estimates } = individuals(viscosity, { exclude: [3] });
  assert.equal(chart.points.length, 20);
  assert.equal(chart.points[3]!.excluded, true);
  const kept = viscosity.toSpliced(3, 1);
  near(estimates[0]!.mean, kept.reduce((a, b) => a + b) / 19, 1e-12);
  const steps = viscosity
    .slice(1)
    .map((x, i) => Math.abs(x - viscosity[i]!))
    .filter((_, i) => i !== 2 && i !== 3);
  near(estimates[0]!.sigma, steps.reduce((a, b) => a + b) / steps.length / constants(2).d2, 1e-12);
});

test('a new phase has its own centre and its own limits, as if charted alone', () => {
  const both = individuals(viscosity, { phases: [12] });
  const later = individuals(viscosity.slice(12));
  assert.deepEqual(
    both.estimates.map(({ from, to }) => [from, to]),
    [
      [0, 12],
      [12, 20],
    ],
  );
  near(both.individuals.points[15]!.upper, later.individuals.points[3]!.upper, 1e-12);
  assert.equal(both.movingRanges.points.length, 18);
});

test('XmR limits are 2.660 and 3.267 average moving ranges, or 3.145 and 3.865 median ones (Wheeler)', () => {
  const values = [12, 15, 11, 14, 13, 16, 12, 14, 13, 15, 12, 14];
  const average = xmr(values);
  const steps = values.slice(1).map((x, i) => Math.abs(x - values[i]!));
  const mr = steps.reduce((a, b) => a + b) / 11;
  const p = average.individuals.points[0]!;
  // 2.660 is 3 / 1.128; by the integral it is 2.6587
  near((p.upper - p.center) / mr, 2.66, 2e-3);
  near(average.movingRanges.points[0]!.upper / mr, 3.267, 5e-4);
  const median = xmr(values, { by: 'median' });
  const m = steps.toSorted((a, b) => a - b)[5]!;
  const q = median.individuals.points[0]!;
  near((q.upper - q.center) / m, 3.145, 5e-4);
  near(median.movingRanges.points[0]!.upper / m, 3.865, 2e-3);
});

test('an XmR baseline sets the limits, later values are judged by them', () => {
  const chart = xmr([10, 12, 11, 13, 10, 12, 11, 12, 25], { baseline: 8 });
  assert.equal(chart.individuals.points[8]!.beyond, 'above');
  near(chart.individuals.points[0]!.center, 11.375, 1e-12);
});

test('orange juice: 0.2313 within 0.0524 and 0.4102, samples 15 and 23 beyond; without them 0.215, 0.0407, 0.3893 (Montgomery, R qcc)', () => {
  const all = pChart({ defectives: orangeJuice, sizes: 50 });
  near(all.points[0]!.center, 0.2313333, 1e-7);
  near(all.points[0]!.lower, 0.05242755, 1e-8);
  near(all.points[0]!.upper, 0.4102391, 1e-7);
  assert.deepEqual(
    all.points.filter((p) => p.beyond).map((p) => p.index + 1),
    [15, 23],
  );
  const kept = pChart({ defectives: orangeJuice, sizes: 50 }, { exclude: [14, 22] });
  near(kept.points[0]!.lower, 0.04070284, 1e-8);
  near(kept.points[0]!.upper, 0.3892972, 1e-7);
  const np = npChart({ defectives: orangeJuice, sizes: 50 });
  near(np.points[0]!.lower, 2.621377, 1e-6);
  near(np.points[0]!.upper, 20.51196, 1e-5);
});

test('circuit boards: 19.846 within 6.481 and 33.211, samples 6 and 20 beyond (Montgomery, R qcc)', () => {
  const chart = cChart({ defects: circuitBoards });
  near(chart.points[0]!.center, 19.84615, 1e-5);
  near(chart.points[0]!.lower, 6.481447, 1e-6);
  near(chart.points[0]!.upper, 33.21086, 1e-5);
  assert.deepEqual(
    chart.points.filter((p) => p.beyond).map((p) => p.index + 1),
    [6, 20],
  );
});

test('computers: 1.93 per unit within 0.066 and 3.794 (R qcc); dyed cloth: 1.42, the limits move with the roll (Montgomery)', () => {
  const u = uChart({ defects: computers, units: 5 });
  near(u.points[0]!.center, 1.93, 1e-12);
  near(u.points[0]!.lower, 0.06613305, 1e-8);
  near(u.points[0]!.upper, 3.793867, 1e-6);
  const cloth = uChart(dyedCloth);
  near(cloth.points[0]!.center, 153 / 107.5, 1e-12);
  near(cloth.points[0]!.upper, 2.555, 5e-4);
  near(cloth.points[1]!.upper, 2.689, 5e-4);
});

test("Laney's p' is the p chart, its width times the average moving range of z over 1.128", () => {
  const defectives = [520, 610, 480, 655, 500, 590, 470, 640];
  const sizes = [10_000, 10_500, 9_800, 10_200, 9_900, 10_100, 10_000, 10_300];
  const plain = pChart({ defectives, sizes });
  const laney = laneyP({ defectives, sizes });
  const z = plain.points.map((p) => (p.value - p.center) / p.sigma);
  const sigmaZ = z.slice(1).reduce((sum, v, i) => sum + Math.abs(v - z[i]!), 0) / 7 / 1.1283791670955126;
  near(laney.estimates[0]!.sigmaZ, sigmaZ, 1e-12);
  near(laney.points[3]!.upper - laney.points[3]!.center, sigmaZ * (plain.points[3]!.upper - plain.points[3]!.center), 1e-12);
  assert.ok(sigmaZ > 3);
  assert.ok(laneyU({ defects: defectives, units: sizes }).estimates[0]!.sigmaZ > 3);
});

test("Montgomery's shift: the CUSUM of chapter 9 passes 5 at period 29, up since period 23", () => {
  const { points } = cusum(montgomeryShift, { target: 10, sigma: 1 });
  const printed: [number, number, number][] = [
    [3, 0, 1.77],
    [5, 2.82, 0],
    [7, 0.04, 1.46],
    [24, 2.79, 0],
    [28, 4.47, 0],
    [29, 5.28, 0],
    [30, 5.3, 0],
  ];
  for (const [period, upper, lower] of printed) {
    near(points[period - 1]!.upper, upper, 1e-9);
    near(points[period - 1]!.lower, lower, 1e-9);
  }
  assert.equal(points.findIndex((p) => p.signal === 'above') + 1, 29);
  assert.equal(points[28]!.upperRun, 7);
});

test('a head start of half the interval and a restart after a signal do what they say', () => {
  const { points } = cusum([11.5, 11.5, 11.5, 10, 10], { target: 10, sigma: 1, decision: 4, headStart: 2, restarts: true });
  assert.deepEqual(
    points.map((p) => p.signal),
    [undefined, undefined, 'above', undefined, undefined],
  );
  near(points[0]!.upper, 3, 1e-12);
  assert.equal(points[3]!.upper, 0);
});

test("Montgomery's shift: the EWMA of chapter 9 (0.1, 2.7) has limits 9.73 to 10.27 at first, 9.38 to 10.62 later, and signals at 29", () => {
  const { points } = ewma(montgomeryShift, { target: 10, sigma: 1, weight: 0.1, sigmas: 2.7 });
  near(points[0]!.value, 9.945, 1e-12);
  near(points[1]!.value, 9.7495, 1e-12);
  near(points[28]!.value, 10.6468, 5e-5);
  near(points[0]!.upper, 10.27, 1e-12);
  near(points[1]!.upper, 10.3632, 5e-5);
  near(points[29]!.lower, 9.3811, 5e-5);
  assert.equal(points.findIndex((p) => p.beyond) + 1, 29);
});

test('piston rings: the EWMA limits of R qcc, 73.99855 to 74.00380 first, 73.99680 to 74.00555 at 25', () => {
  const { points } = ewma(firstRings, { sigma: 0.009785039 });
  near(points[0]!.lower, 73.99855, 5e-6);
  near(points[0]!.upper, 74.0038, 5e-6);
  near(points[1]!.upper, 74.00454, 5e-6);
  near(points[24]!.lower, 73.9968, 5e-6);
  near(points[24]!.upper, 74.00555, 5e-6);
});

const groups = fc.array(fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 2, maxLength: 8 }), { minLength: 2, maxLength: 12 });

test('charts follow the unit and the zero of the readings', () => {
  fc.assert(
    fc.property(groups, fc.integer({ min: 1, max: 20 }), fc.integer({ min: -99, max: 99 }), (data, unit, offset) => {
      if (data.every((g) => new Set(g).size === 1)) return true;
      const moved = data.map((g) => g.map((x) => x * unit + offset));
      const same = (a: number, b: number) => Math.abs(a * unit - b) <= 1e-9 * (1 + Math.abs(b));
      return [xbarR, xbarS].every((chart) => {
        const [before, after] = [chart(data), chart(moved)];
        return (
          before.location.points.every((p, i) => same(p.upper - p.value, after.location.points[i]!.upper - after.location.points[i]!.value)) &&
          before.dispersion.points.every((p, i) => same(p.upper, after.dispersion.points[i]!.upper) && p.lower >= 0)
        );
      });
    }),
    { numRuns: 60 },
  );
});

test('counts never have limits below nothing or above all', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 2, maxLength: 20 }), (samples) => {
      const sizes = samples.map(([n]) => n);
      const defectives = samples.map(([n, share]) => Math.round(n * share));
      const sum = defectives.reduce((a, b) => a + b, 0);
      if (sum === 0 || sum === sizes.reduce((a, b) => a + b, 0)) return true;
      return pChart({ defectives, sizes }).points.every((p) => p.lower >= 0 && p.upper <= 1 && p.lower <= p.center && p.center <= p.upper);
    }),
  );
});

test('weighted charts start afresh with a phase, as if charted alone', () => {
  const data = [...viscosity, ...viscosity.map((x) => x + 3)];
  const alone = ewma(viscosity.map((x) => x + 3));
  const later = ewma(data, { phases: [20] }).points.slice(20);
  later.forEach((p, i) => near(p.upper - p.value, alone.points[i]!.upper - alone.points[i]!.value, 1e-9));
  assert.deepEqual(
    cusum(data, { phases: [20] })
      .points.map((p) => p.phase)
      .slice(19, 21),
    [0, 1],
  );
  assert.equal(
    cusum(data, { phases: [20] }).points.some((p) => p.index > 30 && p.signal),
    cusum(viscosity).points.some((p) => p.index > 10 && p.signal),
  );
});

test('subgroups of different size weigh in an EWMA by their own scatter', () => {
  const { points } = ewma([[10, 12], [11], [9, 10, 11, 12]], { target: 10, sigma: 2, weight: 0.5 });
  near(points[0]!.sigma ** 2, (0.25 * 4) / 2, 1e-12);
  near(points[1]!.sigma ** 2, 0.25 * 4 + 0.25 * 0.5, 1e-12);
  near(points[2]!.sigma ** 2, (0.25 * 4) / 4 + 0.25 * 1.125, 1e-12);
});

test('a weight of 1 makes an EWMA a chart of individuals', () => {
  const { points } = ewma(viscosity, { weight: 1 });
  const chart = individuals(viscosity).individuals;
  points.forEach((p, i) => {
    near(p.value, chart.points[i]!.value, 1e-12);
    near(p.upper, chart.points[i]!.upper, 1e-12);
  });
});

test('what cannot be charted is refused with a sentence', () => {
  assert.throws(() => xbarR([]), /subgroups is a list of 0; it must be a list of at least 1 subgroup/);
  assert.throws(() => xbarR([[1]]), /subgroups\[0\] is a list of 1; it must be a list of at least 2 values/);
  assert.throws(() => xbarR([[1, Number.NaN]]), /subgroups\[0\]\[1\] is NaN/);
  assert.throws(
    () =>
      xbarS([
        [2, 2],
        [3, 3],
      ]),
    /has no scatter to set limits by/,
  );
  assert.throws(
    () =>
      xbarR(
        [
          [1, 2],
          [2, 3],
        ],
        { phases: [5] },
      ),
    /phases\[0\] is 5; it must be a whole number from 0 to 1/,
  );
  assert.throws(
    () =>
      xbarR(
        [
          [1, 2],
          [2, 3],
        ],
        { exclude: [0, 1] },
      ),
    /phase 0 \(places 0 to 1\) counts at least 2 subgroups/,
  );
  for (const chart of [xbarR, xbarS]) {
    assert.throws(
      () => chart([[1, 2, 4]]),
      /subgroups is a list of 1; it must be such that phase 0 \(places 0 to 0\) counts at least 2 subgroups, or name limits known from before/,
    );
    assert.equal(chart([[1, 2, 4]], { known: { mean: 2, sigma: 1 } }).location.points.length, 1);
  }
  assert.throws(() => xbarR([[1, 2]], { averaging: 'pooled' }), /averaging is "pooled"; it must be weighted or unweighted/);
  assert.throws(() => individuals([5]), /values is a list of 1; it must be a list of at least 2 values/);
  assert.throws(() => individuals([5, 5, 5]), /without scatter no limits can be set/);
  assert.throws(() => pChart({ defectives: [51], sizes: 50 }), /defectives\[0\] is 51; it must be at most its sample size \(50\)/);
  assert.throws(() => pChart({ defectives: [0, 0], sizes: 50 }), /from none found, no limits can be set/);
  assert.throws(() => npChart({ defectives: [1.5], sizes: 50 }), /defectives\[0\] is 1.5/);
  assert.throws(() => uChart({ defects: [1, 2], units: [1, 0] }), /units\[1\] is 0; it must be a finite number above 0/);
  assert.throws(() => pChart({ defectives: [1, 2], sizes: [50] }), /sizes is a list of 1; it must be one number, or as many as defectives \(2\)/);
  assert.throws(() => ewma([1, 2, 3], { weight: 0 }), /weight is 0; it must be above 0 and at most 1/);
  assert.throws(() => ewma([1, Number.POSITIVE_INFINITY], { target: 1, sigma: 1 }), /data\[1\] is Infinity/);
  assert.throws(() => cusum([1, 2], { target: 1, sigma: 0 }), /sigma is 0/);
  assert.throws(() => cusum([1, 2], { target: 1, sigma: 1, headStart: 5 }), /headStart is 5; it must be at least 0 and below the decision interval \(5\)/);
});

test('an option of a name that the chart does not read is refused, where limits were estimated without it', () => {
  const given = { known: { mean: 10, sigma: 1 } } as never;
  assert.throws(() => ewma([9.45, 7.99, 9.29], given), /options has "known"; it may have target, sigma, phases, weight, sigmas/);
  assert.throws(() => cusum([9.45, 7.99, 9.29], given), /options has "known"; it may have target, sigma, phases, allowance, decision/);
  for (const chart of [
    () => individuals([1, 2, 3], { sigma: 1 } as never),
    () => xbarR([[1, 2]], { target: 1 } as never),
    () => cChart({ defects: [1, 2] }, { limits: 2 } as never),
  ])
    assert.throws(chart, /options has "(sigma|target|limits)"; it may have/);
});

test('a refusal counts the samples that were given, not none', () => {
  assert.throws(() => cChart({ defects: [0, 0, 0] }), /the counts is a list of 3; it must be above 0 somewhere in phase 0/);
  assert.throws(() => pChart({ defectives: [5, 5], sizes: 5 }), /the counts is a list of 2; it must be below their sample sizes/);
});
