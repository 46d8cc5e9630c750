import { amountOf, command, id, instant, known, nameText, one } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import { isUnit } from '@millrace/quantity';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';
import { places, within } from './model-needs.ts';
import { hasStarted, isOver } from './state-words.ts';

/** What is not started may still change. What is not given stays. */
export const change = command({
  address: 'work.job-order.change',
  summary: 'Change a job order that has not started',
  input: z.object({
    jobOrder: id('work.job-order'),
    place: nameText().optional(),
    workMaster: nameText().optional(),
    definition: nameText().optional(),
    lotNumber: z.string().trim().min(1).max(60).optional(),
    quantity: amountOf(isUnit).optional(),
    plannedStart: instant().optional(),
    plannedEnd: instant().optional(),
    priority: z.number().int().min(1).max(999).optional(),
  }),
  refusals: {
    started: 'Work on it began at {since}; its plan no longer changes. Complete it, or abort it and create a new one.',
    over: 'This order is {state}; it no longer changes.',
    'no-such-place': '"{place}" is no line or unit of this plant. Choose one from the list of equipment.',
    'no-such-master': 'There is no work master "{master}" in the model in force.',
    'no-such-material': 'There is no material "{material}" in the model in force.',
    'ends-before-it-starts': 'The planned end {end} is before the planned start {start}.',
    'nothing-changes': 'Nothing of the plan was given; say what changes.',
  },
  load: (input) => ({
    jobOrder: one(jobOrder, input.jobOrder),
    objects: known(modelObject, [
      ...(input.place === undefined ? [] : places(input.place)),
      ...(input.workMaster === undefined ? [] : [objectId('work.master', input.workMaster)]),
      ...(input.definition === undefined ? [] : [objectId('material.definition', input.definition)]),
    ]),
  }),
  decide({ jobOrder: order, objects }, { jobOrder: subject, ...changes }, act, { refuse }) {
    if (isOver(order)) throw refuse('over', { state: order.state });
    if (hasStarted(order)) throw refuse('started', { since: 'startedAt' in order ? String(order.startedAt) : 'an earlier time' });
    const has = within(objects);
    const { place, workMaster, definition } = changes;
    if (place !== undefined && !has('equipment.unit', place) && !has('equipment.line', place)) throw refuse('no-such-place', { place });
    if (workMaster !== undefined && !has('work.master', workMaster)) throw refuse('no-such-master', { master: workMaster });
    if (definition !== undefined && !has('material.definition', definition)) throw refuse('no-such-material', { material: definition });
    if (Object.values(changes).every((value) => value === undefined)) throw refuse('nothing-changes');
    const start = changes.plannedStart ?? order.plannedStart;
    const end = changes.plannedEnd ?? order.plannedEnd;
    if (end && Temporal.Instant.compare(end, start) < 0) throw refuse('ends-before-it-starts', { start: start.toString(), end: end.toString() });
    return { type: 'work.job-order.changed', subject, ...changes, by: act.by, at: act.at };
  },
});
