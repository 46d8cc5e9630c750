import { dayAt } from '@millrace/kernel';
import type { Lot } from '@millrace/material';

/** Whether a value may be the number of a lot: a yes, a no and a figure with decimals are none, and are not looked up. */
export const mayNameLot = (value: string): boolean => value !== 'yes' && value !== 'no' && !/^-?\d+\.\d+$/.test(value);

/** What is to be said of a lot that was read, and whether that bars it from use; nothing where it may be used. */
export interface LotWords {
  readonly says: string;
  readonly isBarred: boolean;
}

/**
 * Judges the lots that carry a number at the moment they were read. Numbers are unique per material only: where two materials have the same one, that
 * of a material the step takes is meant, and of two of those the one that may be used.
 */
export function lotWords(lots: readonly Lot[], materials: readonly string[] | undefined, at: Temporal.Instant, timeZone: string): LotWords | undefined {
  const [first] = lots;
  if (!first) return { says: 'no lot of this number is known here', isBarred: false };
  const meant = materials ? lots.filter(({ definition }) => materials.includes(definition)) : lots;
  if (meant.length === 0) return { says: `it is of ${first.definition}, and ${materials!.join(' or ')} is asked for`, isBarred: true };
  const why = meant.map((one) => barred(one, at, timeZone));
  return why.includes(undefined) ? undefined : { says: why[0]!, isBarred: true };
}

/** Why a lot may not be used: only what is released is usable (21 CFR 211.84(e), 211.110(c)), and that until it expires. */
function barred(lot: Lot, at: Temporal.Instant, timeZone: string): string | undefined {
  if (lot.state === 'rejected') return `it was rejected (${lot.rejectedWhy})`;
  if (lot.state === 'on-hold') return `it is on hold (${lot.holds.map(({ reason }) => reason).join('; ')})`;
  if (lot.expiresAt !== undefined && Temporal.Instant.compare(lot.expiresAt, at) <= 0) return `it expired on ${dayAt(lot.expiresAt, timeZone).toString()}`;
  return lot.state === 'quarantined' ? 'it is in quarantine and not released yet' : undefined;
}
