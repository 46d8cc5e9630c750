import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { degreeDays } from './degree-days.ts';

const day = (low: number, high: number, date = '2026-01-01') => ({ date, low, high });

test('a day of 10 degC has 8 heating degree days below 18, one of -4 has 22, one of 20 has none (CBS, heating degree days)', () => {
  const days = [10, -4, 20].map((mean, index) => ({ date: `2026-01-0${index + 1}`, mean }));
  assert.deepEqual(
    days.map((one) => degreeDays([one], { kind: 'heating', base: 18 })),
    [8, 22, 0],
  );
  assert.equal(degreeDays(days, { kind: 'heating', base: 18 }), 30);
});

test('55 degF are 10 heating, 75 degF 10 cooling degree days to 65 (US practice)', () => {
  assert.equal(degreeDays([{ date: '2026-01-01', mean: 55 }], { kind: 'heating', base: 65 }), 10);
  assert.equal(degreeDays([{ date: '2026-07-01', mean: 75 }], { kind: 'cooling', base: 65 }), 10);
});

// the four conditions of the max-min method as vesma.com and degreedaysdirect.com print them, to 15.5 degC
test('a day that crosses the base counts by its lowest and highest', () => {
  const heating = (low: number, high: number) => degreeDays([day(low, high)], { kind: 'heating', base: 15.5, method: 'max-min' });
  assert.deepEqual([heating(16, 20), heating(13.5, 19.5), heating(9.5, 17.5), heating(5, 11)], [0, 0.5, 2.5, 7.5]);
  const cooling = (low: number, high: number) => degreeDays([day(low, high)], { kind: 'cooling', base: 15.5, method: 'max-min' });
  assert.deepEqual([cooling(5, 11), cooling(9.5, 17.5), cooling(13.5, 19.5), cooling(16, 20)], [0, 0.5, 1.5, 2.5]);
});

test('both methods agree on days that do not cross the base, and warmer days never need more heating', () => {
  const temperature = fc.integer({ min: -30, max: 40 });
  fc.assert(
    fc.property(temperature, fc.nat(20), fc.nat(9), (low, span, warmer) => {
      const of = (method: 'mean' | 'max-min', more = 0) => degreeDays([day(low + more, low + span + more)], { kind: 'heating', base: 15.5, method });
      const crosses = low < 15.5 && low + span > 15.5;
      return (crosses || of('mean') === of('max-min')) && of('mean', warmer) <= of('mean') && of('max-min', warmer) <= of('max-min') && of('max-min') >= of('mean');
    }),
  );
});

test('days that are none, twice, upside down or without extremes are refused', () => {
  const heating = { kind: 'heating', base: 15.5 } as const;
  assert.throws(() => degreeDays([], heating), /days is empty/);
  assert.throws(() => degreeDays([day(1, 2), day(1, 2)], heating), /day 2026-01-01 is given twice/);
  assert.throws(() => degreeDays([day(3, 2)], heating), /low is 3, high is 2; allowed is low up to high/);
  assert.throws(() => degreeDays([{ date: '2026-01-01', mean: 3 }], { ...heating, method: 'max-min' }), /has only a mean/);
});
