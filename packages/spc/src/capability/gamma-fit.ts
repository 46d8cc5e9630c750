import { gamma, mean, zeroBetween, type Continuous } from '@millrace/statistics';

/** Derivative of log gamma: lifted above 10 by its recurrence, then its asymptotic series (DLMF 5.11.2), right to 1e-14. */
function digamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 10; at++) shift -= 1 / at;
  const square = 1 / (at * at);
  const series = square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132))));
  return shift + Math.log(at) - 0.5 / at - series;
}

/** Gamma shape of greatest likelihood: log a - digamma(a) is how far the logarithm of the mean lies above the mean of the logarithms. */
export function gammaFit(values: readonly number[]): Continuous {
  const middle = mean(values);
  const gap = Math.log(middle) - mean(values.map(Math.log));
  // between 1 / (2a) and 1 / a for every a
  const shape = Math.exp(zeroBetween((log) => log - digamma(Math.exp(log)) - gap, Math.log(0.4 / gap), Math.log(1.1 / gap), 1e-13));
  return gamma({ shape, scale: middle / shape });
}
