import { mean, normal, standardDeviation } from '@millrace/statistics';
import { c4, equivalentDf } from '../constants/constants.ts';
import { relativeRange } from '../constants/range.ts';
import { individuals } from '../chart/individuals.ts';
import { subgroupOf, withinSigma } from '../chart/subgroups.ts';
import { oneOf, onlyNamed, openProbability, refuse, sample } from '../guard.ts';
import { cpInterval, cpkInterval, cpmInterval, type CapabilityIndex } from './index-interval.ts';
import { checked, outsidePpm, type OutsidePpm, type Specification } from './specification.ts';

/** How the scatter within subgroups is estimated; single readings always by the average moving range of two. */
export type WithinMethod = 'range' | 'deviation' | 'pooled';

/** Indices by one standard deviation. Two-sided ones are absent with one limit only. */
export interface Indices {
  /** Standard deviation they rest on, in the unit of the readings. */
  readonly sigma: number;
  /** Degrees of freedom of that estimate, equivalent ones for ranges. */
  readonly df: number;
  /** Cp or Pp: width of the specification over six sigma. */
  readonly both?: CapabilityIndex;
  /** Cpl or Ppl. */
  readonly lower?: CapabilityIndex;
  /** Cpu or Ppu. */
  readonly upper?: CapabilityIndex;
  /** Cpk or Ppk: the worse side. */
  readonly k: CapabilityIndex;
  /** Cpm: width over 6 sqrt(sigma^2 + (mean - target)^2); absent without a target or with one limit only. */
  readonly m?: CapabilityIndex;
  /** Expected outside if the readings are normal. */
  readonly expectedPpm: OutsidePpm;
}

/** The indices by the names they are known by; two-sided ones are absent with one limit only. */
export interface NamedIndices {
  readonly cp?: CapabilityIndex;
  readonly cpl?: CapabilityIndex;
  readonly cpu?: CapabilityIndex;
  readonly cpk: CapabilityIndex;
  readonly cpm?: CapabilityIndex;
  readonly pp?: CapabilityIndex;
  readonly ppl?: CapabilityIndex;
  readonly ppu?: CapabilityIndex;
  readonly ppk: CapabilityIndex;
}

export interface Capability extends NamedIndices {
  readonly count: number;
  readonly mean: number;
  /** Cp, Cpk: what the process could do, by the scatter within subgroups. */
  readonly potential: Indices;
  /** Pp, Ppk: what it did, by the scatter of all readings. */
  readonly performance: Indices;
  readonly observedPpm: OutsidePpm;
  readonly confidence: number;
}

export function indices({ lower, upper, target }: Specification, center: number, sigma: number, df: number, count: number, confidence: number): Indices {
  const side = (distance: number) => cpkInterval({ cpk: distance / (3 * sigma), count, df, confidence });
  const low = lower === undefined ? undefined : side(center - lower);
  const high = upper === undefined ? undefined : side(upper - center);
  const shape = normal({ mean: center, sd: sigma });
  const shift = target === undefined ? 0 : (center - target) / sigma;
  return {
    sigma,
    df,
    ...(lower === undefined || upper === undefined ? {} : { both: cpInterval({ cp: (upper - lower) / (6 * sigma), df, confidence }) }),
    ...(low === undefined ? {} : { lower: low }),
    ...(high === undefined ? {} : { upper: high }),
    ...(lower === undefined || upper === undefined || target === undefined
      ? {}
      : { m: cpmInterval({ cpm: (upper - lower) / (6 * sigma * Math.sqrt(1 + shift * shift)), count, shift, confidence }) }),
    k: low === undefined ? high! : high === undefined || low.value <= high.value ? low : high,
    expectedPpm: outsidePpm({ ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) }, shape.cdf, shape.survival),
  };
}

/** Standard deviation from the average moving range of two, with what it is worth (neighbouring ranges share a reading and so agree). */
function fromMovingRange(values: readonly number[]): { readonly sigma: number; readonly df: number } {
  const { d2, d3 } = relativeRange(2);
  const ranges = values.length - 1;
  // covariance of |X - Y| and |Y - Z|: (4/pi)(sqrt(3)/2 + pi/12) - 4/pi
  const shared = (4 / Math.PI) * (Math.sqrt(3) / 2 + Math.PI / 12 - 1);
  const variance = (ranges * d3 * d3 + 2 * (ranges - 1) * shared) / (ranges * ranges);
  return { sigma: individuals(values).estimates[0]!.sigma, df: equivalentDf(variance / (d2 * d2)) };
}

/**
 * Process capability and performance of normal readings (ISO 22514-2, AIAG SPC; Montgomery 8.3), two-sided or one-sided, with limits.
 * Give `subgroups`, or `values` in the order made. `within` is `pooled` unless said; as Minitab does, all are unbiased unless `unbiased: false`
 * (pooled only; qcc and Montgomery use it so for performance, where no constant is ever applied).
 * The limits of Cp and Cpk count the degrees of freedom the within estimate really has; `readings` counts all readings less one, as qcc does.
 * Limits are two-sided; the lower one at 0.9 is the one-sided lower bound at 0.95.
 * Judge stability and shape first: an index of a process that drifts or is skewed means nothing.
 */
