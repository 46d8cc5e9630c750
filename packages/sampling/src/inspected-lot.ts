import { attributePlan, type FoundPlan } from './attribute-plan.ts';
import { preferredAqls } from './attribute-tables.ts';
import { judge } from './plan.ts';
import type { InspectedLot } from './switching.ts';

/**
 * A lot judged under a looked-up plan, as the switching rules want to hear of it: the verdict, the stage that gave it, and
 * whether it would pass one AQL step tighter. `nonconforming[k]` is the count of sample k alone; the lot must be decided.
 */
export function inspectedLot(plan: FoundPlan, nonconforming: readonly number[]): InspectedLot {
  const verdict = judge(plan, nonconforming);
  if (verdict === 'draw-next-sample') throw new RangeError(`nonconforming has ${nonconforming.length} samples and the lot is not decided yet; draw the next sample first.`);
  const accept = plan.stages[0]!.accept;
  return {
    type: 'lot',
    isAccepted: verdict !== 'reject',
    isBetween: verdict === 'accept-and-reinstate-normal',
    nonconforming: nonconforming[0]!,
    inspected: nonconforming.reduce((sum, _, k) => sum + plan.stages[k]!.sampleSize, 0),
    found: nonconforming.reduce((sum, count) => sum + count, 0),
    kind: plan.kind,
    decidedAtStage: nonconforming.length,
    ...(plan.kind === 'single' && accept !== undefined && { accept }),
    ...(plan.kind === 'single' && accept !== undefined && accept >= 2 && { acceptOneStepTighter: oneStepTighter(plan) }),
  };
}

/** The acceptance number beside it in the letter's row: with 2 or more there always is one, of the same sample size. */
function oneStepTighter({ standard, severity, letter, aql }: FoundPlan): number {
  const tighter = preferredAqls[preferredAqls.indexOf(aql) - 1]!;
  return attributePlan({ standard, severity, letter, aql: tighter }).stages[0]!.accept!;
}
