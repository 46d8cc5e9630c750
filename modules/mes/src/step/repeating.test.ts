import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { read, repeating, subject, withLots } from '../execution/execution.fixture.ts';
import { execution, type Execution } from '../execution/execution.ts';
import { markOverdue } from '../execution/mark-overdue.ts';
import { startClock } from '../execution/start-clock.ts';
import { stopClock } from '../execution/stop-clock.ts';
import { record } from '../reading/record.ts';
import { answer } from '../block/answer.ts';
import { unblock } from '../execution/unblock.ts';
import { complete } from './complete.ts';
import { endChecks } from './end-checks.ts';
import { isDue, openCheck } from './order-of-steps.ts';

const at = (time: string) => `2026-11-22T${time}:00Z`;
const check = (state: Execution) => openCheck(state.steps[1]!);
const completed = (state: Execution, time: string, step = 'check', more: { by?: string; check?: number } = {}) =>
  done(execution, state, complete, { execution: subject, step, ...(more.check !== undefined && { check: more.check }) }, actOf({ at: at(time), by: more.by ?? 'ana' })).state;
const readAt = (state: Execution, value: string, time: string, n?: number) =>
  done(execution, state, record, { execution: subject, step: 'check', data: 'mean', value, ...(n !== undefined && { check: n }) }, actOf({ at: at(time) }), withLots(state)).state;
const once = completed(readAt(repeating, '18.50', '10:25'), '10:26');

/** The execution and its order, as the clock sees them when it hears that the job stopped or started. */
const heard = (state: Execution, order: 'running' | 'paused', runningSince = '12:00') => ({
  executions: [state],
  orders: [{ state: order, runningSince: Temporal.Instant.from(at(runningSince)) }],
});
const stopHeard = (state: Execution, order: 'running' | 'paused') =>
  done<Execution>(execution, state, stopClock, { jobOrder: 'job-1', at: Temporal.Instant.from(at('10:46')) }, actOf(), heard(state, order)).state;
const startHeard = (state: Execution, order: 'running' | 'paused') =>
  done<Execution>(execution, state, startClock, { jobOrder: 'job-1', at: Temporal.Instant.from(at('12:00')) }, actOf(), heard(state, order)).state;

