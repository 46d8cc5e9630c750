import { whole } from './check.ts';

/** One sample of a plan and what the count so far decides. */
export interface Stage {
  /** Items drawn in this stage. */
  readonly sampleSize: number;
  /** Accept when all stages so far found this many nonconforming or fewer; undefined: acceptance is not yet possible. */
  readonly accept: number | undefined;
  /** Do not accept from this many on. */
  readonly reject: number;
}

/** A sampling plan by attributes: one stage (single), two (double) or more (multiple). */
export interface AttributePlan {
  readonly stages: readonly Stage[];
}

/** A single sampling plan: draw `sampleSize`, accept with at most `accept` nonconforming. */
export function singlePlan(sampleSize: number, accept: number, reject = accept + 1): AttributePlan {
  whole('sampleSize', sampleSize, 1);
  whole('accept', accept, 0);
  if (!Number.isInteger(reject) || reject <= accept) throw new RangeError(`reject is ${reject}; it must be a whole number above accept (${accept}).`);
  return { stages: [{ sampleSize, accept, reject }] };
}

/** What to do after a stage. */
export type Verdict =
  | 'accept'
  | 'reject'
  | 'draw-next-sample'
  /** Accept this lot, but go back to normal inspection: between Ac and Re under reduced inspection (ANSI Z1.4 §10.1.4). */
  | 'accept-and-reinstate-normal';

/** Judge a lot by what was found in each sample so far, in order. `nonconforming[k]` is the count of sample k alone. */
export function judge(plan: AttributePlan, nonconforming: readonly number[]): Verdict {
  checkPlan(plan);
  if (!Array.isArray(nonconforming)) throw new RangeError(`nonconforming is ${String(nonconforming)}; it must be a list with the count of each sample drawn.`);
  if (nonconforming.length === 0) throw new RangeError('nonconforming is empty; give the count of each sample drawn.');
  let found = 0;
  for (const [k, count] of nonconforming.entries()) {
    const stage = plan.stages[k];
    if (stage === undefined) throw new RangeError(`nonconforming has ${nonconforming.length} samples; this plan has ${plan.stages.length}.`);
    if (!Number.isInteger(count) || count < 0) throw new RangeError(`nonconforming[${k}] is ${count}; it must be a whole number of 0 or more.`);
    found += count;
    const isLast = k === plan.stages.length - 1;
    const verdict = decide(stage, found, isLast);
    if (verdict === 'draw-next-sample') continue;
    if (k < nonconforming.length - 1) throw new RangeError(`nonconforming has ${nonconforming.length} samples, but the lot was decided (${verdict}) after ${k + 1}.`);
    return verdict;
  }
  return 'draw-next-sample';
}

function decide(stage: Stage, found: number, isLast: boolean): Verdict {
  if (stage.accept !== undefined && found <= stage.accept) return 'accept';
  if (found >= stage.reject) return 'reject';
  return isLast ? 'accept-and-reinstate-normal' : 'draw-next-sample';
}

/** Refuse a plan that cannot be carried out. */
export function checkPlan({ stages }: AttributePlan): void {
  if (stages.length === 0) throw new RangeError('stages is empty; a plan has at least one sample.');
  let before: Stage | undefined;
  for (const [k, stage] of stages.entries()) {
    const name = `stages[${k}]`;
    const { sampleSize, accept, reject } = stage;
    if (!Number.isInteger(sampleSize) || sampleSize < 1) throw new RangeError(`${name}.sampleSize is ${sampleSize}; it must be a whole number of 1 or more.`);
    if (accept !== undefined && (!Number.isInteger(accept) || accept < 0)) throw new RangeError(`${name}.accept is ${accept}; it must be a whole number of 0 or more.`);
    if (!Number.isInteger(reject) || reject <= (accept ?? 0)) throw new RangeError(`${name}.reject is ${reject}; it must be a whole number above accept (${accept ?? 'none'}).`);
    if (before !== undefined && ((accept ?? -1) < (before.accept ?? -1) || reject < before.reject))
      throw new RangeError(`${name} accepts or rejects at a smaller count than the stage before it; counts are cumulative.`);
    before = stage;
  }
  if (before!.accept === undefined) throw new RangeError(`stages[${stages.length - 1}].accept is missing; the last sample must decide.`);
}
