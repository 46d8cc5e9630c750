import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith, newId } from '@millrace/kernel';
import { actOf } from '@millrace/testkit/pure';
import type { JobOrder } from '@millrace/work';
import { begin } from './begin.ts';
import { execution } from './execution.ts';
import { executionOf, lotOf } from './id-of.ts';

const order = newId<'work.job-order'>();
const waiting = {
  id: order,
  state: 'waiting',
  number: 'JO-1',
  workType: 'production',
  place: 'packaging',
  workMaster: 'pack',
  definition: 'TAB-100',
  lotNumber: 'L-7',
  quantity: { value: '240', unit: 'kg' },
} as unknown as JobOrder;
const running = {
  ...waiting,
  state: 'running',
  runsAt: 'packaging-2',
  directive: {
    workMaster: 'pack',
    fields: { steps: [{ id: 'check', title: 'In-process check', every: '15 min', data: [{ id: 'mean', ask: 'Mean of 10', limits: '18.20 to 18.80' }] }] },
  },
} as unknown as JobOrder;
const beginWith = (given: JobOrder) => decideWith(begin, { order: given, execution: undefined, roles: [] }, { jobOrder: order }, actOf());

test('a started job gets the steps of the directive it was started with, where it runs', () => {
  const [event] = beginWith(running);
  const state = execution.evolve(undefined, event as never);
  assert.deepEqual([state.id, state.place, state.steps.map((step) => [step.id, step.everyS])], [executionOf(order), 'packaging-2', [['check', 900]]]);
});
test('what the directive leaves open is read as a number, re-checked once and leads to a deviation', () => {
  const [event] = beginWith(running);
  const [asked] = execution.evolve(undefined, event as never).steps[0]!.data;
  assert.deepEqual([asked?.answer, asked?.recheck, asked?.recheckBy, asked?.leadsTo], ['number', 1, 'same', 'deviation']);
});
test('the lot that a job makes follows from its material and lot number', () => {
  assert.equal(execution.evolve(undefined, beginWith(running)[0] as never).lot, lotOf('TAB-100', 'L-7'));
});
test('a job that was not started has no steps', () => {
  assert.throws(() => beginWith(waiting), { rule: 'mes.execution.begin/not-started' });
});
