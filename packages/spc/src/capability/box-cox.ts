import { chiSquared, mean, standardDeviation, zeroBetween } from '@millrace/statistics';
import { finite, onlyNamed, openProbability, refuse, sample } from '../guard.ts';
import { indices, type Indices } from './capability.ts';
import { checked, type Specification } from './specification.ts';

/** Box & Cox's power: (x^lambda - 1) / lambda, and log x at lambda = 0; rising for every lambda. */
export function power(x: number, lambda: number): number {
  // expm1 keeps the digits near lambda = 0, where both forms meet
  const log = Math.log(x);
  return lambda === 0 ? log : Math.expm1(lambda * log) / lambda;
}

export interface BoxCox {
  /** The power under which the readings are most nearly normal. */
  readonly lambda: number;
  /** Powers that the readings do not contradict; take a round one from here (0.5 root, 0 logarithm, -1 reciprocal). */
  readonly low: number;
  readonly high: number;
  /** The search ended at -5 or 5: no power makes these readings normal. */
  readonly isAtEdge: boolean;
}

/** Box-Cox power by maximum likelihood between -5 and 5 (Box & Cox 1964), with its likelihood-ratio limits. Readings must be above 0. */
export function boxCox(values: ArrayLike<number>, { confidence = 0.95, ...rest }: { readonly confidence?: number } = {}): BoxCox {
  onlyNamed('options', rest, ['confidence']);
  sample('values', values, 4);
  openProbability('confidence', confidence);
  const all = Array.from(values, (value, i) => (value > 0 ? value : refuse(`values[${i}]`, value, 'above 0 for a power transformation')));
  if (all.every((value) => value === all[0])) refuse('values', all, 'a list whose values differ');
  const n = all.length;
  // divided by the geometric mean, the Jacobian is 1 and no power overflows
  const logs = all.map(Math.log);
  const centre = mean(logs);
  const scaled = logs.map((log) => Math.exp(log - centre));
  const likelihood = (lambda: number): number => {
    const moved = scaled.map((x) => power(x, lambda));
    const m = moved.reduce((a, b) => a + b, 0) / n;
    return (-n / 2) * Math.log(moved.reduce((a, y) => a + (y - m) ** 2, 0) / n);
  };
  // golden section: the profile has one top
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [-5, 5];
  while (b - a > 1e-9) {
    const [c, d] = [b - ratio * (b - a), a + ratio * (b - a)];
    if (likelihood(c) > likelihood(d)) b = d;
    else a = c;
  }
  const lambda = (a + b) / 2;
  const level = likelihood(lambda) - chiSquared({ df: 1 }).quantile(confidence) / 2;
  const end = (to: number) => (likelihood(to) > level ? to : zeroBetween((x) => likelihood(x) - level, lambda, to, 1e-10));
  return { lambda, low: end(-5), high: end(5), isAtEdge: Math.abs(lambda) > 5 - 1e-6 };
}

/** Performance indices after a Box-Cox transformation of readings and limits alike; lambda by maximum likelihood unless given. */
export function boxCoxCapability(
  given: Specification & { readonly values: ArrayLike<number>; readonly lambda?: number; readonly confidence?: number },
): Indices & { readonly lambda: number; readonly mean: number } {
  onlyNamed('the request', given, ['lower', 'upper', 'target', 'values', 'lambda', 'confidence']);
  const limits = checked(given);
  const confidence = openProbability('confidence', given.confidence ?? 0.95);
  const lambda = given.lambda === undefined ? boxCox(given.values).lambda : finite('lambda', given.lambda);
  const moved = Array.from(sample('values', given.values, 4), (value, i) =>
    value > 0 ? power(value, lambda) : refuse(`values[${i}]`, value, 'above 0 for a power transformation'),
  );
  const limit = (name: 'lower' | 'upper') => {
    const value = limits[name];
    if (value === undefined) return {};
    return { [name]: value > 0 ? power(value, lambda) : refuse(name, value, 'above 0, or left out if the characteristic ends at 0') };
  };
  const sd = standardDeviation(moved);
  if (sd === 0) refuse('values', moved, 'a list whose values differ');
  const center = mean(moved);
  return {
    lambda,
    mean: center,
    ...indices({ ...limit('lower'), ...limit('upper') }, center, sd, moved.length - 1, moved.length, confidence),
  };
}
