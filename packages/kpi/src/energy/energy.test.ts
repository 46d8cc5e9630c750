import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fisherF } from '@millrace/statistics';
import fc from 'fast-check';
import { energyBaseline, expectedEnergy } from './baseline.ts';
import type { EnergyPeriod } from './baseline.ts';
import { billsOfReadings, calendarise } from './calendarise.ts';
import { adjustedBaseline, energyCusum, enpi, specificEnergy } from './performance.ts';
import { errorOn, isInRange, validity } from './validity.ts';

const near = (found: number, expected: number, within: number): void => assert.ok(Math.abs(found - expected) <= within, `${found} is not ${expected}`);
const periodsOf = (rows: readonly (readonly [tonnes: number, energy: number])[], prefix = 'B'): EnergyPeriod[] =>
  rows.map(([tonnes, energy], index) => ({ id: `${prefix}-${index + 1}`, energy, drivers: { tonnes } }));

// F. J. Anscombe, Graphs in Statistical Analysis, The American Statistician 27 (1973), data set 1
const anscombe = periodsOf([
  [10, 8.04],
  [8, 6.95],
  [13, 7.58],
  [9, 8.81],
  [11, 8.33],
  [14, 9.96],
  [6, 7.24],
  [4, 4.26],
  [12, 10.84],
  [7, 4.82],
  [5, 5.68],
]);
// twelve months of 1000 + 2 x tonnes with a small wave
const year = periodsOf([
  [400, 1812],
  [420, 1836],
  [380, 1757],
  [450, 1893],
  [470, 1951],
  [430, 1848],
  [390, 1791],
  [410, 1809],
  [460, 1932],
  [440, 1869],
  [425, 1857],
  [405, 1806],
]);

test("the line, its t and R2 of Anscombe's first data set come out as printed", () => {
  const baseline = energyBaseline(anscombe, ['tonnes']);
  near(baseline.constant, 3.0, 0.001);
  near(baseline.slopes.tonnes?.slope ?? 0, 0.5, 0.0005);
  near(baseline.slopes.tonnes?.standardError ?? 0, 0.118, 0.0005);
  near(baseline.slopes.tonnes?.t ?? 0, 4.24, 0.005);
  near(baseline.rSquared, 0.667, 0.0005);
  near(baseline.rootMeanSquareError ** 2 * 9, 13.75, 0.02);
  near(baseline.cvRmse, baseline.rootMeanSquareError / 7.5, 0.0002);
  near(baseline.nmbe, 0, 1e-12);
  assert.deepEqual(baseline.basis.length, 11);
});

test('the same line is valid by one rule and not by another, criterion by criterion', () => {
  const baseline = energyBaseline(anscombe, ['tonnes']);
  assert.equal(validity(baseline, 'sep').isValid, true);
  const guide = validity(baseline, 'guide');
  assert.deepEqual(
    guide.criteria.map((criterion) => [criterion.name, criterion.isMet]),
    [
      ['periods', false],
      ['R2', false],
      ['|t| of tonnes', true],
    ],
  );
  assert.equal(validity(baseline, 'ashrae-14-monthly').isValid, false);
  assert.equal(validity(baseline, 'ashrae-14-hourly').isValid, true);
  assert.equal(validity(energyBaseline(year, ['tonnes']), 'guide').isValid, true);
  assert.deepEqual(
    validity(baseline, 'ipmvp').criteria.map((criterion) => [criterion.name, criterion.isMet]),
    [
      ['R2', false],
      ['|t| of tonnes', true],
      ['CV(RMSE)', true],
    ],
  );
  assert.throws(() => validity(baseline, 'ours' as never), /rule is "ours"/);
});

test('the limits of F for twelve months are those of the EnPI Lite tool (Lawrence Berkeley National Laboratory)', () => {
  for (const [variables, limit] of [
    [1, 3.285],
    [2, 3.0065],
    [3, 2.9238],
    [4, 2.9605],
    [5, 3.1075],
  ] as const)
    near(fisherF({ df1: variables, df2: 11 - variables }).survival(limit), 0.1, 2e-5);
});

