import { amountOf, command, fresh, id, instant, known, nameText } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import { isUnit } from '@millrace/quantity';
import * as z from 'zod';
import { externalId, workType } from './facts.ts';
import { jobOrder } from './job-order.ts';
import { minutesOf, places, within } from './model-needs.ts';

/** A piece of work is to be done. It waits until someone dispatches it. */
export const create = command({
  address: 'work.job-order.create',
  summary: 'Create a job order',
  input: z.object({
    jobOrder: id('work.job-order'),
    workType: workType.default('production'),
    place: nameText(),
    workMaster: nameText().optional(),
    definition: nameText().optional(),
    lotNumber: z.string().trim().min(1).max(60).optional(),
    quantity: amountOf(isUnit),
    plannedStart: instant(),
    plannedEnd: instant().optional(),
    priority: z.number().int().min(1).max(999).default(100),
    sequence: z.int32().optional(),
    request: id('planning.production-request').optional(),
    externalIds: z.array(externalId).max(20).default([]),
    persons: z.array(nameText()).max(20).default([]),
  }),
  refusals: {
    'no-such-place': '"{place}" is no line or unit of this plant. Choose one from the list of equipment.',
    'no-such-master': 'There is no work master "{master}" in the model in force.',
    'no-such-material': 'There is no material "{material}" in the model in force.',
    'ends-before-it-starts': 'The planned end {end} is before the planned start {start}.',
  },
  place: (input) => input.place,
  load: (input) => ({
    jobOrder: fresh(jobOrder, input.jobOrder),
    objects: known(modelObject, [
      ...places(input.place),
      ...(input.workMaster === undefined ? [] : [objectId('work.master', input.workMaster)]),
      ...(input.definition === undefined ? [] : [objectId('material.definition', input.definition)]),
    ]),
  }),
  decide({ objects }, { jobOrder: subject, ...plan }, act, { refuse }) {
    const has = within(objects);
    if (!has('equipment.unit', plan.place) && !has('equipment.line', plan.place)) throw refuse('no-such-place', { place: plan.place });
    if (plan.workMaster !== undefined && !has('work.master', plan.workMaster)) throw refuse('no-such-master', { master: plan.workMaster });
    if (plan.definition !== undefined && !has('material.definition', plan.definition)) throw refuse('no-such-material', { material: plan.definition });
    if (plan.plannedEnd && Temporal.Instant.compare(plan.plannedEnd, plan.plannedStart) < 0)
      throw refuse('ends-before-it-starts', { start: plan.plannedStart.toString(), end: plan.plannedEnd.toString() });
    return { type: 'work.job-order.created', subject, ...plan, sequence: plan.sequence ?? minutesOf(plan.plannedStart), by: act.by, at: act.happenedAt };
  },
});