export function capability(
  given: Specification & {
    readonly values?: ArrayLike<number>;
    readonly subgroups?: readonly ArrayLike<number>[];
    readonly within?: WithinMethod;
    readonly unbiased?: boolean;
    readonly degreesOfFreedom?: 'estimate' | 'readings';
    readonly confidence?: number;
  },
): Capability {
  onlyNamed('the request', given, ['lower', 'upper', 'target', 'values', 'subgroups', 'within', 'unbiased', 'degreesOfFreedom', 'confidence']);
  const limits = checked(given);
  const confidence = openProbability('confidence', given.confidence ?? 0.95);
  const within = oneOf('within', given.within ?? 'pooled', ['range', 'deviation', 'pooled']);
  const by = oneOf('degreesOfFreedom', given.degreesOfFreedom ?? 'estimate', ['estimate', 'readings']);
  if ((given.values === undefined) === (given.subgroups === undefined)) refuse('values and subgroups', 'both or none', 'exactly one of the two');
  const all = given.subgroups === undefined ? Array.from(sample('values', given.values!, 3)) : given.subgroups.flatMap((g) => Array.from(g));
  const groups = given.subgroups?.map((values, i) => subgroupOf(values, `subgroups[${i}]`, 1, within === 'range' ? 'range' : 'deviation'));
  sample('subgroups', all, 3);
  const overall = standardDeviation(all);
  if (overall === 0) refuse(given.values === undefined ? 'subgroups' : 'values', all, 'a list whose values differ: without scatter no index exists');

  let sigma: number;
  let df: number;
  const scattering = groups?.filter((g) => g.size > 1);
  if (scattering === undefined || scattering.length === 0) {
    ({ sigma, df } = fromMovingRange(all));
  } else if (within === 'pooled') {
    df = scattering.reduce((sum, g) => sum + g.size - 1, 0);
    sigma = withinSigma(scattering, 'deviation', 'pooled').sigma * (given.unbiased === false ? c4(df + 1) : 1);
  } else {
    const estimate = withinSigma(scattering, within, 'weighted');
    sigma = estimate.sigma;
    df = equivalentDf(estimate.squaredVariation);
  }
  if (sigma === 0) refuse('subgroups', groups, 'such that readings within a subgroup differ');

  const center = mean(all);
  const potential = indices(limits, center, sigma, by === 'readings' ? all.length - 1 : df, all.length, confidence);
  const performance = indices(limits, center, overall, all.length - 1, all.length, confidence);
  return {
    count: all.length,
    mean: center,
    ...named(potential, performance),
    potential,
    performance,
    observedPpm: outsidePpm(
      limits,
      (limit) => all.filter((x) => x < limit).length / all.length,
      (limit) => all.filter((x) => x > limit).length / all.length,
    ),
    confidence,
  };
}

/** Cpm goes by the scatter of all readings, as Taguchi's loss does and Minitab prints it. */
function named(potential: Indices, performance: Indices): NamedIndices {
  return {
    cpk: potential.k,
    ppk: performance.k,
    ...(potential.both && { cp: potential.both }),
    ...(potential.lower && { cpl: potential.lower }),
    ...(potential.upper && { cpu: potential.upper }),
    ...(performance.m && { cpm: performance.m }),
    ...(performance.both && { pp: performance.both }),
    ...(performance.lower && { ppl: performance.lower }),
    ...(performance.upper && { ppu: performance.upper }),
  };
}

export interface MachineCapability {
  readonly count: number;
  readonly mean: number;
  readonly sigma: number;
  /** Absent with one limit only. */
  readonly cm?: CapabilityIndex;
  readonly cmk: CapabilityIndex;
  readonly expectedPpm: OutsidePpm;
}

/**
 * Machine capability Cm and Cmk of parts made one after the other under one setting (ISO 22514-3, where they are Pm and Pmk; VDMA 8669;
 * customary run 50 parts). By the standard deviation of all parts; usual demand Cmk >= 1.67.
 */
export function machineCapability(given: Specification & { readonly values: ArrayLike<number>; readonly confidence?: number }): MachineCapability {
  onlyNamed('the request', given, ['lower', 'upper', 'target', 'values', 'confidence']);
  const limits = checked(given);
  const confidence = openProbability('confidence', given.confidence ?? 0.95);
  sample('values', given.values, 3);
  const sigma = standardDeviation(given.values);
  if (sigma === 0) refuse('values', Array.from(given.values), 'a list whose values differ: without scatter no index exists');
  const center = mean(given.values);
  const of = indices(limits, center, sigma, given.values.length - 1, given.values.length, confidence);
  return {
    count: given.values.length,
    mean: center,
    sigma,
    ...(of.both === undefined ? {} : { cm: of.both }),
    cmk: of.k,
    expectedPpm: of.expectedPpm,
  };
}
