import { bucketStart } from '../count/count.ts';
import type { Reading } from './difference.ts';

/** Where pieces between two readings of a counter belong: to a quarter of an hour, or to a stretch that nobody heard. */
export type MadeIn =
  | { readonly quarter: Temporal.Instant; readonly startsAt?: never }
  | { readonly quarter?: never; readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant };

/**
 * The later reading's quarter of an hour, where the counter was heard up to it. Where it was not, pieces were made some time since it was heard last: if that
 * is one and the same quarter they are of it, and if not nobody knows of which (docs/decisions/0031).
 */
export function madeIn(from: Reading, to: Reading): MadeIn {
  const quarter = bucketStart(to.at);
  if (!to.unheardSince) return { quarter };
  const startsAt = Temporal.Instant.compare(from.at, to.unheardSince) > 0 ? from.at : to.unheardSince;
  return Temporal.Instant.compare(startsAt, quarter) >= 0 ? { quarter } : { startsAt, endsAt: to.at };
}
