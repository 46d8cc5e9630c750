import { ratioOf } from '../lineage.ts';
import type { Ratio } from '../lineage.ts';
import { checkSums } from './oee.ts';
import type { OeeSums } from './oee.ts';

/**
 * The four times of the loss-time model (ISO 22400-2, annex B, after Nakajima), ms: loading LT, operating OPT, net operating NOT, and the
 * valuable part of it. Each is the one before
 * less a group of losses. Under `nakajima` these are the annex's; under another profile they are that profile's.
 */
export type LossTimes = {
  readonly profile: string;
  readonly loadingMs: number;
  readonly operatingMs: number;
  readonly netOperatingMs: number;
  readonly valuableMs: number;
  /** OPT / LT, NOT / OPT, valuable / NOT, and their product. */
  readonly availability: Ratio;
  readonly performance: Ratio;
  readonly quality: Ratio;
  readonly oee: Ratio;
};

/** Undefined where a product has no ideal cycle, or pieces were made in time that nobody logged: then net operating time is not known. */
export function lossTimes(sums: OeeSums): LossTimes | undefined {
  checkSums(sums);
  const { plannedMs, runMs, idealMs, idealGoodMs, timeBasis, countBasis, flags } = sums;
  if (idealMs === undefined || idealGoodMs === undefined || sums.idealUnloggedMs !== undefined) return undefined;
  const basis = [...timeBasis, ...countBasis];
  return {
    profile: sums.profile,
    loadingMs: plannedMs,
    operatingMs: runMs,
    netOperatingMs: idealMs,
    valuableMs: idealGoodMs,
    availability: ratioOf(runMs, plannedMs, timeBasis, flags),
    performance: ratioOf(idealMs, runMs, basis, idealMs > runMs ? [...flags, 'performance-above-1'] : flags),
    quality: ratioOf(idealGoodMs, idealMs, countBasis, flags),
    oee: ratioOf(idealGoodMs, plannedMs, basis, flags),
  };
}
