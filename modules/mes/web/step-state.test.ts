import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Execution, Reading, Step } from '@millrace/mes';
import { askedStates, limitsOf, nextAsked, stepInHand } from './step-state.ts';

const at = Temporal.Instant.from('2026-11-22T10:00:00Z');
const asked = { id: 'mean', ask: 'Mean of 10', answer: 'number', unit: 'g', limits: '18.20 to 18.80', recheck: 1, recheckBy: 'same', leadsTo: 'deviation' } as const;
const step: Step = { id: 'in-process', title: 'Weigh', data: [asked] };
const read = (value: string, verdict: Reading['verdict']): Reading => ({ step: 'in-process', data: 'mean', value, verdict, by: 'operator-2', at });
const running = (readings: readonly Reading[]) => ({ state: 'running', steps: [step], readings }) as unknown as Execution;

test('a value out of limits asks for a re-check, and says how many readings are left', () => {
  const [one] = askedStates(running([read('18.93', 'outside')]), step);
  assert.equal(one!.is, 'recheck');
  assert.equal(one!.left, 1);
});

test('a good re-check answers the reading before', () => {
  assert.equal(askedStates(running([read('18.93', 'outside'), read('18.50', 'within')]), step)[0]!.is, 'good');
});

test('a value that used up its re-checks blocks, and is allowed as it is once quality lets it go on', () => {
  const readings = [read('18.93', 'outside'), read('18.95', 'outside')];
  const blocked = {
    ...running(readings),
    state: 'blocked',
    block: { step: 'in-process', data: 'mean', value: '18.95', says: '0.15 above limit', leadsTo: 'deviation', since: at },
  } as unknown as Execution;
  assert.equal(askedStates(blocked, step)[0]!.is, 'blocked');
  assert.equal(askedStates(running(readings), step)[0]!.is, 'allowed');
});

test('the operator is asked for the first value that is missing', () => {
  const two: Step = { ...step, data: [asked, { ...asked, id: 'height', ask: 'Height' }] };
  assert.equal(nextAsked(askedStates(running([read('18.50', 'within')]), two))!.asked.id, 'height');
});

test('limits are shown as they are written, and a count has no unit', () => {
  assert.deepEqual(limitsOf(asked), { low: '18.20', high: '18.80', unit: 'g' });
  assert.deepEqual(limitsOf({ ...asked, unit: '1', limits: 'at most 0' }), { high: '0' });
});

test('the step in hand is the first that is not done', () => {
  assert.equal(stepInHand({ steps: [{ ...step, doneBy: 'operator-2' }, step] } as unknown as Execution), 1);
});
