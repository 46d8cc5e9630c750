import { command, fresh, id, one, some } from '@millrace/kernel';
import { modelObject } from '@millrace/model';
import { jobOrder } from '@millrace/work';
import * as z from 'zod';
import { firstChecks } from '../step/order-of-steps.ts';
import { evolveExecution } from './evolve.ts';
import { execution, type Execution } from './execution.ts';
import { executionOf, lotOf } from './id-of.ts';
import { stepsOf } from './steps-of.ts';

/** A job has started: its steps are laid out as its frozen directive says. */
export const begin = command({
  address: 'mes.execution.begin',
  summary: 'Lay out the steps of a started job',
  caller: 'system',
  input: z.object({ jobOrder: id('work.job-order') }),
  refusals: { 'not-started': 'The job has no frozen directive; it was not started, or has no work master.' },
  load: (input) => ({
    order: one(jobOrder, input.jobOrder),
    execution: fresh(execution, executionOf(input.jobOrder)),
    roles: some(modelObject, { kind: ['personnel.role'] }),
  }),
  decide({ order, roles }, input, act, { refuse }) {
    const directive = 'directive' in order ? order.directive : undefined;
    if (!directive) throw refuse('not-started');
    const lot = order.definition !== undefined && order.lotNumber !== undefined ? lotOf(order.definition, order.lotNumber) : undefined;
    const known = roles.filter((one) => one.state === 'current').map((one) => ({ role: one.name, includes: (one.fields.includes ?? []) as readonly string[] }));
    const begun = {
      type: 'mes.execution.begun' as const,
      subject: executionOf(input.jobOrder),
      jobOrder: input.jobOrder,
      place: ('runsAt' in order && order.runsAt) || order.place,
      workMaster: directive.workMaster,
      ...(order.definition !== undefined && { definition: order.definition }),
      ...(order.lotNumber !== undefined && { lotNumber: order.lotNumber }),
      ...(lot !== undefined && { lot }),
      quantity: order.quantity,
      steps: stepsOf(directive.fields, known),
      at: act.happenedAt,
    };
    // it was paused in the moment between its start and this
    const stopped = order.state === 'running' ? [] : [{ type: 'mes.execution.clock-stopped' as const, subject: begun.subject, at: act.happenedAt }];
    const state = [begun, ...stopped].reduce(evolveExecution, undefined as Execution | undefined)!;
    return [begun, ...stopped, ...firstChecks(state, act.happenedAt)];
  },
});
