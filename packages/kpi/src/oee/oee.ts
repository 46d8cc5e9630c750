import { lengthMs } from '@millrace/calendar';
import type { Interval } from '@millrace/calendar';
import { checkLeaves, clippedTo } from '../interval/leaf.ts';
import type { Leaf } from '../interval/leaf.ts';
import { ratioOf, uniqueIds, zeroOrMore } from '../lineage.ts';
import type { Flag, Ratio } from '../lineage.ts';
import { timeCategories, totalsByCategory, usualMinorStopMs } from './category.ts';
import { checkProfile } from './profile.ts';
import type { OeeProfile } from './profile.ts';
import { countTotals } from './response.ts';
import type { JobResponse } from './response.ts';
import { onlyNamed } from '@millrace/statistics/guard';

/**
 * The sums an OEE is made of, ms. These are stored and rolled up; the ratios are worked out when they are shown. `idealMs` and
 * `idealGoodMs` are missing
 * where a product has no ideal cycle: then there is an availability, but no OEE.
 */
export type OeeSums = {
  readonly profile: string;
  readonly windowMs: number;
  readonly plannedMs: number;
  readonly runMs: number;
  /** Actual unit processing time AUPT = production + set-up, for NEE. Missing where set-up is not known. */
  readonly processingMs?: number;
  /** Actual production time APT, for NEE. Missing where only totals are known. */
  readonly productionMs?: number;
  readonly idealMs?: number;
  readonly idealGoodMs?: number;
  /** Of `idealMs` what was made in time that is unknown and not run by the profile: in the OEE, not in the performance. Missing is none. */
  readonly idealUnloggedMs?: number;
  readonly unknownMs: number;
  readonly flags: readonly Flag[];
  readonly timeBasis: readonly string[];
  readonly countBasis: readonly string[];
  /** Responses whose product has no ideal cycle. */
  readonly withoutCycle: readonly string[];
};

/** Sums of one unit over a window by one profile. */
export function oeeSums(of: {
  readonly window: Interval;
  readonly leaves: readonly Leaf[];
  readonly responses: readonly JobResponse[];
  readonly profile: OeeProfile;
  /** Below this a stop without a kind is minor, ms. Default 5 min. */
  readonly minorStopMs?: number;
}): OeeSums {
  onlyNamed('of', of, ['window', 'leaves', 'responses', 'profile', 'minorStopMs']);
  checkProfile(of.profile);
  checkLeaves(of.leaves);
  const windowMs = lengthMs(of.window);
  const clipped = clippedTo(of.window, of.leaves);
  const totals = totalsByCategory(clipped, windowMs, of.minorStopMs ?? usualMinorStopMs);
  let [plannedMs, runMs] = [0, 0];
  const timeBasis: string[] = [];
  for (const category of timeCategories) {
    const treatment = of.profile.treats[category];
    if (treatment === 'outside') continue;
    plannedMs += totals[category].ms;
    if (treatment !== 'availability') runMs += totals[category].ms;
    for (const id of totals[category].basis) timeBasis.push(id);
  }
  // a profile that leaves unknown time out leaves out what was made in it; one that counts it as run knows how long its pieces ran
  const unlogged = of.profile.treats.unknown;
  const counts = countTotals(unlogged === 'outside' ? of.responses.filter((one) => !one.isTimeUnknown) : of.responses);
  const flags: Flag[] = [];
  if (totals.unknown.ms > 0) flags.push('incomplete');
  if (clipped.some(({ leaf }) => leaf.isOpen)) flags.push('open');
  return {
    profile: of.profile.id,
    windowMs,
    plannedMs,
    runMs,
    processingMs: totals.production.ms + totals.setup.ms,
    productionMs: totals.production.ms,
    ...(counts.idealMs !== undefined && { idealMs: counts.idealMs }),
    ...(counts.idealGoodMs !== undefined && { idealGoodMs: counts.idealGoodMs }),
    ...(counts.idealUnloggedMs !== undefined && unlogged === 'availability' && { idealUnloggedMs: counts.idealUnloggedMs }),
    unknownMs: totals.unknown.ms,
    flags,
    timeBasis,
    countBasis: counts.basis,
    withoutCycle: counts.withoutCycle,
  };
}

