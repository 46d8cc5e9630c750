import { command, id, known, nameText, one } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';
import { within } from './model-needs.ts';
import { isOver } from './state-words.ts';

/** The work is given to these people; to whoever is qualified when the list is empty. */
export const assign = command({
  address: 'work.job-order.assign',
  summary: 'Assign people to a job order',
  part: 'dispatch',
  input: z.object({ jobOrder: id('work.job-order'), persons: z.array(nameText()).max(20) }),
  refusals: {
    over: 'This order is {state}; nobody works on it any more.',
    'no-such-person': 'There is no person "{person}" in the model in force.',
  },
  load: (input) => ({
    jobOrder: one(jobOrder, input.jobOrder),
    people: known(
      modelObject,
      input.persons.map((person) => objectId('personnel.person', person)),
    ),
  }),
  decide({ jobOrder: order, people }, input, act, { refuse }) {
    if (isOver(order)) throw refuse('over', { state: order.state });
    const has = within(people);
    const missing = input.persons.find((person) => !has('personnel.person', person));
    if (missing !== undefined) throw refuse('no-such-person', { person: missing });
    return { type: 'work.job-order.assigned', subject: order.id, persons: [...new Set(input.persons)], by: act.by, at: act.at };
  },
});
