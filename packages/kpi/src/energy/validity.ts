import { finite } from '../lineage.ts';
import { expectedEnergy } from './baseline.ts';
import type { Baseline, EnergyPeriod } from './baseline.ts';

/** A criterion with what was found, so that a board can print why a baseline may be used. */
export type Criterion = { readonly name: string; readonly found: number; readonly allowed: string; readonly isMet: boolean };

/**
 * Rules under which a baseline may be used; they differ, so they have names.
 * - `sep`: Superior Energy Performance M&V protocol, as in the EnPI tools of the US Department of Energy: p(F) < 0.10, every driver p <
 *   0.20, one p < 0.10, R2 >= 0.5
 * - `guide`: plant guides to ISO 50006: at least 12 periods, R2 >= 0.75, every |t| > 2
 * - `ipmvp`: rules of thumb of IPMVP (EVO 10100, Statistics and Uncertainty) as M&V guides restate them: R2 >= 0.75, every |t| > 2, CV(RMSE)
 *   <= 20 %
 * - `ashrae-14-monthly`, `ashrae-14-hourly`: |NMBE| <= 5 % and CV(RMSE) <= 15 %; |NMBE| <= 10 % and CV(RMSE) <= 30 % (ASHRAE Guideline
 *   14-2014)
 */
export type ValidityRule = 'sep' | 'guide' | 'ipmvp' | 'ashrae-14-monthly' | 'ashrae-14-hourly';

export function validity(baseline: Baseline, rule: ValidityRule): { readonly isValid: boolean; readonly criteria: readonly Criterion[] } {
  const criteria = criteriaOf(baseline, rule);
  return { isValid: criteria.every((criterion) => criterion.isMet), criteria };
}

function criteriaOf(baseline: Baseline, rule: ValidityRule): Criterion[] {
  const slopes = baseline.drivers.map((driver) => ({ driver, ...(baseline.slopes[driver] ?? { slope: 0, t: 0, p: 1 }) }));
  const below = (name: string, found: number, limit: number, isIncluded = false): Criterion => ({
    name,
    found,
    allowed: `${isIncluded ? 'at most' : 'below'} ${limit}`,
    isMet: isIncluded ? found <= limit : found < limit,
  });
  const atLeast = (name: string, found: number, limit: number): Criterion => ({
    name,
    found,
    allowed: `at least ${limit}`,
    isMet: found >= limit,
  });
  switch (rule) {
    case 'sep':
      return [
        below('p of the model (F)', baseline.p, 0.1),
        ...slopes.map(({ driver, p }) => below(`p of ${driver}`, p, 0.2)),
        below('lowest p of a driver', Math.min(...slopes.map(({ p }) => p)), 0.1),
        atLeast('R2', baseline.rSquared, 0.5),
      ];
    case 'guide':
      return [
        atLeast('periods', baseline.periods, 12),
        atLeast('R2', baseline.rSquared, 0.75),
        ...slopes.map(({ driver, t }) => ({ name: `|t| of ${driver}`, found: Math.abs(t), allowed: 'above 2', isMet: Math.abs(t) > 2 })),
      ];
    case 'ipmvp':
      return [
        atLeast('R2', baseline.rSquared, 0.75),
        ...slopes.map(({ driver, t }) => ({ name: `|t| of ${driver}`, found: Math.abs(t), allowed: 'above 2', isMet: Math.abs(t) > 2 })),
        below('CV(RMSE)', baseline.cvRmse, 0.2, true),
      ];
    case 'ashrae-14-monthly':
      return [below('|NMBE|', Math.abs(baseline.nmbe), 0.05, true), below('CV(RMSE)', baseline.cvRmse, 0.15, true)];
    case 'ashrae-14-hourly':
      return [below('|NMBE|', Math.abs(baseline.nmbe), 0.1, true), below('CV(RMSE)', baseline.cvRmse, 0.3, true)];
    default:
      throw new RangeError(`rule is ${JSON.stringify(rule)}; allowed is sep, guide, ipmvp, ashrae-14-monthly or ashrae-14-hourly.`);
  }
}

/**
 * Whether the drivers of a reporting period are where the baseline was fitted: its mean within the observed range, or within three standard
 * deviations of the mean (SEP M&V protocol).
 */
export function isInRange(baseline: Baseline, reporting: readonly EnergyPeriod[]): { readonly isInRange: boolean; readonly outside: readonly string[] } {
  if (reporting.length === 0) throw new RangeError('reporting is empty; allowed is at least one period.');
  const outside = baseline.drivers.filter((driver) => {
    const mean = reporting.reduce((sum, period) => sum + finite(period.drivers[driver] ?? Number.NaN, `period ${period.id} ${driver}`), 0) / reporting.length;
    const range = baseline.ranges[driver];
    return !range || (!(range.low <= mean && mean <= range.high) && Math.abs(mean - range.mean) > 3 * range.standardDeviation);
  });
  return { isInRange: outside.length === 0, outside };
}

/**
 * How a baseline does on periods it was not fitted on, as fractions: NMBE with n - 1 and CV(RMSE) with n - 1 degrees (ASHRAE Guideline 14
 * for a model not fitted on the data).
 * NMBE is actual less expected: positive means the line expects too little.
 */
export function errorOn(baseline: Baseline, periods: readonly EnergyPeriod[]): { readonly nmbe: number; readonly cvRmse: number } {
  if (periods.length < 2) throw new RangeError(`periods has ${periods.length}; allowed is at least 2.`);
  const mean = periods.reduce((sum, period) => sum + finite(period.energy, `period ${period.id} energy`), 0) / periods.length;
  if (mean <= 0) throw new RangeError(`the mean energy of the periods is ${mean}; allowed is more than zero.`);
  const residuals = periods.map((period) => period.energy - expectedEnergy(baseline, period.drivers));
  const degrees = periods.length - 1;
  return {
    nmbe: residuals.reduce((sum, value) => sum + value, 0) / (degrees * mean),
    cvRmse: Math.sqrt(residuals.reduce((sum, value) => sum + value ** 2, 0) / degrees) / mean,
  };
}