test('each repetition is a check of its own, and the next is due so long after it', () => {
  assert.deepEqual(
    once.steps[1]!.checks?.map((one) => [one.n, one.dueAt.toString(), one.doneBy]),
    [
      [1, '2026-11-22T10:30:00Z', 'ana'],
      [2, '2026-11-22T10:56:00Z', undefined],
    ],
  );
  assert.equal(once.steps[1]!.doneBy, undefined);
});
test('a check has readings of its own: what was read for the one before does not answer it', () => {
  assert.throws(() => completed(once, '10:50'), { rule: 'mes.step.complete/not-read' });
  const again = readAt(once, '18.60', '10:50');
  assert.deepEqual(
    again.readings.map((one) => one.check),
    [1, 2],
  );
  assert.equal(check(completed(again, '10:51'))?.n, 3);
});
test('re-checks are counted within a check, not over the shift', () => {
  const outside = readAt(readAt(once, '18.93', '10:50'), '18.50', '10:52');
  const next = completed(outside, '10:53');
  assert.equal(readAt(next, '18.93', '11:20').state, 'running');
  assert.equal(readAt(readAt(next, '18.93', '11:20'), '18.94', '11:22').state, 'blocked');
});
test('two operators who complete one check at once: one wins, the other is told who was quicker', () => {
  const read2 = readAt(once, '18.60', '10:50');
  const by = completed(read2, '10:51', 'check', { by: 'ben', check: 2 });
  assert.throws(() => completed(by, '10:51', 'check', { check: 2 }), { rule: 'mes.step.complete/done-already', message: 'Check 2 of In-process check is done already, by ben.' });
});
test('a reading that comes late for a check that was done is kept and flagged', () => {
  const late = readAt(once, '18.55', '10:40', 1);
  assert.deepEqual([late.readings.at(-1)!.verdict, late.readings.at(-1)!.says], ['unasked', 'its check was done already']);
});
test('a stop and its start leave the clock running with what was left, in whichever order they are heard', () => {
  const ends = [startHeard(stopHeard(once, 'paused'), 'running'), startHeard(stopHeard(once, 'running'), 'running'), stopHeard(startHeard(once, 'running'), 'running')];
  for (const end of ends) assert.deepEqual([end.clockStoppedAt, check(end)?.dueAt.toString(), check(end)?.leftS], [undefined, '2026-11-22T12:10:00Z', undefined]);
});
test('a start that is heard when the job stands again does not start its clock', () => {
  assert.ok(startHeard(stopHeard(once, 'paused'), 'paused').clockStoppedAt);
});
test('when its time has run out the check is overdue, once', () => {
  const mark = { execution: subject, step: 'check', check: 2 };
  const overdue = done<Execution>(execution, once, markOverdue, mark).state;
  assert.equal(check(overdue)?.isOverdue, true);
  assert.deepEqual(done(execution, overdue, markOverdue, mark).events, []);
});
test('a check that somebody did in time is never overdue', () => {
  const did = completed(readAt(once, '18.6', '10:55'), '10:55');
  assert.deepEqual(done(execution, did, markOverdue, { execution: subject, step: 'check', check: 2 }).events, []);
});
test('a paused job stops the time of its checks, and gives what was left when it goes on', () => {
  const paused = done<Execution>(execution, once, stopClock, { jobOrder: 'job-1', at: Temporal.Instant.from(at('10:46')) }, actOf(), heard(once, 'paused')).state;
  assert.equal(check(paused)?.leftS, 600);
  assert.equal(isDue(paused, check(paused)!, Temporal.Instant.from(at('12:00'))), false);
  const goesOn = done<Execution>(execution, paused, startClock, { jobOrder: 'job-1', at: Temporal.Instant.from(at('12:00')) }, actOf(), heard(paused, 'running')).state;
  assert.equal(check(goesOn)?.dueAt.toString(), '2026-11-22T12:10:00Z');
});
test('the step after it is begun once the first check is done, not before', () => {
  assert.throws(() => completed(repeating, '10:05', 'finish'), { rule: 'mes.step.complete/out-of-order' });
  assert.equal(completed(once, '10:40', 'finish').state, 'done');
});
test('the step that ends the repeating is not completed while a check is due', () => {
  assert.throws(() => completed(once, '10:57', 'finish'), {
    rule: 'mes.step.complete/check-due',
    message: 'A check of "In-process check" is due since 2026-11-22T10:56:00Z. Do it first; then complete this step.',
  });
});
test('where the plant only advises, the step is completed and the missed check stays on the record', () => {
  const overdue = done<Execution>(execution, once, markOverdue, { execution: subject, step: 'check', check: 2 }).state;
  const { state, remarks } = done<Execution>(execution, overdue, complete, { execution: subject, step: 'finish' }, actOf({ at: at('11:10') }), overdue, () => 'advise');
  assert.deepEqual([state.state, remarks[0]?.rule, state.steps[1]!.checks?.at(-1)?.isOverdue], ['done', 'mes.step.complete/check-due', true]);
});
test('a check that has begun is finished before the run ends', () => {
  assert.throws(() => completed(readAt(once, '18.6', '10:40'), '10:41', 'finish'), { rule: 'mes.step.complete/check-begun' });
});
test('the repeating ends when somebody says that the run is over', () => {
  const end = (state: Execution) => done<Execution>(execution, state, endChecks, { execution: subject, step: 'check' }, actOf({ at: at('10:40') }));
  assert.throws(() => end(repeating), { rule: 'mes.step.end-checks/never-done' });
  assert.equal(end(once).state.steps[1]!.doneBy, 'ana');
  assert.throws(() => end(end(once).state), { rule: 'mes.step.end-checks/ended-already' });
  assert.throws(() => end(read(once, '18.5')), { rule: 'mes.step.end-checks/check-begun' });
});
test('a step that names its end repeats until that one, and lets the steps between be done', () => {
  const long: Execution = {
    ...once,
    steps: [once.steps[0]!, { ...once.steps[1]!, until: 'finish' }, { id: 'reel', title: 'Change reel', data: [] }, once.steps[2]!],
  };
  const reel = completed(long, '10:59', 'reel');
  assert.equal(check(reel)?.n, 2);
  assert.equal(completed(long, '10:40', 'reel').state, 'running');
  assert.throws(() => completed(completed(long, '10:40', 'reel'), '10:59', 'finish'), { rule: 'mes.step.complete/check-due' });
});

const blocked = readAt(readAt(once, '18.93', '10:40'), '18.94', '10:41');
const answered = (state: Execution, time: string, leadsTo: 'call' | 'deviation' = 'call') =>
  leadsTo === 'call'
    ? done<Execution>(execution, state, answer, { execution: subject, decision: 'adjust', words: 'Dosing plate set back' }, actOf({ at: at(time) }), state, () => 'observe').state
    : done<Execution>(execution, state, unblock, { execution: subject, deviation: 'DEV-1', step: 'check' }, actOf({ at: at(time) })).state;
const settled = (state: Execution, time: string) => answered(state, time, state.state === 'blocked' ? state.block.leadsTo : 'call');

test('the time of a check waits while a value of it waits for a decision, and goes on with what was left', () => {
  assert.deepEqual([blocked.state, check(blocked)?.leftS], ['blocked', 900]);
  assert.equal(isDue(blocked, check(blocked)!, Temporal.Instant.from(at('12:00'))), false);
  assert.deepEqual(done<Execution>(execution, blocked, markOverdue, { execution: subject, step: 'check', check: 2 }).state, blocked);
  assert.equal(check(settled(blocked, '12:00'))?.dueAt.toString(), '2026-11-22T12:15:00Z');
});
test('a job that is paused while its check waits for a decision loses none of its time, whichever goes on first', () => {
  const paused = stopHeard(blocked, 'paused');
  assert.equal(check(paused)?.leftS, 900);
  const resumed = startHeard(paused, 'running');
  assert.deepEqual([check(resumed)?.leftS, resumed.clockStoppedAt], [900, undefined]);
  assert.equal(check(settled(resumed, '12:30'))?.dueAt.toString(), '2026-11-22T12:45:00Z');
  const decided = settled(paused, '11:30');
  assert.equal(check(decided)?.leftS, 900);
  assert.equal(check(startHeard(decided, 'running'))?.dueAt.toString(), '2026-11-22T12:15:00Z');
});
