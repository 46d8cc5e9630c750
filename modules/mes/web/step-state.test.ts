import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Execution, Reading, Step } from '@millrace/mes';
import { askedStates, limitsOf, nextAsked, repeatState, stepInHand } from './step-state.ts';

const at = Temporal.Instant.from('2026-11-22T10:00:00Z');
const asked = { id: 'mean', ask: 'Mean of 10', answer: 'number', unit: 'g', limits: '18.20 to 18.80', recheck: 1, recheckBy: 'same', leadsTo: 'deviation' } as const;
const step: Step = { id: 'in-process', title: 'Weigh', data: [asked] };
const read = (value: string, verdict: Reading['verdict']): Reading => ({ step: 'in-process', data: 'mean', value, verdict, by: 'operator-2', at });
const running = (readings: readonly Reading[]) => ({ state: 'running', steps: [step], readings, allowed: [] }) as unknown as Execution;

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
  const allowed = { step: 'in-process', data: 'mean', decision: 'as-it-is', after: 2, deviation: 'deviation-1', by: 'quinn', at };
  assert.equal(askedStates({ ...running(readings), allowed: [allowed] } as unknown as Execution, step)[0]!.is, 'allowed');
  assert.equal(askedStates(running(readings), step)[0]!.is, 'blocked');
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
  assert.equal(stepInHand({ ...running([]), steps: [{ ...step, doneBy: 'operator-2' }, step] } as Execution, at.epochMilliseconds), 1);
});

const repeated: Step = {
  ...step,
  everyS: 1800,
  checks: [
    { n: 1, dueAt: at, doneBy: 'ana', doneAt: at },
    { n: 2, dueAt: at.add({ minutes: 30 }) },
  ],
};
const after: Step = { id: 'finish', title: 'Run out', data: [] };
const inRun = (readings: readonly Reading[]) => ({ ...running(readings), steps: [repeated, after] }) as Execution;
const minutes = (n: number) => at.add({ minutes: n }).epochMilliseconds;

test('between two checks the terminal stays at the step that repeats, and says when the next is due', () => {
  assert.equal(stepInHand(inRun([]), minutes(10)), 0);
  assert.deepEqual(repeatState(inRun([]), repeated, minutes(10)), { check: repeated.checks![1], isDue: false, hasBegun: false, done: 1, isStanding: false });
});

test('a check that falls due calls the operator back from the step they went on to', () => {
  const begun = { ...inRun([]), steps: [repeated, { ...after, data: [asked] }], readings: [{ ...read('3', 'noted'), step: 'finish' }] } as Execution;
  assert.equal(stepInHand(begun, minutes(10)), 1);
  assert.equal(stepInHand(begun, minutes(31)), 0);
});

test('what was read for an earlier check is not shown as the value of the next', () => {
  const states = askedStates(inRun([{ ...read('18.50', 'within'), check: 1 }]), repeated);
  assert.equal(states[0]!.is, 'missing');
});
