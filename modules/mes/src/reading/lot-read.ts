import { dayAt } from '@millrace/kernel';
import type { Lot } from '@millrace/material';

/** Whether a value may be the number of a lot; what a step asks is known only once it is read. A yes, a no, and what is longer than a label are none. */
export const mayNameLot = (value: string): boolean => value !== 'yes' && value !== 'no' && value.length <= 60;

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
  const words = meant.map((one) => wordsOn(one, at, timeZone));
  return words.includes(undefined) ? undefined : (words.find((one) => !one!.isBarred) ?? words[0]);
}

/**
 * What is to be said of a lot at a moment, by what was decided until then: only what is released is usable (21 CFR 211.84(e), 211.110(c)), and that until
 * it expires. What was decided only later bars nothing that was done before; the record says it all the same.
 */
function wordsOn(lot: Lot, at: Temporal.Instant, timeZone: string): LotWords | undefined {
  const isBy = (moment: Temporal.Instant) => Temporal.Instant.compare(moment, at) <= 0;
  const barred = (says: string) => ({ says, isBarred: true });
  if (lot.expiresAt !== undefined && isBy(lot.expiresAt)) return barred(`it expired on ${dayAt(lot.expiresAt, timeZone).toString()}`);
  if (lot.state === 'quarantined') return barred('it is in quarantine and not released yet');
  if (lot.state === 'rejected')
    return isBy(lot.rejectedAt) ? barred(`it was rejected (${lot.rejectedWhy})`) : { says: `it was rejected later (${lot.rejectedWhy})`, isBarred: false };
  if (lot.state === 'released') return isBy(lot.releasedAt) ? undefined : barred('it was in quarantine then, and released only later');
  const before = lot.holds.filter((one) => isBy(one.at));
  const reasons = (before.length > 0 ? before : lot.holds).map(({ reason }) => reason).join('; ');
  return before.length > 0 || lot.heldFrom === 'quarantined' ? barred(`it is on hold (${reasons})`) : { says: `it was put on hold later (${reasons})`, isBarred: false };
}
