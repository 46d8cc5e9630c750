import { andersonDarling, mean, normal, quantile, standardDeviation } from '@millrace/statistics';
import { onlyNamed, openProbability, refuse, sample } from '../guard.ts';
import { indices, type Indices } from './capability.ts';
import { checked, type Specification } from './specification.ts';

/** Johnson's families: `SB` bounded on both sides, `SL` lognormal with an origin, `SU` unbounded. */
export type JohnsonFamily = 'SB' | 'SL' | 'SU';

export interface Johnson {
  readonly family: JohnsonFamily;
  readonly gamma: number;
  readonly eta: number;
  readonly epsilon: number;
  /** 1 for SL. */
  readonly lambda: number;
  /** Anderson-Darling p of the transformed readings; below 0.1 Minitab takes no transformation to fit. */
  readonly p: number;
  /** Ends of what the family allows. */
  readonly support: readonly [low: number, high: number];
  /** The normal score of a value inside the support. */
  transform(x: number): number;
}

type Shape = Omit<Johnson, 'p'>;
const { cdf: phi } = normal();

/** The family and its parameters whose quantiles at -3z, -z, z, 3z are those of the readings (Slifker & Shapiro 1980). */
function byQuantiles(x: readonly number[], z: number): Shape | undefined {
  const at = (score: number) => quantile(x, phi(score), { type: 5 });
  const [x1, x2, x3, x4] = [at(-3 * z), at(-z), at(z), at(3 * z)];
  const [m, n, p] = [x4 - x3, x2 - x1, x3 - x2];
  if (!(m > 0 && n > 0 && p > 0)) return undefined;
  const ratio = (m * n) / (p * p);
  const middle = (x2 + x3) / 2;

  if (Math.abs(ratio - 1) < 1e-3) {
    if (m <= p) return undefined;
    const eta = (2 * z) / Math.log(m / p);
    const gamma = eta * Math.log((m / p - 1) / (p * Math.sqrt(m / p)));
    const epsilon = middle - ((p / 2) * (m / p + 1)) / (m / p - 1);
    return {
      family: 'SL',
      gamma,
      eta,
      epsilon,
      lambda: 1,
      support: [epsilon, Number.POSITIVE_INFINITY],
      transform: (v) => gamma + eta * Math.log(v - epsilon),
    };
  }
  if (ratio < 1) {
    const product = (1 + p / m) * (1 + p / n);
    const excess = 1 / ratio - 1;
    const eta = z / Math.acosh(Math.sqrt(product) / 2);
    const gamma = eta * Math.asinh(((p / n - p / m) * Math.sqrt(product - 4)) / (2 * excess));
    const lambda = (p * Math.sqrt((product - 2) ** 2 - 4)) / excess;
    const epsilon = middle - lambda / 2 + (p * (p / n - p / m)) / (2 * excess);
    return {
      family: 'SB',
      gamma,
      eta,
      epsilon,
      lambda,
      support: [epsilon, epsilon + lambda],
      transform: (v) => gamma + eta * Math.log((v - epsilon) / (lambda + epsilon - v)),
    };
  }
  const sum = m / p + n / p;
  const eta = (2 * z) / Math.acosh(sum / 2);
  const gamma = eta * Math.asinh((n / p - m / p) / (2 * Math.sqrt(ratio - 1)));
  const lambda = (2 * p * Math.sqrt(ratio - 1)) / ((sum - 2) * Math.sqrt(sum + 2));
  const epsilon = middle + (p * (n / p - m / p)) / (2 * (sum - 2));
  return {
    family: 'SU',
    gamma,
    eta,
    epsilon,
    lambda,
    support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    transform: (v) => gamma + eta * Math.asinh((v - epsilon) / lambda),
  };
}

/**
 * Johnson transformation: of the families that share four quantiles with the readings (z from 0.25 to 1.25) the one whose scores
 * look most normal by Anderson-Darling (Slifker & Shapiro 1980; Chou, Polansky & Mason 1998, as Minitab). From 20 readings.
 */
export function johnson(values: ArrayLike<number>): Johnson {
  sample('values', values, 20);
  const x = Array.from(values).sort((a, b) => a - b);
  let best: Johnson | undefined;
  for (let step = 0; step <= 100; step++) {
    const shape = byQuantiles(x, 0.25 + step / 100);
    // every reading must have a score
    if (shape === undefined || !(shape.support[0] < x[0]! && x.at(-1)! < shape.support[1])) continue;
    const scores = x.map(shape.transform);
    if (!scores.every(Number.isFinite) || scores[0] === scores.at(-1)) continue;
    const { p } = andersonDarling(scores);
    if (best === undefined || p > best.p) best = { ...shape, p };
  }
  return best ?? refuse('values', x, "such that one of Johnson's families fits; with few distinct readings none does");
}

/** Performance indices on Johnson's scores. A limit outside what the family allows is never passed and gives no index. */
export function johnsonCapability(given: Specification & { readonly values: ArrayLike<number>; readonly confidence?: number }): Indices & { readonly johnson: Johnson } {
  onlyNamed('the request', given, ['lower', 'upper', 'target', 'values', 'confidence']);
  const limits = checked(given);
  const confidence = openProbability('confidence', given.confidence ?? 0.95);
  const fitted = johnson(given.values);
  const [low, high] = fitted.support;
  const scores = Array.from(given.values, fitted.transform);
  const score = (name: 'lower' | 'upper') => {
    const value = limits[name];
    return value === undefined || value <= low || value >= high ? {} : { [name]: fitted.transform(value) };
  };
  const moved = { ...score('lower'), ...score('upper') };
  if (Object.keys(moved).length === 0)
    refuse('lower and upper', `${limits.lower} and ${limits.upper}`, `within the fitted support (${low} to ${high}) at one side at least, or nothing can fall outside`);
  return { johnson: fitted, ...indices(moved, mean(scores), standardDeviation(scores), scores.length - 1, scores.length, confidence) };
}
