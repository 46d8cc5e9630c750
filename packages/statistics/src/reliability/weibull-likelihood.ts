import type { CheckedLives } from './lives.ts';

/** Log-likelihood of lives and its derivatives by mu = log scale and sigma = 1 / shape. */
export interface Likelihood {
  value(mu: number, sigma: number): number;
  slope(mu: number, sigma: number): readonly [byMu: number, bySigma: number];
  curvature(mu: number, sigma: number): readonly [muMu: number, muSigma: number, sigmaSigma: number];
}

/** What one end of an interval adds: its z, and the density there over the probability of the interval, by z. */
interface End {
  readonly z: number;
  readonly hazard: number;
  readonly q: number;
}

const start: End = { z: 0, hazard: 0, q: 0 };

/** The ends of an interval, and the logarithm of the probability to fail within it. */
function interval([after, by]: readonly [number, number], mu: number, sigma: number): readonly [from: End, to: End, log: number] {
  const zTo = (Math.log(by) - mu) / sigma;
  const zFrom = (Math.log(after) - mu) / sigma;
  const hazardTo = Math.exp(zTo);
  const hazardFrom = after === 0 ? 0 : Math.exp(zFrom);
  // P = exp(-h1) (1 - exp(-(h2 - h1))): the survivors of the first end cancel from both densities
  const within = -Math.expm1(hazardFrom - hazardTo);
  const from = after === 0 ? start : { z: zFrom, hazard: hazardFrom, q: hazardFrom / within };
  const to = { z: zTo, hazard: hazardTo, q: (hazardTo * Math.exp(hazardFrom - hazardTo)) / within };
  return [from, to, Math.log(within) - hazardFrom];
}

/**
 * Weibull lives on the logarithmic scale, where they are smallest extreme values: exact, running and interval-censored ones
 * (Lawless, Statistical Models and Methods for Lifetime Data, 5.2; Meeker & Escobar, Statistical Methods for Reliability Data, 7 and 8).
 */
export function weibullLikelihood({ failures, censored, intervals }: CheckedLives): Likelihood {
  const exact = failures.map(Math.log);
  const running = censored.map(Math.log);
  const sumOfLogs = exact.reduce((a, b) => a + b, 0);
  return {
    value(mu, sigma) {
      let value = -exact.length * Math.log(sigma) - sumOfLogs;
      for (const y of exact) {
        const z = (y - mu) / sigma;
        value += z - Math.exp(z);
      }
      for (const y of running) value -= Math.exp((y - mu) / sigma);
      for (const pair of intervals) value += interval(pair, mu, sigma)[2];
      return value;
    },
    slope(mu, sigma) {
      let byMu = -exact.length;
      let bySigma = -exact.length;
      for (const y of exact) {
        const z = (y - mu) / sigma;
        const h = Math.exp(z);
        byMu += h;
        bySigma += z * h - z;
      }
      for (const y of running) {
        const z = (y - mu) / sigma;
        const h = Math.exp(z);
        byMu += h;
        bySigma += z * h;
      }
      for (const pair of intervals) {
        const [from, to] = interval(pair, mu, sigma);
        byMu += from.q - to.q;
        bySigma += from.z * from.q - to.z * to.q;
      }
      return [byMu / sigma, bySigma / sigma];
    },
    curvature(mu, sigma) {
      let [muMu, muSigma, sigmaSigma] = [0, 0, exact.length];
      muSigma += exact.length;
      const hazards = (y: number, isExact: boolean) => {
        const z = (y - mu) / sigma;
        const h = Math.exp(z);
        muMu -= h;
        muSigma -= h + z * h;
        sigmaSigma -= z * z * h + 2 * z * h - (isExact ? 2 * z : 0);
      };
      for (const y of exact) hazards(y, true);
      for (const y of running) hazards(y, false);
      for (const pair of intervals) {
        const [from, to] = interval(pair, mu, sigma);
        const ff = -from.q * (1 - from.hazard) - from.q * from.q;
        const tt = to.q * (1 - to.hazard) - to.q * to.q;
        const ft = from.q * to.q;
        muMu += ff + 2 * ft + tt;
        muSigma += from.z * ff + (from.z + to.z) * ft + to.z * tt + to.q - from.q;
        sigmaSigma += from.z * from.z * ff + 2 * from.z * to.z * ft + to.z * to.z * tt + 2 * (to.z * to.q - from.z * from.q);
      }
      const scale = sigma * sigma;
      return [muMu / scale, muSigma / scale, sigmaSigma / scale];
    },
  };
}
