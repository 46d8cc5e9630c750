import { command, fresh, id, one } from '@millrace/kernel';
import { jobOrder } from '@millrace/work';
import * as z from 'zod';
import { execution } from './execution.ts';
import { executionOf, lotOf } from './id-of.ts';
import { stepsOf } from './steps-of.ts';

/** A job has started: its steps are laid out as its frozen directive says. */
export const begin = command({
  address: 'mes.execution.begin',
  summary: 'Lay out the steps of a started job',
  caller: 'system',
  input: z.object({ jobOrder: id('work.job-order') }),
  refusals: { 'not-started': 'The job has no frozen directive; it was not started, or has no work master.' },
  load: (input) => ({ order: one(jobOrder, input.jobOrder), execution: fresh(execution, executionOf(input.jobOrder)) }),
  decide({ order }, input, act, { refuse }) {
    const directive = 'directive' in order ? order.directive : undefined;
    if (!directive) throw refuse('not-started');
    const lot = order.definition !== undefined && order.lotNumber !== undefined ? lotOf(order.definition, order.lotNumber) : undefined;
    return {
      type: 'mes.execution.begun',
      subject: executionOf(input.jobOrder),
      jobOrder: input.jobOrder,
      place: ('runsAt' in order && order.runsAt) || order.place,
      workMaster: directive.workMaster,
      ...(order.definition !== undefined && { definition: order.definition }),
      ...(order.lotNumber !== undefined && { lotNumber: order.lotNumber }),
      ...(lot !== undefined && { lot }),
      quantity: order.quantity,
      steps: stepsOf(directive.fields),
      at: act.happenedAt,
    };
  },
});
