import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { openCheck } from '../step/order-of-steps.ts';
import { execution } from './execution.ts';

/** The time of a check has run out and nobody has done it. */
export const markOverdue = command({
  address: 'mes.execution.mark-overdue',
  summary: 'Keep that a check is overdue',
  is: 'report',
  caller: 'system',
  input: z.object({ execution: id('mes.execution'), step: z.string(), check: z.int() }),
  load: (input) => one(execution, input.execution),
  decide(state, input) {
    const step = state.steps.find((one) => one.id === input.step);
    const check = step && openCheck(step);
    // somebody was quicker, or the job was paused or the step blocked in the same moment
    if (!check || check.n !== input.check || check.isOverdue || state.clockStoppedAt !== undefined || check.leftS !== undefined) return [];
    const { place, jobOrder } = state;
    return [{ type: 'mes.execution.check-overdue' as const, subject: state.id, step: step.id, title: step.title, check: check.n, place, jobOrder, dueAt: check.dueAt }];
  },
});
