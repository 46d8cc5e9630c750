import { binomial } from '@millrace/statistics';
import { share } from './check.ts';
import { checkPlan, type AttributePlan } from './plan.ts';

/**
 * Items inspected on average (ASN) where the first sample is inspected to its end, because it estimates the process, and any
 * later one stops as soon as the rejection number is reached (Montgomery, Introduction to Statistical Quality Control, 15.3.1).
 * For lots drawn from a process with a share nonconforming.
 */
export function curtailedSampleNumber(plan: AttributePlan, quality: number): number {
  checkPlan(plan);
  share('quality', quality);
  const [first, ...later] = plan.stages;
  let total = first!.sampleSize;
  let open = openAfter(new Map([[0, 1]]), first!, quality);
  for (const stage of later) {
    for (const [found, probability] of open) total += probability * untilCount(stage.reject - found, stage.sampleSize, quality);
    open = openAfter(open, stage, quality);
  }
  return total;
}

/** Counts so far, and their probability, of the lots that a stage does not decide. */
function openAfter(open: ReadonlyMap<number, number>, { sampleSize, accept = -1, reject }: AttributePlan['stages'][number], quality: number): Map<number, number> {
  const count = binomial({ trials: sampleSize, probability: quality });
  const next = new Map<number, number>();
  for (const [found, probability] of open)
    for (let total = Math.max(found, accept + 1); total < reject; total++) next.set(total, (next.get(total) ?? 0) + probability * count.mass(total - found));
  return next;
}

/** Items drawn on average until `needed` nonconforming ones are found, or `most` items are. */
function untilCount(needed: number, most: number, quality: number): number {
  // probability of each count below `needed` after i items; an item is drawn as long as the count is below
  let counts = [1, ...Array.from({ length: needed - 1 }, () => 0)];
  let drawn = 0;
  for (let i = 0; i < most; i++) {
    drawn += counts.reduce((sum, probability) => sum + probability, 0);
    counts = counts.map((probability, k) => probability * (1 - quality) + (k === 0 ? 0 : counts[k - 1]! * quality));
  }
  return drawn;
}
