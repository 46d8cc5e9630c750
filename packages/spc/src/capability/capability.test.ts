import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gamma, lognormal, normal, weibull } from '@millrace/statistics';
import fc from 'fast-check';
import { boxCox, boxCoxCapability, capability, cpInterval, cpkInterval, fitShape, johnson, johnsonCapability, machineCapability, quantileCapability } from '../index.ts';
import { pistonRingsMm } from '../published/data.ts';

const near = (got: number | undefined, expected: number, within: number) =>
  assert.ok(got !== undefined && Math.abs(got - expected) <= within, `${got} is not ${expected} within ${within}`);
const subgroups = pistonRingsMm.slice(0, 25);

test('piston rings within 73.95 to 74.05: Cp 1.703 (1.491, 1.915), Cpk 1.663 (1.448, 1.878), Cpm 1.69 (R qcc 3.0, processCapability)', () => {
  const { potential } = capability({ subgroups, lower: 73.95, upper: 74.05, target: 74, within: 'range', degreesOfFreedom: 'readings' });
  near(potential.both!.value, 1.703, 5e-4);
  near(potential.both!.low, 1.491, 5e-4);
  near(potential.both!.high, 1.915, 5e-4);
  near(potential.lower!.value, 1.743, 5e-4);
  near(potential.upper!.value, 1.663, 5e-4);
  near(potential.k.low, 1.448, 5e-4);
  near(potential.k.high, 1.878, 5e-4);
  near(potential.m!.value, 1.69, 5e-3);
  near(potential.m!.low, 1.48, 5e-3);
});

test('with a target of 74.02 Cpm falls to 0.786 (R qcc 3.0)', () => {
  const { potential } = capability({ subgroups, lower: 73.95, upper: 74.05, target: 74.02, within: 'range', degreesOfFreedom: 'readings' });
  near(potential.m!.value, 0.786, 5e-4);
  // qcc prints 0.656 to 0.915: its degrees of freedom leave out the square that matching a noncentral chi-squared
  // (mean n + l, variance 2n + 4l, l = n a^2) gives; Boyles 1991 has it
  const a = ((74.001176 - 74.02) / potential.sigma) ** 2;
  near(potential.m!.low, cpInterval({ cp: potential.m!.value, df: (125 + 125 * a) ** 2 / (125 + 250 * a) }).low, 1e-9);
});

test('the limits count what the within estimate is worth: 25 ranges of 5 are worth 91 degrees of freedom, pooled 100', () => {
  near(capability({ subgroups, upper: 74.05, within: 'range' }).potential.df, 90.8, 0.1);
  assert.equal(capability({ subgroups, upper: 74.05 }).potential.df, 100);
  assert.ok(capability({ subgroups, upper: 74.05, within: 'deviation' }).potential.df < 100);
});

test('Cp of 2.29 from 20 parts lies between 1.57 and 3.01 (Montgomery, chapter 8)', () => {
  const { low, high } = cpInterval({ cp: 24 / (6 * 1.75), df: 19 });
  near(low, 1.57, 1e-2);
  near(high, 3.01, 1e-2);
});

test("Cpk of 1.33 from 20 parts lies between 0.88 and 1.78 by Bissell's formula", () => {
  const { low, high } = cpkInterval({ cpk: 1.33, count: 20, df: 19 });
  near(low, 1.33 - 1.959964 * Math.sqrt(1 / 180 + (1.33 * 1.33) / 38), 1e-6);
  near(high, 1.33 + 1.959964 * Math.sqrt(1 / 180 + (1.33 * 1.33) / 38), 1e-6);
});