test('a reporting period outside what the baseline saw is named', () => {
  const baseline = energyBaseline(year, ['tonnes']);
  assert.deepEqual(
    isInRange(
      baseline,
      periodsOf(
        [
          [430, 1],
          [450, 1],
        ],
        'R',
      ),
    ),
    { isInRange: true, outside: [] },
  );
  assert.deepEqual(isInRange(baseline, periodsOf([[600, 1]], 'R')), { isInRange: false, outside: ['tonnes'] });
  assert.throws(() => isInRange(baseline, []), /reporting is empty/);
});

test('what was saved is expected less actual, summed up period by period', () => {
  const baseline = energyBaseline(year, ['tonnes']);
  const reporting = periodsOf(
    [
      [400, 1700],
      [450, 1800],
      [420, 1900],
    ],
    'R',
  );
  const course = energyCusum(baseline, reporting);
  course.forEach((period, index) => near(period.expected, expectedEnergy(baseline, reporting[index]!.drivers), 1e-9));
  near(
    course[2]!.cumulatedSaved,
    course.reduce((sum, period) => sum + period.saved, 0),
    1e-9,
  );
  near(enpi(baseline, reporting).value ?? 0, 5400 / course.reduce((sum, period) => sum + period.expected, 0), 1e-12);
  near(specificEnergy(reporting, 'tonnes').value ?? 0, 5400 / 1270, 1e-12);
});

test('a recorded change moves the constant and is named in the basis; without record there is none', () => {
  const baseline = energyBaseline(year, ['tonnes']);
  const adjusted = adjustedBaseline(baseline, [{ record: 'CR-17', energyPerPeriod: 50, reason: 'second paint line' }]);
  near(adjusted.constant - baseline.constant, 50, 1e-9);
  assert.equal(adjusted.basis.at(-1), 'CR-17');
  assert.throws(() => adjustedBaseline(baseline, [{ record: '', energyPerPeriod: 50, reason: '' }]), /record is empty/);
});

test('a line used on other data is judged by its bias there', () => {
  const baseline = energyBaseline(year, ['tonnes']);
  const shifted = year.map((period) => ({ ...period, energy: period.energy + 100 }));
  const mean = shifted.reduce((sum, period) => sum + period.energy, 0) / 12;
  near(errorOn(baseline, shifted).nmbe, (12 * 100) / (11 * mean), 1e-9);
  assert.throws(() => errorOn(baseline, year.slice(0, 1)), /at least 2/);
});

test('too few periods, a missing or constant driver, and figures that are none are refused', () => {
  assert.throws(() => energyBaseline(year.slice(0, 3), ['tonnes']), /at least 4 for 1 drivers/);
  assert.throws(() => energyBaseline(year, ['degreeDays']), /period B-1 has no degreeDays/);
  assert.throws(() => energyBaseline(year, []), /drivers is empty/);
  assert.throws(() => energyBaseline([...year, { id: 'X', energy: Number.NaN, drivers: { tonnes: 1 } }], ['tonnes']), /period X energy is NaN/);
  assert.throws(
    () =>
      energyBaseline(
        year.map((period) => ({ ...period, drivers: { tonnes: 400 } })),
        ['tonnes'],
      ),
    /constant/,
  );
});

test('bills from mid-month to mid-month are spread over their days', () => {
  const months = calendarise([
    { id: 'b1', from: '2025-12-16', to: '2026-01-16', energy: 3100 },
    { id: 'b2', from: '2026-01-16', to: '2026-02-15', energy: 6000 },
  ]);
  assert.deepEqual(
    months.map(({ month, energy, isComplete, basis }) => [month, energy, isComplete, basis]),
    [
      ['2025-12', 1600, false, ['b1']],
      ['2026-01', 1500 + 3200, true, ['b1', 'b2']],
      ['2026-02', 2800, false, ['b2']],
    ],
  );
});

test('1000 kWh from 20 June to 21 July are 343.75 in June, of 12 September to 14 October 19 of 32 parts are in September (ongrid.net, energycap.com)', () => {
  const energy = (from: string, to: string, billed: number) => calendarise([{ id: 'b', from, to, energy: billed }]).map((month) => month.energy);
  assert.deepEqual(energy('2026-06-20', '2026-07-22', 1000), [343.75, 656.25]);
  assert.deepEqual(energy('2011-09-12', '2011-10-14', 32), [19, 13]);
});

