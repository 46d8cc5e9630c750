import { newId, type Refusal } from '@millrace/kernel';
import type { Statement } from './trip.ts';

/** What a rule or a timer could not do, and why: a person must. */
export interface Left {
  readonly site: string;
  readonly at: Temporal.Instant;
  /** Name of the reaction or timer. */
  readonly reaction: string;
  readonly event: string;
  readonly refusal: Pick<Refusal, 'rule' | 'message'>;
}

const task = 'insert into store.task (site, id, recorded_at, reaction, event, rule, sentence) values ($1, $2, $3, $4, $5, $6, $7)';
const valuesOf = ({ site, at, reaction, event, refusal }: Left) => [site, newId(), at.toString(), reaction, event, refusal.rule, refusal.message];

/** Leaves a task to a person. */
export const taskStatement = (left: Left): Statement => ({ name: 'task', text: task, values: valuesOf(left) });

/** Leaves a task in place of the delivery or the timer that led to it: both or neither. */
export const taskInsteadOf = (queue: 'delivery' | 'timer', id: string | number, left: Left): Statement => ({
  name: `task instead of ${queue}`,
  text: `with done as (delete from store.${queue} where site = $1 and id = $8) ${task}`,
  values: [...valuesOf(left), id],
});
