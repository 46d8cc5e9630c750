import { command, instant, known } from '@millrace/kernel';
import * as z from 'zod';
import { unheardCount, unheardCountOf } from './unheard-count.ts';

/** A late reading says of pieces that were made unheard when some of them were made: those stand elsewhere, and the stretch is shorter. */
export const correctUnheardCount = command({
  address: 'scada.unheard-count.correct',
  summary: 'Correct pieces made unheard by a late reading',
  is: 'report',
  caller: 'system',
  input: z.object({ place: z.string().min(1), signal: z.string().min(1), startsAt: instant(), endsAt: instant(), total: z.int(), scrap: z.int() }),
  place: (input) => input.place,
  load: (input) => known(unheardCount, [unheardCountOf(input.signal, input.endsAt)]),
  decide: (_before, input, act) => [{ type: 'scada.unheard-count.added' as const, subject: unheardCountOf(input.signal, input.endsAt), ...input, heardAt: act.at }],
});
