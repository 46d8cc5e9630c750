import { command, fresh, id } from '@millrace/kernel';
import * as z from 'zod';
import { segment } from '../job-order/segment.ts';
import { jobResponse } from './job-response.ts';

/** An interval of work ended; what came of it is kept for good. */
export const record = command({
  address: 'work.job-response.record',
  summary: 'Record what was done until a job order stopped',
  caller: 'system',
  input: z.object({ response: id('work.job-response'), jobOrder: id('work.job-order'), segment, endedBy: z.enum(['pause', 'hold', 'completion', 'abortion']) }),
  place: (input) => input.segment.runsAt,
  load: (input) => fresh(jobResponse, input.response),
  decide(_none, { response, jobOrder, segment: done, endedBy }) {
    return { type: 'work.job-response.recorded', subject: response, jobOrder, ...done, endedBy };
  },
});
