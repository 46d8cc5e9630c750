import { newId, type Clock, type Refusal } from '@millrace/kernel';
import { leavingAct } from './leaving-act.ts';
import type { Put } from './row-statement.ts';
import type { Statement } from './trip.ts';

/** What a rule or a timer could not do, and why: a person must. */
export interface Left {
  readonly site: string;
  readonly at: Temporal.Instant;
  /** Name of the reaction or timer. */
  readonly reaction: string;
  readonly event: string;
  /** Identity of the task, where it may be left again: the same refusal of the same event is one. */
  readonly id?: string;
  readonly refusal: Pick<Refusal, 'rule' | 'message'>;
}

const insert = 'insert into store.task (site, id, recorded_at, reaction, event, rule, sentence)';
const valuesOf = ({ site, id = newId(), at, reaction, event, refusal }: Left) => [site, id, at.toString(), reaction, event, refusal.rule, refusal.message];

/** Leaves a task to a person, within the act whose event led to it. */
export const taskStatement = (left: Left): Statement => ({ name: 'task', text: `${insert} values ($1, $2, $3, $4, $5, $6, $7)`, values: valuesOf(left) });

/** Where a task waits to be done, and is taken out when a person is asked instead. */
export interface InsteadOf {
  readonly queue: 'delivery' | 'timer';
  readonly id: string | number;
}

/** Leaves a task after the act that led to it is long done, once; with what it takes the place of, both or neither. */
export function taskOfItsOwn(left: Left, by: `${'rule' | 'timer'}:${string}`, clock: Clock, instead?: InsteadOf): Statement {
  const values: unknown[] = [];
  const put: Put = (value) => `$${values.push(value)}`;
  const row = valuesOf(left).map(put).join(', ');
  const isNew = left.id === undefined ? '' : `where not exists (select from store.task where site = ${put(left.site)} and id = ${put(left.id)})`;
  const act = leavingAct({ site: left.site, at: left.at, address: 'store.task.leave', by, role: 'system', causedBy: left.event }, clock, put, isNew);
  const done = instead ? `, done as (delete from store.${instead.queue} where site = ${put(left.site)} and id = ${put(instead.id)})` : '';
  return {
    name: `task${left.id === undefined ? '' : ', once,'} instead of ${instead?.queue ?? 'nothing'}`,
    text: `with ${act}${done} ${insert} select ${row} from context`,
    values,
  };
}
