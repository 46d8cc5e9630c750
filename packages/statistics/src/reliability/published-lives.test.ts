import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weibullFit } from './weibull.ts';

// fits printed elsewhere, of lives that nothing here was built on
const near = (got: number, printed: number, share: number) => assert.ok(Math.abs(got / printed - 1) < share, `${got} is not ${printed}`);

test('twenty complete lives: 10.411 (7.974 to 13.594) and 1.7397 (1.2667 to 2.3893), as Altair prints them for wblfit', () => {
  const fit = weibullFit({ failures: [13.22, 9.41, 8.58, 7.98, 4.12, 16.1, 5.62, 2.28, 9.69, 28.2, 13.84, 5.62, 5.26, 6.91, 8.92, 9.07, 9.83, 1.86, 12.66, 5.44] });
  assert.deepEqual(
    [fit.scale.estimate, fit.scale.low, fit.scale.high].map((value) => value.toFixed(3)),
    ['10.411', '7.974', '13.594'],
  );
  assert.deepEqual(
    [fit.shape.estimate, fit.shape.low, fit.shape.high].map((value) => value.toFixed(4)),
    ['1.7397', '1.2667', '2.3893'],
  );
});

test('twelve failures and eight still running: shape 2.7540, scale 67.9188 (Journal of Quality Technology 29, 1997)', () => {
  const fit = weibullFit({ failures: [45, 46, 34, 45, 32, 24, 58, 79, 56, 63, 34, 50], censored: [23, 24, 57, 78, 76, 85, 51, 59] });
  near(fit.shape.estimate, 2.754, 2e-5);
  near(fit.scale.estimate, 67.9188, 1e-6);
});

test('five failures and two suspensions: slope 2.257, characteristic life 4,900.1 (Abernethy, The New Weibull Handbook, appendix C)', () => {
  const fit = weibullFit({ failures: [1500, 7000, 2250, 4000, 4300], censored: [1750, 5000] });
  near(fit.shape.estimate, 2.257, 1e-3);
  near(fit.scale.estimate, 4900.1, 1e-4);
});
