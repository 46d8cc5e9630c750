import { binomial, hypergeometric, poisson, type Discrete } from '@millrace/statistics';
import { checkPlan, type AttributePlan } from './plan.ts';
import { finite, oneOf, onlyNamed, whole } from './check.ts';

/**
 * What is drawn from: a running process (`binomial`, the standards' tables for percent nonconforming), a process that
 * makes nonconformities (`poisson`, per 100 items), or one lot of known size (`hypergeometric`, isolated lots).
 */
export type DrawnFrom = { readonly distribution: 'binomial' } | { readonly distribution: 'poisson' } | { readonly distribution: 'hypergeometric'; readonly lotSize: number };

const process: DrawnFrom = { distribution: 'binomial' };

/** How a lot fares under a plan at one quality. */
export interface Outcome {
  /** Probability of acceptance. */
  readonly accept: number;
  /** Items inspected on average, each sample inspected to its end (ASN). */
  readonly averageSampleNumber: number;
  /** Probability that the lot is decided, and how, at each stage. */
  readonly stages: readonly { readonly accept: number; readonly reject: number }[];
}

/**
 * Exact probabilities of a single, double or multiple plan.
 * @param quality share nonconforming (0 to 1), or nonconformities per item for `poisson`; for `hypergeometric` the share
 * of the lot, which must make a whole number of items
 */
export function outcome(plan: AttributePlan, quality: number, from: DrawnFrom = process): Outcome {
  checkPlan(plan);
  checkQuality(quality, from);
  // probability of each count so far among the lots that are still open
  let open = new Map<number, number>([[0, 1]]);
  let drawn = 0;
  let averageSampleNumber = 0;
  const stages: { accept: number; reject: number }[] = [];
  for (const [k, stage] of plan.stages.entries()) {
    const isLast = k === plan.stages.length - 1;
    const reached = sum(open.values());
    averageSampleNumber += reached * stage.sampleSize;
    const next = new Map<number, number>();
    let accept = 0;
    let reject = 0;
    for (const [found, probability] of open) {
      const count = countIn(stage.sampleSize, found, drawn, quality, from);
      for (let more = 0; found + more < stage.reject; more++) {
        const mass = probability * count.mass(more);
        if (isLast || (stage.accept !== undefined && found + more <= stage.accept)) accept += mass;
        else next.set(found + more, (next.get(found + more) ?? 0) + mass);
      }
      reject += probability * count.survival(stage.reject - found - 1);
    }
    stages.push({ accept, reject });
    open = next;
    drawn += stage.sampleSize;
  }
  return { accept: Math.min(1, sum(stages.map((stage) => stage.accept))), averageSampleNumber, stages };
}

/** Probability of acceptance: a point of the OC curve. */
export function acceptanceProbability(plan: AttributePlan, quality: number, from?: DrawnFrom): number {
  return outcome(plan, quality, from).accept;
}

/** The quality that a plan accepts with a given probability: 0.95 gives the producer's point, 0.1 the limiting quality. */
export function qualityAccepted(plan: AttributePlan, probability: number, distribution: 'binomial' | 'poisson' = 'binomial'): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`probability is ${probability}; it must lie between 0 and 1.`);
  oneOf('distribution', distribution, ['binomial', 'poisson']);
  const from: DrawnFrom = { distribution };
  let good = 0;
  let poor = 1;
  if (distribution === 'poisson') while (outcome(plan, poor, from).accept > probability) poor *= 2;
  for (let i = 0; i < 100 && poor - good > 1e-15 * poor; i++) {
    const middle = (good + poor) / 2;
    if (outcome(plan, middle, from).accept > probability) good = middle;
    else poor = middle;
  }
  return (good + poor) / 2;
}

/** What leaves a line where rejected lots are inspected whole and every nonconforming item is replaced. */
export interface Rectified {
  /** Average outgoing quality: share nonconforming after inspection. */
  readonly averageOutgoingQuality: number;
  /** Average total inspection: items inspected per lot, screening of rejected lots included. */
  readonly averageTotalInspection: number;
}

/** Rectifying inspection of lots of a given size from a process with a share nonconforming. */
export function rectified(plan: AttributePlan, quality: number, lotSize: number): Rectified {
  const largest = sum(plan.stages.map((stage) => stage.sampleSize));
  whole('lotSize', lotSize, largest);
  const { stages } = outcome(plan, quality);
  let inspected = 0;
  let outgoing = 0;
  let drawn = 0;
  for (const [k, stage] of stages.entries()) {
    drawn += plan.stages[k]!.sampleSize;
    inspected += stage.accept * drawn + stage.reject * lotSize;
    // nonconforming items of the samples are replaced too, so only the rest of an accepted lot carries any
    outgoing += (stage.accept * quality * (lotSize - drawn)) / lotSize;
  }
  return { averageOutgoingQuality: outgoing, averageTotalInspection: inspected };
}

/** The worst average outgoing quality a plan lets through over all incoming qualities (AOQL), and at which it does. */
export function averageOutgoingQualityLimit(plan: AttributePlan, lotSize: number): { readonly limit: number; readonly atQuality: number } {
  const outgoing = (quality: number): number => rectified(plan, quality, lotSize).averageOutgoingQuality;
  // the outgoing quality rises to one peak; find its neighbourhood on a grid that is fine near 0, then close in
  const grid = Array.from({ length: 400 }, (_, i) => ((i + 1) / 401) ** 3);
  const best = grid.reduce((top, quality, i) => (outgoing(quality) > outgoing(grid[top]!) ? i : top), 0);
  let low = best === 0 ? 0 : grid[best - 1]!;
  let high = grid[best + 1] ?? 1;
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let i = 0; i < 80; i++) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    if (outgoing(a) > outgoing(b)) high = b;
    else low = a;
  }
  const atQuality = (low + high) / 2;
  return { limit: outgoing(atQuality), atQuality };
}

function countIn(sampleSize: number, found: number, drawn: number, quality: number, from: DrawnFrom): Discrete {
  if (from.distribution === 'binomial') return binomial({ trials: sampleSize, probability: quality });
  if (from.distribution === 'poisson') return quality === 0 ? none : poisson({ mean: sampleSize * quality });
  const defective = Math.round(from.lotSize * quality);
  return hypergeometric({ lot: from.lotSize - drawn, defective: defective - found, sample: sampleSize });
}

const none: Discrete = { mean: 0, variance: 0, support: [0, 0], mass: (k) => (k === 0 ? 1 : 0), cdf: (k) => (k < 0 ? 0 : 1), survival: (k) => (k < 0 ? 1 : 0), quantile: () => 0 };

function checkQuality(quality: number, from: DrawnFrom): void {
  onlyNamed('from', from, ['distribution', 'lotSize']);
  finite('quality', quality);
  oneOf('distribution', from.distribution, ['binomial', 'poisson', 'hypergeometric']);
  if (quality < 0 || (quality > 1 && from.distribution !== 'poisson')) throw new RangeError(`quality is ${quality}; it must be a share from 0 to 1 (not a percentage).`);
  if (from.distribution !== 'hypergeometric') return;
  const { lotSize } = from;
  whole('lotSize', lotSize, 1);
  const items = quality * lotSize;
  if (Math.abs(items - Math.round(items)) > 1e-6 * Math.max(1, items))
    throw new RangeError(`quality is ${quality}, which is ${items} items of a lot of ${lotSize}; it must make a whole number of items.`);
}

const sum = (numbers: Iterable<number>): number => {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
};
