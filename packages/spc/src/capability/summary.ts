import { finite, onlyNamed, openProbability, positive, whole } from '../guard.ts';
import { indices, type Indices } from './capability.ts';
import { checked, type Specification } from './specification.ts';

/** A process of which only the figures are left: its mean, its standard deviation, and what that rests on. */
export interface ProcessSummary extends Specification {
  readonly mean: number;
  /** Standard deviation within subgroups for Cp and Cpk, of all readings for Pp and Ppk: the caller says which by the name he gives the answer. */
  readonly sigma: number;
  /** Readings it was estimated from. */
  readonly count: number;
  /** Degrees of freedom of that estimate; one less than the readings unless given. */
  readonly df?: number;
  readonly confidence?: number;
}

/**
 * Indices of a process from its mean and standard deviation, where the readings are gone: a report, a control chart's limits, a supplier's
 * certificate (NIST/SEMATECH handbook 6.1.6; Montgomery 8.3). `both` is Cp or Pp, `k` Cpk or Ppk, `m` Cpm.
 */
export function summaryCapability(given: ProcessSummary): Indices {
  onlyNamed('the request', given, ['lower', 'upper', 'target', 'mean', 'sigma', 'count', 'df', 'confidence']);
  const limits = checked(given);
  const count = whole('count', given.count, 2);
  const df = positive('df', given.df ?? count - 1);
  return indices(limits, finite('mean', given.mean), positive('sigma', given.sigma), df, count, openProbability('confidence', given.confidence ?? 0.95));
}
