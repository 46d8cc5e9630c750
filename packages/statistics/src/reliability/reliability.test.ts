import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exponentialFit, weibull, weibullFit } from '../index.ts';

const near = (got: number, expected: number, relative: number) =>
  assert.ok(Math.abs(got - expected) <= relative * Math.abs(expected), `${got} is not ${expected} within ${relative}`);

// 20 units on test for 500 h, 10 failed: NIST/SEMATECH handbook 8.2.2.1, fitted in 8.4.1.3
const failures = [54, 187, 216, 240, 244, 335, 361, 373, 375, 386];
const censored = Array.from({ length: 10 }, () => 500);

test('the Weibull example of the NIST handbook 8.4.1.3: characteristic life 606.5280 h, slope 1.7208', () => {
  const fit = weibullFit({ failures, censored });
  near(fit.scale.estimate, 606.528, 1e-6);
  near(fit.shape.estimate, 1.7208, 1e-5);
  near(fit.logLikelihood, -75.135, 1e-5);
});

test('its limits by the observed information are those of a second differentiation by finite steps', () => {
  const fit = weibullFit({ failures, censored });
  const minus = (logScale: number, logShape: number): number => {
    const b = Math.exp(logShape);
    const a = Math.exp(logScale);
    const log = failures.reduce((s, t) => s + Math.log(b / a) + (b - 1) * Math.log(t / a), 0);
    return [...failures, ...censored].reduce((s, t) => s + (t / a) ** b, 0) - log;
  };
  const [u, v, h] = [Math.log(fit.scale.estimate), Math.log(fit.shape.estimate), 1e-3];
  const uu = (minus(u + h, v) - 2 * minus(u, v) + minus(u - h, v)) / h ** 2;
  const vv = (minus(u, v + h) - 2 * minus(u, v) + minus(u, v - h)) / h ** 2;
  const uv = (minus(u + h, v + h) - minus(u + h, v - h) - minus(u - h, v + h) + minus(u - h, v - h)) / (4 * h ** 2);
  const det = uu * vv - uv * uv;
  near(fit.scale.high, fit.scale.estimate * Math.exp(1.959963984540054 * Math.sqrt(vv / det)), 1e-4);
  near(fit.shape.low, fit.shape.estimate * Math.exp(-1.959963984540054 * Math.sqrt(uu / det)), 1e-4);
});

test('at the ends of the likelihood limits the likelihood has dropped by half of chi-squared', () => {
  const fit = weibullFit({ failures, censored }, { bounds: 'likelihood' });
  const profile = (b: number): number => {
    const all = [...failures, ...censored];
    const a = (all.reduce((s, t) => s + t ** b, 0) / 10) ** (1 / b);
    return failures.reduce((s, t) => s + Math.log(b / a) + (b - 1) * Math.log(t / a), 0) - 10;
  };
  for (const end of [fit.shape.low, fit.shape.high]) near(fit.logLikelihood - profile(end), 3.841458820694124 / 2, 1e-8);
  assert.ok(fit.scale.low < fit.scale.estimate && fit.scale.estimate < fit.scale.high);
  near(fit.lifeAt(1 - Math.exp(-1)).low, fit.scale.low, 1e-7);
});

test('life and reliability are two ways to read one curve', () => {
  const fit = weibullFit({ failures, censored });
  const b10 = fit.lifeAt(0.1);
  near(fit.reliabilityAt(b10.estimate).estimate, 0.9, 1e-12);
  near(b10.estimate, weibull({ shape: fit.shape.estimate, scale: fit.scale.estimate }).quantile(0.1), 1e-12);
  const later = fit.reliabilityAt(b10.low);
  assert.ok(later.estimate > 0.9 && later.high > later.estimate && later.low < later.estimate);
});

test('a fit follows the unit of the lives', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 3, maxLength: 25 }), fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 10 }), (times, running) => {
      if (new Set(times).size < 2) return true;
      const hours = weibullFit({ failures: times, censored: running });
      const minutes = weibullFit({ failures: times.map((t) => t * 60), censored: running.map((t) => t * 60) });
      return (
        Math.abs(minutes.shape.estimate / hours.shape.estimate - 1) < 1e-9 &&
        Math.abs(minutes.scale.high / hours.scale.high / 60 - 1) < 1e-8 &&
        hours.shape.low < hours.shape.estimate &&
        hours.shape.estimate < hours.shape.high
      );
    }),
    { numRuns: 60 },
  );
});

test('a part still running makes the fitted life longer', () => {
  const without = weibullFit({ failures });
  const withRunning = weibullFit({ failures, censored: [500] });
  assert.ok(withRunning.scale.estimate > without.scale.estimate);
});

test('exponential: 2 failures in 1,650 h on a timed test, 90 %: MTBF 825 h, at least 262 h (NIST handbook 8.4.5.1)', () => {
  const fit = exponentialFit({ failures: [500, 600], censored: [550] }, { confidence: 0.9 });
  assert.equal(fit.totalTime, 1650);
  near(fit.mean!, 825, 1e-12);
  near(fit.interval.low, 262, 2e-3);
  near(fit.interval.high, 4643, 2e-3);
});

test('without a failure only the lower limit is known: 1,000 h at 60 % are an MTBF of at least 1,091 h', () => {
  const fit = exponentialFit({ failures: [], censored: [400, 600] }, { confidence: 0.6 });
  assert.equal('mean' in fit, false);
  near(fit.interval.low, 1000 / -Math.log(0.4), 1e-12);
  assert.equal(fit.interval.high, Number.POSITIVE_INFINITY);
});

