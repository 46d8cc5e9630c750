import { command, instant, known } from '@millrace/kernel';
import * as z from 'zod';
import { bucketStart, count, countOf } from './count.ts';

/** A unit's counters moved on. Late ones go to the quarter of an hour they belong to. */
export const reportCount = command({
  address: 'scada.count.report',
  summary: 'Keep what a unit counted',
  is: 'report',
  caller: 'system',
  input: z.object({ place: z.string().min(1), at: instant(), total: z.number().int().nonnegative(), scrap: z.number().int().nonnegative() }),
  place: (input) => input.place,
  load: (input) => known(count, [countOf(input.place, bucketStart(input.at))]),
  decide(_before, input, act) {
    if (input.total === 0 && input.scrap === 0) return [];
    const startsAt = bucketStart(input.at);
    return [{ type: 'scada.count.added' as const, subject: countOf(input.place, startsAt), place: input.place, startsAt, total: input.total, scrap: input.scrap, heardAt: act.at }];
  },
});