/** Sums that were kept somewhere are read again like any other input. */
export function checkSums(sums: OeeSums, name = 'sums'): void {
  for (const part of ['windowMs', 'plannedMs', 'runMs', 'unknownMs'] as const) zeroOrMore(sums[part], `${name} ${part}`);
  for (const part of ['processingMs', 'productionMs', 'idealMs', 'idealGoodMs', 'idealUnloggedMs'] as const)
    if (sums[part] !== undefined) zeroOrMore(sums[part], `${name} ${part}`);
}

/**
 * Sums from totals instead of intervals: a published example, a paper form. What counts as planned and as run is for the one who has the
 * totals to know; the profile is only named. Without set-up time there is no NEE.
 */
export function oeeSumsOfTotals(of: {
  /** Names the record the totals are from. */
  readonly id: string;
  readonly profile: OeeProfile;
  /** All time there is, breaks and nights included: what TEEP divides by. */
  readonly windowMs: number;
  readonly plannedMs: number;
  readonly runMs: number;
  readonly setupMs?: number;
  readonly responses: readonly JobResponse[];
}): OeeSums {
  onlyNamed('of', of, ['id', 'profile', 'windowMs', 'plannedMs', 'runMs', 'setupMs', 'responses']);
  checkProfile(of.profile);
  for (const name of ['windowMs', 'plannedMs', 'runMs'] as const) zeroOrMore(of[name], name);
  if (of.setupMs !== undefined) zeroOrMore(of.setupMs, 'setupMs');
  if (of.plannedMs > of.windowMs) throw new RangeError(`plannedMs is ${of.plannedMs}; allowed is at most windowMs, ${of.windowMs}.`);
  if (of.runMs > of.plannedMs) throw new RangeError(`runMs is ${of.runMs}; allowed is at most plannedMs, ${of.plannedMs}.`);
  const { idealMs, idealGoodMs, basis, withoutCycle } = countTotals(of.responses);
  return {
    profile: of.profile.id,
    windowMs: of.windowMs,
    plannedMs: of.plannedMs,
    runMs: of.runMs,
    ...(of.setupMs !== undefined && { processingMs: of.runMs + of.setupMs, productionMs: of.runMs }),
    ...(idealMs !== undefined && { idealMs }),
    ...(idealGoodMs !== undefined && { idealGoodMs }),
    unknownMs: 0,
    flags: [],
    timeBasis: [of.id],
    countBasis: basis,
    withoutCycle,
  };
}

/**
 * Sums over units, shifts, days or products. Profiles are not mixed. The OEE of a line is that of its constraint, not of this sum over its
 * cells.
 */
export function rollUpOee(of: readonly OeeSums[]): OeeSums {
  const [first] = of;
  if (!first) throw new RangeError('of is empty; allowed is at least one set of sums.');
  for (const [index, sums] of of.entries()) checkSums(sums, `of[${index}]`);
  const other = of.find((sums) => sums.profile !== first.profile);
  if (other) throw new RangeError(`of mixes the profiles ${first.profile} and ${other.profile}; allowed is one, because they do not count the same time.`);
  const add = (name: 'windowMs' | 'plannedMs' | 'runMs' | 'unknownMs'): number => of.reduce((total, sums) => total + sums[name], 0);
  // known of all, or not known of the whole
  const addKnown = <Name extends 'processingMs' | 'productionMs' | 'idealMs' | 'idealGoodMs'>(name: Name): Partial<Record<Name, number>> =>
    of.every((sums) => sums[name] !== undefined) ? ({ [name]: of.reduce((total, sums) => total + (sums[name] ?? 0), 0) } as Record<Name, number>) : {};
  const withoutCycle = of.flatMap((sums) => sums.withoutCycle);
  const idealUnloggedMs = of.reduce((total, sums) => total + (sums.idealUnloggedMs ?? 0), 0);
  return {
    profile: first.profile,
    windowMs: add('windowMs'),
    plannedMs: add('plannedMs'),
    runMs: add('runMs'),
    ...addKnown('processingMs'),
    ...addKnown('productionMs'),
    unknownMs: add('unknownMs'),
    ...addKnown('idealMs'),
    ...addKnown('idealGoodMs'),
    ...(idealUnloggedMs > 0 && { idealUnloggedMs }),
    flags: [...new Set(of.flatMap((sums) => sums.flags))],
    timeBasis: uniqueIds(of.flatMap((sums) => sums.timeBasis)),
    countBasis: uniqueIds(of.flatMap((sums) => sums.countBasis)),
    withoutCycle,
  };
}