test('single readings are judged by the moving range for Cpk and by the standard deviation for Ppk', () => {
  const values = [10.1, 9.9, 10.2, 10.0, 9.8, 10.1, 10.3, 9.9, 10.0, 10.1];
  const got = capability({ values, lower: 9, upper: 11 });
  const mr =
    values
      .slice(1)
      .map((x, i) => Math.abs(x - values[i]!))
      .reduce((a, b) => a + b) / 9;
  near(got.potential.sigma, mr / 1.1283791670955126, 1e-12);
  // the factor usually given is 0.62 (n - 1)
  near(got.potential.df / 9, 0.62, 0.05);
  const sd = Math.sqrt(values.reduce((a, x) => a + (x - 10.04) ** 2, 0) / 9);
  near(got.performance.k.value, (11 - 10.04) / (3 * sd), 1e-9);
  near(got.performance.expectedPpm.above, 1e6 * normal({ mean: 10.04, sd }).survival(11), 1e-6);
});

test('indices go by the names people know, Cpm by all readings', () => {
  const got = capability({ values: [9.9, 10.1, 10.0, 10.2, 9.8, 10.0], lower: 9, upper: 11, target: 10 });
  assert.deepEqual(
    [got.cp, got.cpl, got.cpu, got.cpk, got.pp, got.ppl, got.ppu, got.ppk, got.cpm],
    [
      got.potential.both,
      got.potential.lower,
      got.potential.upper,
      got.potential.k,
      got.performance.both,
      got.performance.lower,
      got.performance.upper,
      got.performance.k,
      got.performance.m,
    ],
  );
  const one = capability({ values: [9.9, 10.1, 10.0, 10.2, 9.8, 10.0], upper: 11 });
  assert.deepEqual(
    Object.keys(one)
      .filter((key) => /^[cp]p[klum]?$/.test(key))
      .toSorted(),
    ['cpk', 'cpu', 'ppk', 'ppu'],
  );
});

test('one limit gives one index, and no Cp', () => {
  const got = capability({ subgroups, upper: 74.05 });
  assert.equal('both' in got.potential, false);
  assert.equal('lower' in got.potential, false);
  assert.equal(got.potential.k.value, got.potential.upper!.value);
  assert.equal(got.performance.expectedPpm.below, 0);
});

test('readings on a limit conform; those beyond are counted', () => {
  const got = capability({ values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], lower: 2, upper: 9 });
  assert.deepEqual(got.observedPpm, { below: 100_000, above: 100_000, total: 200_000 });
});

test('Cm and Cmk of a machine run, by hand', () => {
  const values = Array.from({ length: 50 }, (_, i) => 20 + 0.01 * ((i * 7) % 11));
  const got = machineCapability({ values, lower: 19.8, upper: 20.3 });
  const mean = values.reduce((a, b) => a + b) / 50;
  const s = Math.sqrt(values.reduce((a, x) => a + (x - mean) ** 2, 0) / 49);
  near(got.cm!.value, 0.5 / (6 * s), 1e-10);
  near(got.cmk.value, Math.min(20.3 - mean, mean - 19.8) / (3 * s), 1e-10);
});

test('the quantile method is the ordinary one where the shape is normal', () => {
  const got = quantileCapability({ distribution: normal({ mean: 10, sd: 2 }), lower: 1, upper: 17 });
  near(got.pp, 16 / 12, 1e-12);
  near(got.ppk, 7 / 6, 1e-12);
  near(got.expectedPpm.above, 1e6 * normal().survival(3.5), 1e-9);
});

test('a skewed shape is judged by its own quantiles (ISO 22514-2, geometric method)', () => {
  const shape = lognormal({ logMean: 1, logSd: 0.5 });
  const got = quantileCapability({ distribution: shape, upper: 20 });
  near(got.ppu, (20 - Math.E) / (Math.exp(2.5) - Math.E), 1e-9);
  assert.equal('pp' in got, false);
  near(got.quantiles[0], Math.exp(1 - 1.5), 1e-12);
});