test('where the use follows the weather, a bill is spread by the weight of its days', () => {
  const hdd = (date: string): number => (date < '2026-04-01' ? 9 : 3);
  const bill = { id: 'b', from: '2026-03-22', to: '2026-04-11', energy: 800 };
  // ten days of 10 + 9 and ten of 10 + 3
  assert.deepEqual(
    calendarise([bill], (date) => 10 + hdd(date)).map((month) => [month.month, Math.round(month.energy * 1e9) / 1e9]),
    [
      ['2026-03', 475],
      ['2026-04', 325],
    ],
  );
  assert.deepEqual(
    calendarise([bill], () => 4).map((month) => month.energy),
    calendarise([bill]).map((month) => month.energy),
  );
  assert.throws(() => calendarise([bill], () => 0), /bill b has no day with a weight/);
  assert.throws(() => calendarise([bill], () => Number.NaN), /weight of 2026-03-22 is NaN/);
  assert.throws(() => calendarise([bill], () => -1), /weight of 2026-03-22 is -1; allowed is zero or more/);
});

test('the day of a reading is the last one in its bill, or the first of the next where that is said', () => {
  const readings = [
    { id: 'r0', date: '2025-12-16', energy: 9 },
    { id: 'r1', date: '2026-01-16', energy: 3100 },
    { id: 'r2', date: '2026-02-10', energy: 2500 },
  ];
  const energy = (readDay: 'in' | 'out'): number[] => calendarise(billsOfReadings(readings, readDay)).map((month) => month.energy);
  assert.deepEqual(energy('in'), [1500, 1600 + 1500, 1000]);
  assert.deepEqual(energy('out'), [1600, 1500 + 1600, 900]);
  assert.throws(() => billsOfReadings(readings.slice(0, 1)), /at least 2/);
  assert.throws(() => billsOfReadings(readings.toReversed()), /reading r1 is of 2026-01-16, reading r2 before it of 2026-02-10; allowed are readings in order, one a day/);
  assert.throws(() => billsOfReadings([readings[0]!, readings[0]!]), /one a day/);
});

test('a month with a gap is incomplete and not filled up; overlaps and reversed bills are refused', () => {
  const gap = calendarise([
    { id: 'b1', from: '2026-01-01', to: '2026-01-11', energy: 100 },
    { id: 'b2', from: '2026-01-21', to: '2026-02-01', energy: 110 },
  ]);
  assert.deepEqual([gap[0]?.energy, gap[0]?.daysBilled, gap[0]?.isComplete], [210, 21, false]);
  assert.throws(
    () =>
      calendarise([
        { id: 'b1', from: '2026-01-01', to: '2026-02-01', energy: 1 },
        { id: 'b2', from: '2026-01-31', to: '2026-03-01', energy: 1 },
      ]),
    /bill b2 begins on 2026-01-31, before bill b1 is over/,
  );
  assert.throws(() => calendarise([{ id: 'b1', from: '2026-01-01', to: '2026-01-01', energy: 1 }]), /first day not in the bill/);
  assert.throws(() => calendarise([{ id: 'b1', from: '2026-01-32', to: '2026-02-01', energy: 1 }]), /bill b1 from is "2026-01-32"/);
  assert.throws(() => calendarise([]), /bills is empty/);
});

test('calendar months hold exactly what was billed, however the bills lie', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 1e6 })), {
        minLength: 1,
        maxLength: 12,
      }),
      (lengths) => {
        let from = Temporal.PlainDate.from('2025-11-20');
        const bills = lengths.map(([gap, days, energy], index) => {
          const start = from.add({ days: gap });
          from = start.add({ days });
          return { id: `b${index}`, from: start.toString(), to: from.toString(), energy };
        });
        const billed = bills.reduce((sum, bill) => sum + bill.energy, 0);
        const months = calendarise(bills);
        const days = lengths.reduce((sum, [, length]) => sum + length, 0);
        return (
          Math.abs(months.reduce((sum, month) => sum + month.energy, 0) - billed) < 1e-6 * Math.max(1, billed) && months.reduce((sum, month) => sum + month.daysBilled, 0) === days
        );
      },
    ),
  );
});
