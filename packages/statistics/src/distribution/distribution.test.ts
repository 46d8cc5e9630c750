import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as statistics from '../index.ts';
import type { Continuous, Discrete } from '../index.ts';
import { reference } from './reference.ts';

const { normal, studentT, fisherF, chiSquared, gamma, beta, binomial, poisson, hypergeometric, noncentralT, weibull, lognormal, exponential } = statistics;
const near = (got: number, expected: number, relative = 1e-12) =>
  assert.ok(Math.abs(got - expected) <= relative * Math.abs(expected), `${got} is not ${expected} within ${relative}`);

const factories = statistics as unknown as Record<string, (parameters: object) => Record<string, (at: number) => number>>;

test('densities and tails agree with 40-digit values to 13 digits, far tails included', () => {
  for (const [name, parameters, of, at, value] of reference) {
    const got = factories[name]!(parameters)[of]!(at);
    // 2e-13: a tail of 1e-30 is exp(-69), and its exponent alone rounds to 1e-14
    assert.ok(Math.abs(got / value - 1) < 2e-13, `${name} ${JSON.stringify(parameters)} ${of}(${at}) = ${got}, expected ${value}`);
  }
});

test('the percentage points printed in every textbook come out as printed', () => {
  const printed: [number, number][] = [
    [normal().quantile(0.975), 1.959964],
    [normal().quantile(0.99865), 2.99998],
    [studentT({ df: 1 }).quantile(0.975), 12.7062],
    [studentT({ df: 9 }).quantile(0.95), 1.83311],
    [studentT({ df: 30 }).quantile(0.995), 2.75],
    [chiSquared({ df: 1 }).quantile(0.95), 3.84146],
    [chiSquared({ df: 24 }).quantile(0.025), 12.40115],
    [chiSquared({ df: 24 }).quantile(0.975), 39.36408],
    [fisherF({ df1: 1, df2: 10 }).quantile(0.95), 4.9646],
    [fisherF({ df1: 4, df2: 20 }).quantile(0.99), 4.43069],
    [fisherF({ df1: 12, df2: 3 }).quantile(0.05), 0.2865087],
  ];
  for (const [got, expected] of printed) near(got, expected, 2e-6);
});

test('the noncentral t gives the one-sided tolerance factor of the NIST handbook, 7.2.6.3: k = 1.8740 for 43 pieces, 90 % covered, 99 % sure', () => {
  const n = 43;
  near(noncentralT({ df: n - 1, shift: normal().quantile(0.9) * Math.sqrt(n) }).quantile(0.99) / Math.sqrt(n), 1.874, 5e-5);
});

test('the chance to accept a lot of 50 with 5 defectives by 10 drawn and none found is 0.3106', () => {
  near(hypergeometric({ lot: 50, defective: 5, sample: 10 }).cdf(0), 0.3105627820045687, 1e-13);
  near(binomial({ trials: 50, probability: 0.02 }).cdf(1), 0.7357713944617262, 1e-12);
  near(poisson({ mean: 1 }).cdf(2), 0.9196986029286058, 1e-14);
});

const continuous: [string, Continuous][] = [
  ['normal', normal({ mean: 10, sd: 2 })],
  ['lognormal', lognormal({ logMean: 1, logSd: 0.4 })],
  ['t', studentT({ df: 4 })],
  ['F', fisherF({ df1: 3, df2: 11 })],
  ['chi-squared', chiSquared({ df: 7 })],
  ['gamma', gamma({ shape: 0.6, scale: 3 })],
  ['beta', beta({ a: 2.5, b: 0.7 })],
  ['weibull', weibull({ shape: 1.7, scale: 600 })],
  ['exponential', exponential({ mean: 12 })],
  ['noncentral t', noncentralT({ df: 14, shift: 3 })],
];
for (const [name, of] of continuous) {
  test(`the ${name} quantile undoes its distribution function at both ends`, () => {
    fc.assert(
      fc.property(fc.double({ min: -25, max: -0.7, noNaN: true }), (exponent) => {
        const p = Math.exp(exponent);
        return (
          Math.abs(of.cdf(of.quantile(p)) / p - 1) < 1e-10 &&
          Math.abs(of.survival(of.upperQuantile(p)) / p - 1) < // a double next to 1 cannot say how far below 1 it is: the beta is asked no further out than 1e-3 (1 - x is 4e-5 there, known to 3e-12)
            (name === 'beta' && p < 1e-3 ? 1 : 1e-10)
        );
      }),
      { numRuns: 60 },
    );
  });

  test(`the ${name} density is the slope of its distribution function`, () => {
    for (const p of [0.05, 0.4, 0.8]) {
      const x = of.quantile(p);
      const h = 1e-5 * Math.sqrt(Number.isFinite(of.variance) ? of.variance : 1);
      near((of.cdf(x + h) - of.cdf(x - h)) / (2 * h), of.density(x), 1e-5);
    }
  });
}

const counts: [string, fc.Arbitrary<Discrete>][] = [
  ['binomial', fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.double({ min: 0, max: 1, noNaN: true })).map(([trials, p]) => binomial({ trials, probability: p }))],
  ['Poisson', fc.double({ min: 0, max: 2000, noNaN: true }).map((mean) => poisson({ mean }))],
  [
    'hypergeometric',
    fc
      .tuple(fc.integer({ min: 1, max: 3000 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([lot, a, b]) => hypergeometric({ lot, defective: Math.round(lot * a), sample: Math.round(lot * b) })),
  ],
];
for (const [name, drawn] of counts) {
  test(`the ${name} quantile is the first count whose cumulated chance suffices`, () => {
    fc.assert(
      fc.property(drawn, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (of, p) => {
        const k = of.quantile(p);
        return of.cdf(k) >= p * (1 - 1e-13) && (k <= of.support[0] || of.cdf(k - 1) < p) && Math.abs(of.cdf(k) + of.survival(k) - 1) < 1e-12;
      }),
      { numRuns: 300 },
    );
  });

  test(`the ${name} masses add up to the distribution function`, () => {
    fc.assert(
      fc.property(drawn, (of) => {
        const k = of.quantile(0.6);
        let sum = 0;
        for (let i = of.support[0]; i <= k; i++) sum += of.mass(i);
        return Math.abs(sum - of.cdf(k)) < 1e-11;
      }),
      { numRuns: 40 },
    );
  });
}

test('impossible parameters are refused with a sentence that names them', () => {
  assert.throws(() => normal({ sd: 0 }), /sd is 0; it must be a finite number above 0/);
  assert.throws(() => normal().quantile(1.2), /p is 1.2; it must be a probability from 0 to 1/);
  assert.throws(() => normal().cdf(Number.NaN), /x is NaN/);
  assert.throws(() => binomial({ trials: 2.5, probability: 0.1 }), /trials is 2.5; it must be a whole number/);
  assert.throws(() => hypergeometric({ lot: 10, defective: 11, sample: 2 }), /defective is 11; it must be a whole number from 0 to 10/);
  assert.throws(() => poisson({ mean: -1 }), /mean is -1; it must be at least 0/);
  assert.throws(() => studentT({ df: Number.POSITIVE_INFINITY }), /df is Infinity/);
  assert.throws(() => weibull({ shape: -1, scale: 2 }), /shape is -1/);
});
