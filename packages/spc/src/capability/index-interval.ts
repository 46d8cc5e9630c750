import { chiSquared, normal } from '@millrace/statistics';
import { finite, onlyNamed, openProbability, positive, whole } from '../guard.ts';

/** A capability index with limits of its true value. */
export interface CapabilityIndex {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Limits of Cp, Pp or Cm: exact for normal readings, Cp sqrt(chi-squared / df) (Kane 1986; Montgomery 8.3.4).
 * @param df degrees of freedom of the standard deviation used
 */
export function cpInterval({ cp, df, confidence = 0.95, ...rest }: { readonly cp: number; readonly df: number; readonly confidence?: number }): CapabilityIndex {
  onlyNamed('the index', rest, ['cp', 'df', 'confidence']);
  positive('cp', cp);
  positive('df', df);
  openProbability('confidence', confidence);
  const x = chiSquared({ df });
  const half = (1 - confidence) / 2;
  return { value: cp, low: cp * Math.sqrt(x.quantile(half) / df), high: cp * Math.sqrt(x.upperQuantile(half) / df) };
}

/**
 * Limits of Cpk, Ppk, Cmk or a one-sided index by Bissell's approximation, z sqrt(1/(9n) + Cpk^2 / (2 df)) to each side
 * (Applied Statistics 39, 1990; Montgomery 8.3.4; Minitab).
 */
export function cpkInterval({
  cpk,
  count,
  df,
  confidence = 0.95,
  ...rest
}: {
  readonly cpk: number;
  readonly count: number;
  readonly df: number;
  readonly confidence?: number;
}): CapabilityIndex {
  onlyNamed('the index', rest, ['cpk', 'count', 'df', 'confidence']);
  finite('cpk', cpk);
  whole('count', count, 2);
  positive('df', df);
  openProbability('confidence', confidence);
  const reach = normal().upperQuantile((1 - confidence) / 2) * Math.sqrt(1 / (9 * count) + (cpk * cpk) / (2 * df));
  return { value: cpk, low: cpk - reach, high: cpk + reach };
}

/** Limits of Cpm: chi-squared with the degrees of freedom of a noncentral one, n (1 + a^2)^2 / (1 + 2 a^2) (Boyles 1991; Montgomery 8.3.4). */
export function cpmInterval({
  cpm,
  count,
  shift,
  confidence = 0.95,
  ...rest
}: {
  readonly cpm: number;
  readonly count: number;
  /** Distance of the mean from the target in standard deviations. */
  readonly shift: number;
  readonly confidence?: number;
}): CapabilityIndex {
  onlyNamed('the index', rest, ['cpm', 'count', 'shift', 'confidence']);
  whole('count', count, 2);
  finite('shift', shift);
  const a = shift * shift;
  return cpInterval({ cp: cpm, df: (count * (1 + a) ** 2) / (1 + 2 * a), confidence });
}
