import { command, instant, known } from '@millrace/kernel';
import * as z from 'zod';
import { bucketStart, count, countOf } from './count.ts';

/** A late reading of a counter says that pieces of a quarter of an hour were made in an earlier one, or that more were made in it. */
export const correctCount = command({
  address: 'scada.count.correct',
  summary: 'Correct a count by a late reading',
  is: 'report',
  caller: 'system',
  input: z.object({ place: z.string().min(1), at: instant(), total: z.int(), scrap: z.int() }),
  place: (input) => input.place,
  load: (input) => known(count, [countOf(input.place, bucketStart(input.at))]),
  decide(_before, input, act) {
    if (input.total === 0 && input.scrap === 0) return [];
    const startsAt = bucketStart(input.at);
    return [{ type: 'scada.count.added' as const, subject: countOf(input.place, startsAt), place: input.place, startsAt, total: input.total, scrap: input.scrap, heardAt: act.at }];
  },
});
