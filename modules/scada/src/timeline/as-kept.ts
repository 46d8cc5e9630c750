/**
 * A moment as the record can hold it: PostgreSQL keeps microseconds, machines tell nanoseconds. Cut off before anything is decided, so that
 * two words within one microsecond are of one moment and no stretch between them has a length that rounds to none.
 */
export const asKept = (at: Temporal.Instant): Temporal.Instant => at.round({ smallestUnit: 'microsecond', roundingMode: 'floor' });
