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
 * Judges the lots that carry a number at the moment they were read. Numbers are unique per material only: where two materials have the same one, the
 * lot that may be used is meant.
 */
export function lotWords(lots: readonly Lot[], at: Temporal.Instant, timeZone: string): LotWords | undefined {
  const [first] = lots;
  if (!first) return { says: 'no lot of this number is known here', isBarred: false };
  const why = lots.map((one) => barred(one, at, timeZone));
  return why.includes(undefined) ? undefined : { says: why[0]!, isBarred: true };
}

/** Why a lot may not be used: only what is released is usable (21 CFR 211.84(e), 211.110(c)), and that until it expires. */
function barred(lot: Lot, at: Temporal.Instant, timeZone: string): string | undefined {
  if (lot.state === 'rejected') return `it was rejected (${lot.rejectedWhy})`;
  if (lot.state === 'on-hold') return `it is on hold (${lot.holds.map(({ reason }) => reason).join('; ')})`;
  if (lot.expiresAt !== undefined && Temporal.Instant.compare(lot.expiresAt, at) <= 0) return `it expired on ${dayAt(lot.expiresAt, timeZone).toString()}`;
  return lot.state === 'quarantined' ? 'it is in quarantine and not released yet' : undefined;
}
