import type { Lot } from '@millrace/material';
import { actOf, done } from '@millrace/testkit/pure';
import { record } from '../reading/record.ts';
import { execution, type Execution } from './execution.ts';
import { executionOf } from './id-of.ts';

/** What a reading is decided over: the execution, and the lots that carry the number that was read. */
export const withLots = (state: Execution, lots: readonly Lot[] = []) => ({ execution: state, lots });

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
  allowed: [],
  beganAt: at,
};
export const read = (state: Execution, value: string): Execution =>
  done(execution, state, record, { execution: subject, step: 'check', data: 'mean', value }, actOf(), withLots(state)).state;
export const blocked = read(read(running, '18.93'), '18.91');

/** The same in-process check, every half hour, once line clearance is done; it was reached at ten. */
export const repeating: Execution = {
  ...running,
  steps: [
    running.steps[0]!,
    { ...running.steps[1]!, everyS: 1800, checks: [{ n: 1, dueAt: Temporal.Instant.from('2026-11-22T10:30:00Z') }] },
    { id: 'finish', title: 'Run out', data: [] },
  ],
};
/** A step whose value leads to a call of the team leader. */
export const calling: Execution = {
  ...running,
  steps: [running.steps[0]!, { ...running.steps[1]!, data: [{ ...running.steps[1]!.data[0]!, leadsTo: 'call', calls: 'team-leader', callsAs: ['team-leader', 'supervisor'] }] }],
};
