import { command, id, known, nameText, one } from '@millrace/kernel';
import { modelObject } from '@millrace/model';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';
import { places, within } from './model-needs.ts';

/** The work goes to the floor: it appears in the queue of its place and may be started. */
export const dispatch = command({
  address: 'work.job-order.dispatch',
  summary: 'Dispatch a job order to its place',
  part: 'dispatch',
  input: z.object({
    jobOrder: id('work.job-order'),
    /** Unit or line; where it was planned unless said. */
    to: nameText().optional(),
  }),
  refusals: {
    'dispatched-already': 'It was dispatched to {place} already.',
    'not-waiting': 'Only an order that waits is dispatched; this one is {state}.',
    'no-such-place': '"{place}" is no line or unit of this plant. Choose one from the list of equipment.',
  },
  load: (input) => ({ jobOrder: one(jobOrder, input.jobOrder), objects: known(modelObject, input.to === undefined ? [] : places(input.to)) }),
  decide({ jobOrder: order, objects }, { to }, act, { refuse }) {
    if (order.state === 'dispatched' && (to === undefined || to === order.place)) throw refuse('dispatched-already', { place: order.place });
    if (order.state !== 'waiting' && order.state !== 'dispatched') throw refuse('not-waiting', { state: order.state });
    const has = within(objects);
    if (to !== undefined && !has('equipment.unit', to) && !has('equipment.line', to)) throw refuse('no-such-place', { place: to });
    return { type: 'work.job-order.dispatched', subject: order.id, place: to ?? order.place, by: act.by, at: act.happenedAt };
  },
});