// W. Nelson, Applied Life Data Analysis (1982): turbine wheels inspected once, hundreds of hours; cracked and whole by age
const wheels = [
  [4, 0, 39],
  [10, 4, 49],
  [14, 2, 31],
  [18, 7, 66],
  [22, 5, 25],
  [26, 9, 30],
  [30, 9, 33],
  [34, 6, 7],
  [38, 22, 12],
  [42, 21, 19],
  [46, 21, 15],
] as const;

test("wheels seen once, cracked or whole: Nelson's 432 wheels have scale 46.777, shape 2.1758 (likelihood maximised in SciPy 1.17)", () => {
  const fit = weibullFit({
    failedBetween: wheels.flatMap(([age, cracked]) => Array.from({ length: cracked }, () => [0, age] as const)),
    censored: wheels.flatMap(([age, , whole]) => Array.from({ length: whole }, () => age)),
  });
  near(fit.scale.estimate, 46.77723, 1e-7);
  near(fit.shape.estimate, 2.1757799, 1e-7);
  near(fit.logLikelihood, -189.28719340032666, 1e-12);
  assert.deepEqual([fit.failures, fit.censored], [106, 326]);
});

// exact, running and inspected parts together; weibull_min.fit with CensoredData and a differentiated likelihood, SciPy 1.17
const mixed = {
  failures: [210, 320, 455],
  censored: [500, 500, 500, 500],
  failedBetween: [
    [0, 100],
    [100, 200],
    [200, 300],
    [200, 300],
    [300, 400],
    [400, 500],
  ],
} as const;

test('exact, running and inspected lives are fitted together as SciPy does', () => {
  const fit = weibullFit(mixed);
  near(fit.scale.estimate, 455.189463, 1e-8);
  near(fit.shape.estimate, 1.77092609, 1e-7);
  near(fit.scale.standardError / fit.scale.estimate, 0.19014231, 1e-6);
  near(fit.shape.standardError / fit.shape.estimate, 0.31482988, 1e-6);
  const byLikelihood = weibullFit(mixed, { bounds: 'likelihood' });
  assert.ok(byLikelihood.shape.low < fit.shape.estimate && fit.shape.estimate < byLikelihood.shape.high);
  const chance = exponentialFit(mixed);
  near(chance.mean!, 497.2167459602798, 1e-7);
  near(chance.interval.low, 275.5692540151366, 1e-7);
  near(chance.interval.high, 1035.3668917859186, 1e-7);
});

test('an interval that closes is an exact life', () => {
  const exact = weibullFit({ failures, censored });
  const closed = weibullFit({ failedBetween: failures.map((time) => [time - 0.01, time + 0.01] as const), censored });
  near(closed.scale.estimate, exact.scale.estimate, 1e-6);
  near(closed.shape.estimate, exact.shape.estimate, 1e-6);
  near(closed.shape.standardError, exact.shape.standardError, 1e-6);
  near(exponentialFit({ failedBetween: failures.map((time) => [time - 1e-4, time + 1e-4] as const), censored }).mean!, exponentialFit({ failures, censored }).mean!, 1e-6);
});

test('lives that tell nothing are refused', () => {
  assert.throws(() => weibullFit({ failures: [5] }), /failures is a list of 1; it must be a list of at least 2 values/);
  assert.throws(() => weibullFit({ failures: [5, 5], censored: [3] }), /lives that differ/);
  const between = (...failedBetween: [number, number][]) => weibullFit({ failedBetween, censored: [1] });
  assert.throws(() => between([1, 3], [2, 4]), /failures and failedBetween is "2 to 3"; it must be lives that differ/);
  assert.throws(() => between([3, 3], [2, 4]), /failedBetween\[0\] is "3 to 3"; it must be from 0 or more to a later time/);
  assert.throws(
    () =>
      weibullFit({
        failedBetween: [
          [0, 3],
          [0, 4],
        ],
        censored: [3.5],
      }),
    /at odds with censored/,
  );
  assert.throws(() => weibullFit({ failedBetween: 5 as never }), /failedBetween is 5; it must be a list of pairs/);
  assert.throws(() => exponentialFit({ failedBetween: [[0, 3]] }), /one part at least was seen running after 0/);
  assert.throws(() => weibullFit({ failures: [5, 0] }), /failures\[1\] is 0; it must be a time above 0/);
  assert.throws(() => weibullFit({ failures: [5, 6], censored: [-1] }), /censored\[0\] is -1/);
  assert.throws(() => exponentialFit({ failures: [] }), /together a list of at least 1 time/);
  assert.throws(() => exponentialFit({ failures: [], censored: [5] }, { ended: 'failures' }), /ended is "failures"/);
});

test('the lives of a fleet, two hundred thousand of them, are fitted', () => {
  // quantiles of a Weibull distribution of shape 2 and scale 100
  const failures = Array.from({ length: 200_000 }, (_, i) => 100 * Math.sqrt(-Math.log((i + 0.5) / 200_000)));
  const { shape, scale } = weibullFit({ failures });
  assert.ok(Math.abs(shape.estimate - 2) < 1e-3 && Math.abs(scale.estimate - 100) < 0.05, `${shape.estimate} ${scale.estimate}`);
});
