import { command, fresh, id } from '@millrace/kernel';
import * as z from 'zod';
import { task } from './task.ts';

/** Somebody has seen to what a rule was refused, or to a report that did not fit, and says what was done. */
export const settle = command({
  address: 'record.task.settle',
  summary: 'Say what was done about what was left to a person',
  input: z.object({ task: id('record.task'), whatWasDone: z.string().trim().min(3).max(2000).meta({ title: 'What was done about it' }) }),
  load: (input) => fresh(task, input.task),
  decide(_none, { task: subject, whatWasDone }, act) {
    return { type: 'record.task.settled', subject, by: act.by, at: act.happenedAt, whatWasDone };
  },
});
