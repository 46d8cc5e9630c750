import { finite, ratioOf } from '../lineage.ts';
import type { Ratio } from '../lineage.ts';
import { checkPeriods, expectedEnergy } from './baseline.ts';
import type { Baseline, EnergyPeriod } from './baseline.ts';

export type EnergyDifference = {
  readonly id: string;
  readonly actual: number;
  readonly expected: number;
  /** Expected less actual: positive is saved. */
  readonly saved: number;
  /**
   * Sum of what was saved since the first period: a change of its slope is a change of performance, and its time is to be found on the
   * floor.
   */
  readonly cumulatedSaved: number;
};

/** Actual against expected energy of each period, with the CUSUM of ISO 50006. */
export function energyCusum(baseline: Baseline, periods: readonly EnergyPeriod[]): EnergyDifference[] {
  checkPeriods(periods);
  let cumulatedSaved = 0;
  return periods.map((period) => {
    const expected = expectedEnergy(baseline, period.drivers);
    const saved = expected - finite(period.energy, `period ${period.id} energy`);
    cumulatedSaved += saved;
    return { id: period.id, actual: period.energy, expected, saved, cumulatedSaved };
  });
}

/** EnPI as the ratio of actual to expected energy over periods: below 1 is better than the baseline. Rolled up by sums. */
export function enpi(baseline: Baseline, periods: readonly EnergyPeriod[]): Ratio {
  if (periods.length === 0) throw new RangeError('periods is empty; allowed is at least one.');
  checkPeriods(periods);
  const expected = periods.reduce((sum, period) => sum + expectedEnergy(baseline, period.drivers), 0);
  if (expected <= 0) throw new RangeError(`the baseline expects ${expected}; allowed is more than zero. The drivers lie outside what it was fitted on.`);
  return ratioOf(
    periods.reduce((sum, period) => sum + finite(period.energy, `period ${period.id} energy`), 0),
    expected,
    [...baseline.basis, ...periods.map((period) => period.id)],
  );
}

/**
 * EnPI as energy by one driver (kWh per tonne). It flatters full and blames slack months, because the constant part does not go with the
 * driver.
 */
export function specificEnergy(periods: readonly EnergyPeriod[], driver: string): Ratio {
  if (periods.length === 0) throw new RangeError('periods is empty; allowed is at least one.');
  checkPeriods(periods);
  const quantity = periods.reduce((sum, period) => {
    const value = period.drivers[driver];
    if (value === undefined) throw new RangeError(`period ${period.id} has no ${driver}; allowed is a value in every period.`);
    return sum + finite(value, `period ${period.id} ${driver}`);
  }, 0);
  return ratioOf(
    periods.reduce((sum, period) => sum + finite(period.energy, `period ${period.id} energy`), 0),
    quantity,
    periods.map((period) => period.id),
  );
}

/** A lasting change of what is not a driver (a new hall, a second shift), by the record that says so. */
export type StaticChange = { readonly record: string; readonly energyPerPeriod: number; readonly reason: string };

/** The baseline adjusted for recorded changes, each a step of its constant. Without record nothing is adjusted. */
export function adjustedBaseline(baseline: Baseline, changes: readonly StaticChange[]): Baseline {
  for (const change of changes) {
    if (change.record === '') throw new RangeError('record is empty; allowed is the number of the record that states the change.');
    if (!Number.isFinite(change.energyPerPeriod)) throw new RangeError(`energyPerPeriod of ${change.record} is ${change.energyPerPeriod}; allowed is a finite number.`);
  }
  return {
    ...baseline,
    constant: changes.reduce((sum, change) => sum + change.energyPerPeriod, baseline.constant),
    basis: [...baseline.basis, ...changes.map((change) => change.record)],
  };
}
