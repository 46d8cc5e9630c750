import { command, id, instant, known, nameText, quantityOf } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { externalId, workType } from './facts.ts';
import { jobOrder } from './job-order.ts';
import { minutesOf, places, within } from './model-needs.ts';
import { hasStarted, isOver } from './state-words.ts';

const wish = z.object({
  workType: workType.default('production'),
  place: nameText(),
  workMaster: nameText().optional(),
  definition: nameText().optional(),
  lotNumber: z.string().min(1).max(60).optional(),
  quantity: quantityOf(),
  plannedStart: instant(),
  plannedEnd: instant().optional(),
  priority: z.number().int().min(1).max(999).default(100),
  sequence: z.int32().optional(),
  externalIds: z.array(externalId).max(20).default([]),
});

/** What a production request wants of one order now: that it is made so, or that it is not made. Made or changed as needed. */
export const plan = command({
  address: 'work.job-order.plan',
  summary: 'Bring a job order to what its request wants',
  caller: 'system',
  input: z.object({ jobOrder: id('work.job-order'), request: id('planning.production-request'), wish: wish.optional() }),
  refusals: {
    started: 'Work on it has begun; its request no longer changes it. Decide the difference by hand.',
    over: 'This order is {state}; its request no longer changes it.',
    'not-in-model': '{kind} "{name}" is not in the model in force; the request must be resolved again.',
  },
  place: (input) => input.wish?.place,
  load: ({ jobOrder: subject, wish: wanted }) => ({
    orders: known(jobOrder, [subject]),
    objects: known(modelObject, [
      ...(wanted === undefined ? [] : places(wanted.place)),
      ...(wanted?.workMaster === undefined ? [] : [objectId('work.master', wanted.workMaster)]),
      ...(wanted?.definition === undefined ? [] : [objectId('material.definition', wanted.definition)]),
    ]),
  }),
  decide({ orders: [order], objects }, { jobOrder: subject, request, wish: wanted }, act, { refuse }) {
    const by = { by: act.by as string, at: act.at };
    if (order && hasStarted(order) && !isOver(order)) throw refuse('started');
    if (wanted === undefined) {
      // an order that was never made is not made by cancelling it
      if (!order || order.state === 'cancelled') return [];
      if (isOver(order)) throw refuse('over', { state: order.state });
      return [{ type: 'work.job-order.cancelled' as const, subject, why: 'Its production request no longer asks for it', request, ...by }];
    }
    const has = within(objects);
    if (!has('equipment.unit', wanted.place) && !has('equipment.line', wanted.place)) throw refuse('not-in-model', { kind: 'Place', name: wanted.place });
    if (wanted.workMaster !== undefined && !has('work.master', wanted.workMaster)) throw refuse('not-in-model', { kind: 'Work master', name: wanted.workMaster });
    if (wanted.definition !== undefined && !has('material.definition', wanted.definition)) throw refuse('not-in-model', { kind: 'Material', name: wanted.definition });
    const { sequence, externalIds, workType: type, ...facts } = wanted;
    if (!order)
      return [
        {
          type: 'work.job-order.created' as const,
          subject,
          workType: type,
          ...facts,
          sequence: sequence ?? minutesOf(wanted.plannedStart),
          externalIds,
          persons: [],
          request,
          ...by,
        },
      ];
    if (isOver(order)) throw refuse('over', { state: order.state });
    return [{ type: 'work.job-order.changed' as const, subject, ...facts, ...by }];
  },
});
