import { readDuration } from '@millrace/model';

/** Last moment at which a lot may be used by a shelf life. The day it came in stands for the day it was made, which a lot does not say: it expires no later than this. */
export const expiryOf = (receivedAt: Temporal.Instant, shelfLife: string, timeZone: string): Temporal.Instant =>
  receivedAt.toZonedDateTimeISO(timeZone).add(readDuration(shelfLife)).toInstant();

/** The end that a shelf life would bring forward; undefined where the lot expires by then anyway. */
export function earlierExpiry(
  lot: { readonly receivedAt: Temporal.Instant; readonly expiresAt?: Temporal.Instant | undefined },
  shelfLife: string,
  timeZone: string,
): Temporal.Instant | undefined {
  const end = expiryOf(lot.receivedAt, shelfLife, timeZone);
  return lot.expiresAt === undefined || Temporal.Instant.compare(end, lot.expiresAt) < 0 ? end : undefined;
}
