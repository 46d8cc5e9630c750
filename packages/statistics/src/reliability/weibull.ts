import { standardNormalQuantile } from '../distribution/normal.ts';
import { chiSquared } from '../distribution/gamma.ts';
import { oneOf, onlyNamed, openProbability, positive, refuse } from '../guard.ts';
import { zeroBetween } from '../numeric/root.ts';
import { checkedLives, type CheckedLives, type Lives } from './lives.ts';
import { weibullLikelihood } from './weibull-likelihood.ts';

/** An estimate with limits of its true value. */
export interface Estimate {
  readonly estimate: number;
  /** Standard error from the observed information. */
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

export interface WeibullFit {
  /** Slope: below 1 infant mortality, 1 chance, above 1 wear-out. */
  readonly shape: Estimate;
  /** Characteristic life: 63.2 % have failed; unit of the lives. */
  readonly scale: Estimate;
  readonly logLikelihood: number;
  readonly failures: number;
  readonly censored: number;
  readonly confidence: number;
  /** Life by which a share `p` has failed (B10: p = 0.1). */
  lifeAt(p: number): Estimate;
  /** Share that survives the time `t`; always by the normal approximation on the log-log scale. */
  reliabilityAt(t: number): Estimate;
}

/** `fisher`: normal approximation on the logarithm, as Minitab and JMP print. `likelihood`: profile likelihood ratio, better for few failures. */
export type Bounds = 'fisher' | 'likelihood';

/** The zero of a rising function near a place. */
function risingZero(f: (x: number) => number, near: number, step: number): number {
  let low = near - step;
  while (f(low) > 0) low -= step;
  let high = near + step;
  while (f(high) < 0) high += step;
  return zeroBetween(f, low, high, 1e-13);
}

/** mu and sigma of greatest likelihood. */
function maximum(lives: CheckedLives): readonly [mu: number, sigma: number] {
  const { failures, censored, intervals } = lives;
  // not Math.max(...): a fleet's hundred thousand lives are more arguments than a call may have
  const greatest = (...lists: readonly (readonly number[])[]): number => lists.reduce((all, list) => list.reduce((a, b) => Math.max(a, b), all), Number.NEGATIVE_INFINITY);
  const endsBy = intervals.map(([, by]) => by);
  const longest = greatest(failures, censored, endsBy);
  // one life that would explain all of them makes the shape endless
  const earliest = greatest(
    failures,
    censored,
    intervals.map(([after]) => after),
  );
  const latest = [...failures, ...endsBy].reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  if (failures.length > 0 ? earliest <= latest : earliest < latest)
    refuse(
      'failures and failedBetween',
      failures.length > 0 ? latest : `${earliest} to ${latest}`,
      'lives that differ: here a single one would explain all, and the shape is endless',
    );

  // for a given sigma the likelihood has one top in mu, and along these tops one in sigma
  const { slope } = weibullLikelihood(lives);
  const top = (logSigma: number): number => {
    const sigma = Math.exp(logSigma);
    return risingZero((mu) => -slope(mu, sigma)[0], Math.log(longest), sigma);
  };
  const logSigma = risingZero((log) => -slope(top(log), Math.exp(log))[1], 0, 1);
  if (!(Math.abs(logSigma) < 20)) refuse('failures and failedBetween', 'at odds with censored', 'lives of which more have ended the longer they ran');
  return [top(logSigma), Math.exp(logSigma)];
}

/**
 * Two-parameter Weibull fit by maximum likelihood; lives may be exact, still running, or known to have ended between two
 * inspections (Lawless, Statistical Models and Methods for Lifetime Data, 5.2; NIST/SEMATECH handbook 8.4.1.3).
 * The estimate of the shape is high for few failures: by 20 % at 7, 5 % at 30.
 */
export function weibullFit(lives: Lives, { confidence = 0.95, bounds = 'fisher', ...rest }: { readonly confidence?: number; readonly bounds?: Bounds } = {}): WeibullFit {
  onlyNamed('options', rest, ['confidence', 'bounds']);
  openProbability('confidence', confidence);
  oneOf('bounds', bounds, ['fisher', 'likelihood']);
  const checked = checkedLives(lives, 2);
  const { value, slope, curvature } = weibullLikelihood(checked);
  const [mu, sigma] = maximum(checked);
  const shape = 1 / sigma;
  const scale = Math.exp(mu);

  const [muMu, muSigma, sigmaSigma] = curvature(mu, sigma);
  const determinant = muMu * sigmaSigma - muSigma * muSigma;
  const vMu = -sigmaSigma / determinant;
  const vCross = muSigma / determinant;
  const vSigma = -muMu / determinant;
  const k = -standardNormalQuantile((1 - confidence) / 2);
  const best = value(mu, sigma);
  const drop = chiSquared({ df: 1 }).quantile(confidence) / 2;

  /** Ends of the values whose profile likelihood is within the drop, searched outwards on the logarithm. */
  const profiled = (at: number, deviation: (value: number) => number): readonly [low: number, high: number] => {
    const end = (direction: -1 | 1): number => {
      const gap = (distance: number) => deviation(at * Math.exp(direction * distance)) - (best - drop);
      let far = 0.1;
      while (gap(far) > 0) far *= 2;
      return at * Math.exp(direction * zeroBetween(gap, 0, far, 1e-12));
    };
    return [end(-1), end(1)];
  };
  /** Greatest likelihood of any scale under a shape. */
  const bestWithShape = (b: number): number =>
    value(
      risingZero((m) => -slope(m, 1 / b)[0], mu, 1 / b),
      1 / b,
    );
  /** Greatest likelihood of any shape under which a share with accumulated hazard `hazard` has failed by `life`. */
  const bestWithLife = (life: number, hazard: number): number => {
    const through = (s: number) => Math.log(life) - s * Math.log(hazard);
    const logSigma = risingZero(
      (log) => {
        const s = Math.exp(log);
        const [byMu, bySigma] = slope(through(s), s);
        return -s * (bySigma - byMu * Math.log(hazard));
      },
      Math.log(sigma),
      1,
    );
    return value(through(Math.exp(logSigma)), Math.exp(logSigma));
  };

  const lifeAt = (p: number): Estimate => {
    openProbability('p', p);
    const hazard = -Math.log1p(-p);
    const w = Math.log(hazard);
    const life = scale * hazard ** sigma;
    const error = Math.sqrt(vMu + 2 * w * vCross + w * w * vSigma);
    const [from, to] = bounds === 'fisher' ? [life * Math.exp(-k * error), life * Math.exp(k * error)] : profiled(life, (t) => bestWithLife(t, hazard));
    return { estimate: life, standardError: life * error, low: from, high: to };
  };
  const shapeError = Math.sqrt(vSigma) / sigma;
  const scaleError = Math.sqrt(vMu);
  const [shapeLow, shapeHigh] = bounds === 'fisher' ? [shape * Math.exp(-k * shapeError), shape * Math.exp(k * shapeError)] : profiled(shape, bestWithShape);
  const [scaleLow, scaleHigh] = bounds === 'fisher' ? [scale * Math.exp(-k * scaleError), scale * Math.exp(k * scaleError)] : profiled(scale, (a) => bestWithLife(a, 1));

  return {
    shape: { estimate: shape, standardError: shape * shapeError, low: shapeLow, high: shapeHigh },
    scale: { estimate: scale, standardError: scale * scaleError, low: scaleLow, high: scaleHigh },
    logLikelihood: best,
    failures: checked.failures.length + checked.intervals.length,
    censored: checked.censored.length,
    confidence,
    lifeAt,
    reliabilityAt(t) {
      positive('t', t);
      const z = (Math.log(t) - mu) / sigma;
      const error = Math.sqrt(vMu + 2 * z * vCross + z * z * vSigma) / sigma;
      const survives = (at: number) => Math.exp(-Math.exp(at));
      const estimate = survives(z);
      return { estimate, standardError: estimate * Math.exp(z) * error, low: survives(z + k * error), high: survives(z - k * error) };
    },
  };
}
