import { multipleRegression } from '@millrace/statistics';
import type { Regression } from '@millrace/statistics';
import { finite } from '../lineage.ts';

/** One period of a baseline: what was used, and what drives it (pieces, tonnes, degree days), by name. */
export type EnergyPeriod = { readonly id: string; readonly energy: number; readonly drivers: Readonly<Record<string, number>> };

export type DriverRange = { readonly low: number; readonly high: number; readonly mean: number; readonly standardDeviation: number };

/** Energy baseline EnB (ISO 50006): energy = constant + sum of slope x driver, with how well it fits. Energy in the unit of the periods. */
export type Baseline = {
  readonly drivers: readonly string[];
  readonly constant: number;
  readonly slopes: Readonly<Record<string, { readonly slope: number; readonly standardError: number; readonly t: number; readonly p: number }>>;
  readonly constantT: number;
  readonly periods: number;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly f: number;
  /** Chance of such an F if no driver had an effect. */
  readonly p: number;
  /** Root of residual squares by n - p, p the number of coefficients. */
  readonly rootMeanSquareError: number;
  /** CV(RMSE) = RMSE by mean energy, a fraction (ASHRAE Guideline 14). */
  readonly cvRmse: number;
  /**
   * NMBE = sum of residuals by (n - p) and mean energy, a fraction; next to nothing for a least-squares line with constant, telling for a
   * line used on other data.
   */
  readonly nmbe: number;
  readonly durbinWatson: number;
  readonly ranges: Readonly<Record<string, DriverRange>>;
  readonly basis: readonly string[];
  readonly regression: Regression;
};

/**
 * Fits a baseline. Refuses too few periods for the drivers, periods that name different drivers, and drivers that do not vary or repeat one
 * another.
 */
export function energyBaseline(periods: readonly EnergyPeriod[], drivers: readonly string[]): Baseline {
  if (drivers.length === 0) throw new RangeError('drivers is empty; allowed is at least one. Without driver, compare plain values or ratios.');
  const twice = drivers.find((driver, i) => drivers.indexOf(driver) !== i);
  if (twice !== undefined) throw new RangeError(`driver ${twice} is named twice; allowed is each once. Its energy would be expected twice.`);
  checkPeriods(periods);
  const fewest = drivers.length + 3;
  if (periods.length < fewest) throw new RangeError(`periods has ${periods.length}; allowed is at least ${fewest} for ${drivers.length} drivers (12 are usual).`);
  for (const period of periods) {
    finite(period.energy, `period ${period.id} energy`);
    for (const driver of drivers) {
      const value = period.drivers[driver];
      if (value === undefined) throw new RangeError(`period ${period.id} has no ${driver}; allowed is a value of every driver in every period. A missing one is not taken as 0.`);
      finite(value, `period ${period.id} ${driver}`);
    }
  }
  const column = (driver: string): number[] => periods.map((period) => period.drivers[driver] ?? Number.NaN);
  const energy = periods.map((period) => period.energy);
  const regression = multipleRegression({
    predictors: Object.fromEntries(drivers.map((driver) => [driver, column(driver)])),
    response: energy,
  });
  const meanEnergy = energy.reduce((sum, value) => sum + value, 0) / energy.length;
  if (meanEnergy <= 0) throw new RangeError(`the mean energy of the periods is ${meanEnergy}; allowed is more than zero.`);
  const degrees = regression.anova.residual.df;
  const [constant, ...rest] = regression.coefficients;
  const slopes = Object.fromEntries(rest.map(({ name, estimate, standardError, t, p }) => [name, { slope: estimate, standardError, t, p }]));
  return {
    drivers,
    constant: constant?.estimate ?? 0,
    constantT: constant?.t ?? 0,
    slopes,
    periods: periods.length,
    rSquared: regression.rSquared,
    adjustedRSquared: regression.adjustedRSquared,
    f: regression.anova.f,
    p: regression.anova.p,
    rootMeanSquareError: regression.residualStandardDeviation,
    cvRmse: regression.residualStandardDeviation / meanEnergy,
    nmbe: regression.residuals.reduce((sum, value) => sum + value, 0) / (degrees * meanEnergy),
    durbinWatson: regression.durbinWatson,
    ranges: Object.fromEntries(drivers.map((driver) => [driver, rangeOf(column(driver))])),
    basis: periods.map((period) => period.id),
    regression,
  };
}

/** Refuses a period that is given twice: it would count twice. */
export function checkPeriods(periods: readonly EnergyPeriod[]): void {
  const ids = new Set<string>();
  for (const { id } of periods) {
    if (ids.has(id)) throw new RangeError(`period ${id} is given twice; allowed is each once.`);
    ids.add(id);
  }
}

/** Energy the baseline expects for given drivers. */
export function expectedEnergy(baseline: Baseline, drivers: Readonly<Record<string, number>>): number {
  return baseline.drivers.reduce((sum, driver) => {
    const value = drivers[driver];
    const slope = baseline.slopes[driver];
    if (value === undefined) throw new RangeError(`drivers has no ${driver}; allowed is a value of every driver of the baseline.`);
    if (slope === undefined) throw new RangeError(`slopes of the baseline has no ${driver}; allowed is one for each of its drivers. Was it kept whole?`);
    return sum + finite(slope.slope, `slope of ${driver}`) * finite(value, driver);
  }, baseline.constant);
}

function rangeOf(values: readonly number[]): DriverRange {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { low: values.reduce((a, b) => Math.min(a, b)), high: values.reduce((a, b) => Math.max(a, b)), mean, standardDeviation: Math.sqrt(squares / (values.length - 1)) };
}