test('a lognormal shape has the sample deviation of its logarithms, as Minitab and JASP have it, not the smaller one of likelihood', () => {
  const values = [0.6, 0.8, 0.9, 1.1, 1.2, 1.3, 1.6, 1.9, 2.4, 3.6];
  const logs = values.map(Math.log);
  const middle = logs.reduce((a, b) => a + b, 0) / 10;
  const deviation = Math.sqrt(logs.reduce((a, log) => a + (log - middle) ** 2, 0) / 9);
  const { ppk, quantiles } = quantileCapability({ values, shape: 'lognormal', upper: 8 });
  near(quantiles[2], Math.exp(middle + 3 * deviation), 1e-9);
  near(ppk, (8 - Math.exp(middle)) / (quantiles[2] - Math.exp(middle)), 1e-9);
});

test('a gamma shape is the one of greatest likelihood: 3.86551 and 0.398395 (SciPy 1.17)', () => {
  const fitted = fitShape([0.6, 0.8, 0.9, 1.1, 1.2, 1.3, 1.6, 1.9, 2.4, 3.6], 'gamma');
  near(fitted.mean, 1.54, 1e-12);
  near(fitted.variance, 3.8655130459713676 * 0.39839472320627295 ** 2, 1e-6);
});

test('the equivalent indices are those of a normal process with as much outside: z of 30,404 and 11,717 ppm give 0.62 and 0.76', () => {
  const normalOne = quantileCapability({ distribution: normal({ mean: 10, sd: 1 }), lower: 8, upper: 13 });
  near(normalOne.equivalent.ppl!, normalOne.ppl!, 1e-12);
  near(normalOne.equivalent.pp!, normalOne.pp!, 1e-12);
  // the gamma shape of JASP's diameters, limits 4 and 12
  const { equivalent, expectedPpm } = quantileCapability({ distribution: gamma({ shape: 14.23110370908449, scale: 0.4975018202896273 }), lower: 4, upper: 12 });
  assert.deepEqual([expectedPpm.below, expectedPpm.above].map(Math.round), [30404, 11717]);
  assert.deepEqual(
    [equivalent.pp, equivalent.ppk, equivalent.ppl, equivalent.ppu].map((value) => value!.toFixed(2)),
    ['0.69', '0.62', '0.62', '0.76'],
  );
  // a lognormal never falls below 0
  assert.equal(quantileCapability({ values: [1, 2, 3], shape: 'lognormal', lower: 0, upper: 9 }).equivalent.ppl, undefined);
});

test('shapes are fitted by maximum likelihood, and an empirical one by its readings', () => {
  const drawn = (of: { quantile(p: number): number }, n: number) => Array.from({ length: n }, (_, i) => of.quantile((i + 0.5) / n));
  const life = fitShape(drawn(weibull({ shape: 2, scale: 50 }), 400), 'weibull');
  near(life.quantile(0.5), weibull({ shape: 2, scale: 50 }).quantile(0.5), 0.3);
  const exact = quantileCapability({ distribution: gamma({ shape: 3, scale: 1 }), upper: 15 });
  const counted = quantileCapability({ values: drawn(gamma({ shape: 3, scale: 1 }), 20_000), shape: 'empirical', upper: 15 });
  near(counted.ppk, exact.ppk, 0.01);
});

test('Box-Cox finds the power SciPy finds: -0.14486, between -0.69595 and 0.38414', () => {
  const { lambda, low, high } = boxCox([1, 2, 3, 5, 8, 13, 40, 90]);
  near(lambda, -0.1448559, 1e-6);
  near(low, -0.6959467, 1e-6);
  near(high, 0.3841385, 1e-6);
});

test('after the logarithm a lognormal characteristic has the index of a normal one', () => {
  const values = Array.from({ length: 60 }, (_, i) => lognormal({ logMean: 2, logSd: 0.3 }).quantile((i + 0.5) / 60));
  const got = boxCoxCapability({ values, lambda: 0, lower: 2, upper: 25 });
  const logs = capability({ values: values.map(Math.log), lower: Math.log(2), upper: Math.log(25) });
  near(got.k.value, logs.performance.k.value, 1e-12);
});

/** Scores of 300 evenly spread readings of a shape, given as the inverse of Johnson's transformation. */
const spread = (of: (score: number) => number) => Array.from({ length: 300 }, (_, i) => of(normal().quantile((i + 0.5) / 300)));