/** The figures people see, under the profile's name. Those without value are unknown; `why` says what is missing. */
export type Oee = {
  readonly profile: string;
  readonly availability: Ratio;
  readonly performance?: Ratio;
  readonly quality?: Ratio;
  readonly oee?: Ratio;
  /** Net equipment effectiveness: as OEE, with set-up no loss (AUPT by planned time). Meant for `iso-22400-2`. */
  readonly nee?: Ratio;
  /** Good time at ideal speed by all time there is. Not an ISO 22400-2 indicator; OEE times utilisation (oee.com). */
  readonly teep?: Ratio;
  /** Share of the window that has intervals. */
  readonly completeness: number;
  readonly why: readonly string[];
};

/**
 * Works out availability, performance, quality, OEE, NEE and TEEP. Weighted as sums must be: performance by run time, quality by ideal
 * time. Performance above 1 is
 * shown and flagged, never cut. It is of the pieces whose time is known; with others beside them the three factors do not multiply to the OEE, which is of all
 * pieces, and NEE is not known. A factor that is not known is left out, and so is the OEE: it is not taken as 1.
 */
export function oee(sums: OeeSums): Oee {
  checkSums(sums);
  const { timeBasis, countBasis, flags } = sums;
  const basis = [...timeBasis, ...countBasis];
  const why: string[] = [];
  if (sums.plannedMs === 0) why.push('No time is planned in the window, so that there is nothing to be available for.');
  for (const id of sums.withoutCycle) why.push(`Response ${id} has no ideal cycle time.`);
  const availability = ratioOf(sums.runMs, sums.plannedMs, timeBasis, flags);
  const result = { profile: sums.profile, availability, completeness: sums.windowMs === 0 ? 0 : 1 - sums.unknownMs / sums.windowMs };
  if (sums.idealMs === undefined || sums.idealGoodMs === undefined) return { ...result, why };
  const idealRunMs = sums.idealMs - (sums.idealUnloggedMs ?? 0);
  const above: Flag[] = idealRunMs > sums.runMs ? ['performance-above-1'] : [];
  const marked = [...flags, ...above];
  if (sums.runMs === 0 && idealRunMs > 0) why.push('Pieces were counted, but no time of the window is run: counts and intervals do not agree.');
  return {
    ...result,
    performance: ratioOf(idealRunMs, sums.runMs, basis, marked),
    quality: ratioOf(sums.idealGoodMs, sums.idealMs, countBasis, flags),
    oee: ratioOf(sums.idealGoodMs, sums.plannedMs, basis, marked),
    ...(sums.idealUnloggedMs === undefined &&
      sums.processingMs !== undefined &&
      sums.productionMs !== undefined && { nee: neeOf(sums.idealGoodMs, sums.processingMs, sums.productionMs, sums.plannedMs, basis, marked) }),
    teep: ratioOf(sums.idealGoodMs, sums.windowMs, basis, marked),
    why,
  };
}

/** AUPT/PBT x ideal/APT x good: the run of the profile cancels, so that the numerator is scaled by AUPT/APT. */
function neeOf(idealGoodMs: number, processingMs: number, productionMs: number, plannedMs: number, basis: readonly string[], flags: readonly Flag[]): Ratio {
  return productionMs === 0 ? ratioOf(0, 0, basis, flags) : ratioOf(idealGoodMs * (processingMs / productionMs), plannedMs, basis, flags);
}
