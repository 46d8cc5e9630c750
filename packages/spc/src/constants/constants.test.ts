import assert from 'node:assert/strict';
import { test } from 'node:test';
import { c4, constants, d2Star, rangeCdf, rangeQuantile, relativeRange } from '../index.ts';
import { equivalentDf } from './constants.ts';

const rounds = (got: number, printed: string) => assert.equal(got.toFixed((printed.split('.')[1] ?? '').length), printed);

/** Montgomery, Introduction to Statistical Quality Control, appendix VI; the same in ASTM E2587, table 1 and R qcc. */
const printed: Record<number, Record<string, string>> = {
  2: {
    A: '2.121',
    A2: '1.880',
    A3: '2.659',
    c4: '0.7979',
    B3: '0.000',
    B4: '3.267',
    B6: '2.606',
    d2: '1.128',
    d3: '0.853',
    D2: '3.686',
    D3: '0.000',
    D4: '3.267',
    E2: '2.659',
  },
  3: {
    A: '1.732',
    A2: '1.023',
    A3: '1.954',
    c4: '0.8862',
    B4: '2.568',
    B6: '2.276',
    d2: '1.693',
    d3: '0.888',
    D2: '4.358',
    D4: '2.575',
    E2: '1.772',
  },
  5: {
    A: '1.342',
    A2: '0.577',
    A3: '1.427',
    c4: '0.9400',
    B4: '2.089',
    B6: '1.964',
    d2: '2.326',
    d3: '0.864',
    D2: '4.918',
    D4: '2.114',
    E2: '1.290',
  },
  6: { A2: '0.483', A3: '1.287', c4: '0.9515', B3: '0.030', B4: '1.970', B5: '0.029', d2: '2.534', d3: '0.848', D2: '5.079', D4: '2.004' },
  7: { A2: '0.419', B3: '0.118', B4: '1.882', d2: '2.704', d3: '0.833', D1: '0.205', D3: '0.076', D4: '1.924' },
  10: {
    A2: '0.308',
    A3: '0.975',
    c4: '0.9727',
    B3: '0.284',
    B4: '1.716',
    B5: '0.276',
    d2: '3.078',
    d3: '0.797',
    D1: '0.686',
    D2: '5.469',
    D3: '0.223',
    D4: '1.777',
  },
  25: {
    A: '0.600',
    A2: '0.153',
    A3: '0.606',
    c4: '0.9896',
    B3: '0.565',
    B4: '1.435',
    B5: '0.559',
    B6: '1.420',
    d2: '3.931',
    d3: '0.708',
    D3: '0.459',
    D4: '1.541',
  },
};

for (const [n, factors] of Object.entries(printed)) {
  test(`the factors for subgroups of ${n} round to every table`, () => {
    const got = constants(Number(n)) as unknown as Record<string, number>;
    for (const [name, value] of Object.entries(factors)) rounds(got[name]!, value);
  });
}

test('d2 and d3 are right to ten digits (closed forms for 2 and 3, 20-digit quadrature for 5 to 100)', () => {
  const near = (got: number, expected: number) => assert.ok(Math.abs(got - expected) < 1e-10, `${got} is not ${expected}`);
  near(relativeRange(2).d2, 2 / Math.sqrt(Math.PI));
  near(relativeRange(2).d3, Math.sqrt(2 - 4 / Math.PI));
  near(relativeRange(3).d2, 3 / Math.sqrt(Math.PI));
  near(relativeRange(3).d3, Math.sqrt(2 + (3 * Math.sqrt(3) - 9) / Math.PI));
  near(relativeRange(5).d2, 2.325928947281);
  near(relativeRange(10).d2, 3.0775054616703);
  near(relativeRange(25).d2, 3.9306292195071);
  near(relativeRange(100).d2, 5.0151872728833);
});

test('subgroups larger than any table have factors too', () => {
  assert.ok(Math.abs(relativeRange(1000).d2 - 6.4829) < 1e-4); // Tippett 1925, table: 6.48287
  assert.ok(c4(1e6) < 1 && c4(1e6) > 0.9999997);
});

test("AIAG's K factors are 1/d2*: 0.7071, 0.5231 ... 0.3146 for 2 to 10 (MSA 4th edition, figure III-B 12)", () => {
  ['0.7071', '0.5231', '0.4467', '0.4030', '0.3742', '0.3534', '0.3375', '0.3249', '0.3146'].forEach((k, i) => rounds(1 / d2Star(i + 2, 1), k));
  rounds(1 / relativeRange(2).d2, '0.8862');
  rounds(1 / relativeRange(3).d2, '0.5908');
});

test('the divisor of a median moving range is 0.954, and half of all ranges lie below it', () => {
  rounds(rangeQuantile(2, 0.5), '0.954');
  assert.ok(Math.abs(rangeCdf(5, rangeQuantile(5, 0.5)) - 0.5) < 1e-10);
});

test("ranges are worth Duncan's degrees of freedom: 3.83 for one subgroup of 5, 10.8 for one of 15", () => {
  const df = (n: number) => equivalentDf((relativeRange(n).d3 / relativeRange(n).d2) ** 2);
  rounds(df(5), '3.83');
  rounds(df(15), '10.8');
  assert.ok(Math.abs(df(2) - 1) < 1e-6);
});

test('a subgroup of one has no scatter and is refused', () => {
  assert.throws(() => constants(1), /n is 1; it must be a whole number of at least 2/);
  assert.throws(() => constants(2.5), /n is 2.5/);
  assert.throws(() => rangeQuantile(5, 1), /p is 1/);
});
