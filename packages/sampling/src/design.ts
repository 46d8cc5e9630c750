import { acceptanceProbability, type DrawnFrom } from './operating-characteristic.ts';
import { onlyNamed, share, whole } from './check.ts';
import { singlePlan, type AttributePlan } from './plan.ts';

/** What a plan shall promise to the one who makes and to the one who takes. */
export interface RiskPoints {
  /** A quality that should pass (share nonconforming), and the risk that a lot of it is rejected, for instance 0.05. */
  readonly goodQuality: number;
  readonly producerRisk: number;
  /** A quality that should not, and the risk that a lot of it is accepted, for instance 0.1. */
  readonly poorQuality: number;
  readonly consumerRisk: number;
}

/** Refuse points that no plan can join. */
export function checkRiskPoints(points: RiskPoints): void {
  onlyNamed('points', points, ['goodQuality', 'producerRisk', 'poorQuality', 'consumerRisk']);
  share('goodQuality', points.goodQuality);
  share('poorQuality', points.poorQuality);
  share('producerRisk', points.producerRisk);
  share('consumerRisk', points.consumerRisk);
  if (points.goodQuality >= points.poorQuality)
    throw new RangeError(`goodQuality is ${points.goodQuality} and poorQuality is ${points.poorQuality}; the good one must be the smaller share nonconforming.`);
  if (points.producerRisk + points.consumerRisk >= 1)
    throw new RangeError(`producerRisk is ${points.producerRisk} and consumerRisk is ${points.consumerRisk}; together they must stay below 1.`);
}

/** The smallest single plan by attributes that keeps both risks, for lots drawn from a process. */
export function designAttributePlan(points: RiskPoints): AttributePlan {
  checkRiskPoints(points);
  const from: DrawnFrom = { distribution: 'binomial' };
  // 200: a plan with more acceptable nonconforming items inspects tens of thousands; the two qualities are then too close
  for (let accept = 0; accept <= 200; accept++) {
    const sampleSize = smallest(accept + 1, (n) => acceptanceProbability(singlePlan(n, accept), points.poorQuality, from) <= points.consumerRisk);
    const plan = singlePlan(sampleSize, accept);
    if (acceptanceProbability(plan, points.goodQuality, from) >= 1 - points.producerRisk) return plan;
  }
  throw new RangeError(
    `goodQuality ${points.goodQuality} and poorQuality ${points.poorQuality} lie so close together that no plan with an acceptance number up to 200 keeps them apart.`,
  );
}

/** A zero-acceptance plan: one nonconforming item in the sample rejects the lot. */
export interface ZeroAcceptanceRequest {
  readonly lotSize: number;
  /** The share nonconforming that shall be caught. */
  readonly limitingQuality: number;
  /** The risk that a lot at or beyond it is accepted all the same; default 0.1. */
  readonly consumerRisk?: number;
}

/**
 * The smallest c = 0 plan that keeps the consumer's risk for this very lot (hypergeometric, drawn without putting back).
 * Computed, not taken from a table. Danger: c = 0 plans protect the consumer alone; good lots are rejected often.
 */
export function zeroAcceptancePlan(request: ZeroAcceptanceRequest): AttributePlan {
  onlyNamed('the request', request, ['lotSize', 'limitingQuality', 'consumerRisk']);
  const lotSize = whole('lotSize', request.lotSize, 2);
  const limitingQuality = share('limitingQuality', request.limitingQuality);
  const consumerRisk = share('consumerRisk', request.consumerRisk ?? 0.1);
  // the fewest nonconforming items that make the lot as poor as that; 1e-9 against a product that rounds just above a whole
  const defective = Math.max(1, Math.ceil(lotSize * limitingQuality - 1e-9));
  const from: DrawnFrom = { distribution: 'hypergeometric', lotSize };
  const missesAll = (n: number): number => acceptanceProbability(singlePlan(n, 0), defective / lotSize, from);
  return singlePlan(
    // 90 of 100 items miss one bad item just 1 time in 10, and a double says a hair more
    smallest(1, (n) => n >= lotSize || missesAll(n) <= consumerRisk * (1 + 1e-12)),
    0,
  );
}

/** The smallest whole number from `low` on for which a claim holds that stays true once it is. */
function smallest(low: number, holds: (n: number) => boolean): number {
  let high = low;
  while (!holds(high)) high *= 2;
  let below = Math.max(low - 1, Math.floor(high / 2));
  if (high === low) return low;
  while (high - below > 1) {
    const middle = Math.floor((below + high) / 2);
    if (holds(middle)) high = middle;
    else below = middle;
  }
  return high;
}
