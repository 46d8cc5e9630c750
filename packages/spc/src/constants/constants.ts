import { logBeta } from '@millrace/statistics';
import { onlyNamed, positive, whole } from '../guard.ts';
import { relativeRange } from './range.ts';

/** Factors of control charts for subgroups of n (ASTM E2587 table 1; ISO 7870-2 annex; Montgomery, appendix VI). */
export interface ChartConstants {
  readonly n: number;
  /** Limits of means from a known standard deviation. */
  readonly A: number;
  /** Limits of means from the average range. */
  readonly A2: number;
  /** Limits of means from the average standard deviation. */
  readonly A3: number;
  /** Mean of the sample standard deviation over the true one. */
  readonly c4: number;
  /** Standard deviation of the sample standard deviation over the true one. */
  readonly c5: number;
  readonly B3: number;
  readonly B4: number;
  readonly B5: number;
  readonly B6: number;
  /** Mean of the range over the true standard deviation. */
  readonly d2: number;
  /** Standard deviation of the range over the true standard deviation. */
  readonly d3: number;
  readonly D1: number;
  readonly D2: number;
  readonly D3: number;
  readonly D4: number;
  /** Limits of individuals from the average (moving) range. */
  readonly E2: number;
  /** Limits of individuals from the average standard deviation. */
  readonly E3: number;
}

/** Mean of the sample standard deviation of n normal readings over the true one: sqrt(2/(n-1)) Gamma(n/2) / Gamma((n-1)/2). */
export function c4(n: number): number {
  whole('n', n, 2);
  return Math.sqrt((2 * Math.PI) / (n - 1)) * Math.exp(-logBeta((n - 1) / 2, 0.5));
}

/** sqrt(1 - c4^2): scatter of a sample standard deviation, by its series where 1 - c4^2 would cancel. */
export function c5(n: number): number {
  const mean = c4(n);
  return Math.sqrt((1 - mean) * (1 + mean));
}

/** The factors for subgroups of any n from 2, computed; limits that would be negative are 0. `sigmas` is 3 unless said. */
export function constants(n: number, { sigmas = 3, ...rest }: { readonly sigmas?: number } = {}): ChartConstants {
  onlyNamed('options', rest, ['sigmas']);
  positive('sigmas', sigmas);
  const { d2, d3 } = relativeRange(n);
  const mean = c4(n);
  const scatter = c5(n);
  const root = Math.sqrt(n);
  const atLeast0 = (value: number) => Math.max(0, value);
  return {
    n,
    A: sigmas / root,
    A2: sigmas / (d2 * root),
    A3: sigmas / (mean * root),
    c4: mean,
    c5: scatter,
    B3: atLeast0(1 - (sigmas * scatter) / mean),
    B4: 1 + (sigmas * scatter) / mean,
    B5: atLeast0(mean - sigmas * scatter),
    B6: mean + sigmas * scatter,
    d2,
    d3,
    D1: atLeast0(d2 - sigmas * d3),
    D2: d2 + sigmas * d3,
    D3: atLeast0(1 - (sigmas * d3) / d2),
    D4: 1 + (sigmas * d3) / d2,
    E2: sigmas / d2,
    E3: sigmas / mean,
  };
}

/**
 * Degrees of freedom a pooled standard deviation would need to scatter as an estimate with this squared coefficient of variation does
 * (matching, as Patnaik 1950 and Duncan's table D3 do): an average range of one subgroup of 5 is worth 3.8.
 */
export function equivalentDf(squaredVariation: number): number {
  // (1 - c4^2) / c4^2 with n - 1 = df, extended to real df
  const of = (df: number) => {
    const m = Math.sqrt((2 * Math.PI) / df) * Math.exp(-logBeta(df / 2, 0.5));
    return ((1 - m) * (1 + m)) / (m * m);
  };
  // 1 / (2 cv^2) is the leading term, so twice that lies above
  let low = 0.1;
  let high = 1 / squaredVariation + 2;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (of(middle) > squaredVariation) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
