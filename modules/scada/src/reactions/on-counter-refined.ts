import { upward } from '@millrace/kernel';
import { correctCount } from '../count/correct.ts';
import { counter } from '../counter/counter.ts';

/** Pieces that a late reading put where they were made leave the quarter of an hour that had them. */
export const onCounterRefined = upward({
  name: 'scada.correct-later-count',
  noun: counter,
  on: 'scada.counter.refined',
  then: correctCount,
  isFor: (event) => event.total !== 0 || event.scrap !== 0,
  inputs: (event) => [{ place: event.place, at: event.later.toString(), total: event.total, scrap: event.scrap }],
});
