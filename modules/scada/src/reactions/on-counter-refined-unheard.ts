import { upward } from '@millrace/kernel';
import { counter } from '../counter/counter.ts';
import { correctUnheardCount } from '../unheard-count/correct.ts';

/** Of pieces that were made unheard a late reading says when some of them were made. */
export const onCounterRefinedUnheard = upward({
  name: 'scada.correct-unheard-count',
  noun: counter,
  on: 'scada.counter.refined',
  then: correctUnheardCount,
  inputs: ({ place, unheard }) => (unheard ? [{ place, ...unheard, startsAt: unheard.startsAt.toString(), endsAt: unheard.endsAt.toString() }] : []),
});
