import { actOf, done } from '@millrace/testkit/pure';
import { record } from '../reading/record.ts';
import { execution, type Execution } from './execution.ts';
import { executionOf } from './id-of.ts';

export const subject = executionOf('job-1');
const at = actOf().at;

/** Line clearance is done; the in-process check asks for a mean within 18.20 to 18.80 g, with one re-check. */
export const running: Execution = {
  id: subject,
  state: 'running',
  jobOrder: 'job-1',
  place: 'packaging-2',
  workMaster: 'pack',
  steps: [
    { id: 'clear', title: 'Line clearance', data: [], doneBy: 'ana', doneAt: at },
    {
      id: 'check',
      title: 'In-process check',
      data: [{ id: 'mean', ask: 'Mean of 10', answer: 'number', unit: 'g', limits: '18.20 to 18.80', recheck: 1, recheckBy: 'same', leadsTo: 'deviation' }],
    },
  ],
  readings: [],
  beganAt: at,
};
export const read = (state: Execution, value: string): Execution => done(execution, state, record, { execution: subject, step: 'check', data: 'mean', value }).state;
export const blocked = read(read(running, '18.93'), '18.91');
