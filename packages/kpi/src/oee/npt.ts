import type { Oee } from './oee.ts';
import { checkSums } from './oee.ts';
import type { OeeSums } from './oee.ts';
import { uniqueIds } from '../lineage.ts';

/**
 * Non-productive time, ms. Not in ISO 22400-2; where planned down time begins is a local decision, here that of the profile. As a stick it
 * makes crews code wrongly:
 * never use it for pay.
 */
export type NonProductiveTime = {
  readonly profile: Oee['profile'];
  /** Planned time less the ideal time of good pieces. */
  readonly totalMs: number;
  /** Written down as something else than production. */
  readonly reportedMs: number;
  /** Invisible lost time: slow running, scrap, and what nobody logged. Negative where more was made than the ideal cycle allows. */
  readonly invisibleMs: number;
  readonly basis: readonly string[];
};

/** Undefined where a product has no ideal cycle, or where only totals are known. */
export function nonProductiveTime(sums: OeeSums): NonProductiveTime | undefined {
  checkSums(sums);
  if (sums.idealGoodMs === undefined || sums.productionMs === undefined) return undefined;
  const totalMs = sums.plannedMs - sums.idealGoodMs;
  const reportedMs = sums.plannedMs - sums.productionMs - sums.unknownMs;
  return {
    profile: sums.profile,
    totalMs,
    reportedMs,
    invisibleMs: totalMs - reportedMs,
    basis: uniqueIds([...sums.timeBasis, ...sums.countBasis]),
  };
}