test("Johnson's families are told apart and their parameters found again", () => {
  const unbounded = johnson(spread((z) => 5 + 2 * Math.sinh((z + 0.5) / 1.4)));
  assert.equal(unbounded.family, 'SU');
  near(unbounded.gamma, -0.5, 0.02);
  near(unbounded.eta, 1.4, 0.02);
  near(unbounded.epsilon, 5, 0.02);
  near(unbounded.lambda, 2, 0.04);
  const bounded = johnson(spread((z) => 1 + 3 / (1 + Math.exp(-(z - 0.4) / 0.9))));
  assert.equal(bounded.family, 'SB');
  near(bounded.support[0], 1, 0.02);
  near(bounded.support[1], 4, 0.02);
  assert.ok(unbounded.p > 0.9 && bounded.p > 0.9);
});

test("on Johnson's scores a limit has the index of its normal score, and one beyond the bound has none", () => {
  const values = spread((z) => 1 + 3 / (1 + Math.exp(-(z - 0.4) / 0.9)));
  const got = johnsonCapability({ values, lower: 1 + 3 / (1 + Math.exp((2.4 + 0.4) / 0.9)), upper: 5 });
  near(got.k.value, 2.4 / 3, 0.02);
  assert.equal('upper' in got, false);
  assert.throws(() => johnsonCapability({ values, upper: 5 }), /within the fitted support/);
  assert.throws(() => johnson([1, 2, 3]), /at least 20 values/);
  assert.throws(() => johnson(Array.from({ length: 30 }, () => 4)), /one of Johnson's families fits/);
});

test('Cpk never exceeds Cp, and no index minds the unit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 3, maxLength: 5 }), { minLength: 3, maxLength: 8 }),
      fc.integer({ min: 1, max: 60 }),
      (data, unit) => {
        if (data.some((g) => new Set(g).size < 2)) return true;
        const got = capability({ subgroups: data, lower: -5, upper: 110, target: 50 });
        const scaled = capability({
          subgroups: data.map((g) => g.map((x) => x * unit)),
          lower: -5 * unit,
          upper: 110 * unit,
          target: 50 * unit,
        });
        return (
          got.potential.k.value <= got.potential.both!.value + 1e-12 &&
          got.performance.m!.value <= got.performance.both!.value + 1e-12 &&
          Math.abs(got.potential.k.value - scaled.potential.k.value) < 1e-9 &&
          got.performance.k.low < got.performance.k.value
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('impossible limits and flat readings are refused', () => {
  const values = [1, 2, 3, 4];
  assert.throws(() => capability({ values, lower: 5, upper: 5 }), /lower is 5; it must be below upper \(5\)/);
  assert.throws(() => capability({ values }), /lower and upper is "both missing"; it must be given, at least one of them/);
  assert.throws(() => capability({ values, lower: Number.NaN }), /lower is NaN/);
  assert.throws(() => capability({ values, lower: 0, upper: 9, target: 10 }), /target is 10; it must be within the specification limits/);
  assert.throws(() => capability({ values: [2, 2, 2], upper: 9 }), /without scatter no index exists/);
  assert.throws(() => capability({ values: [2], upper: 9 }), /values is a list of 1; it must be a list of at least 3 values/);
  assert.throws(() => capability({ values, subgroups: [[1, 2]], upper: 9 }), /exactly one of the two/);
  assert.throws(() => machineCapability({ values: [2, 2, 2], upper: 9 }), /without scatter/);
  assert.throws(() => quantileCapability({ values: [1, 2, 3], shape: 'empirical', upper: 4 }), /at least 1000 values/);
  assert.throws(() => fitShape([1, 0, 3], 'lognormal'), /values\[1\] is 0; it must be above 0 for a lognormal shape/);
  assert.throws(() => boxCox([1, -2, 3, 4]), /values\[1\] is -2/);
  assert.throws(() => boxCoxCapability({ values, lambda: 0.5, lower: 0 }), /lower is 0; it must be above 0, or left out/);
});
