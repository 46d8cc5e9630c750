import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@millrace/kernel';
import { done } from '@millrace/testkit/pure';
import { setJob } from './set-job.ts';
import { around, at, heard, place, stale } from './unit.fixture.ts';
import { unit, type UnitState } from './unit.ts';

const give = (jobOrder: string | undefined, minute: number, before: UnitState | undefined = heard) =>
  done<UnitState>(unit, before, setJob, { place, interval: newId(), ...(jobOrder !== undefined && { jobOrder }), at: at(minute) }, undefined, around(before));

test('a job cuts the stretch and leaves state and mode as they are', () => {
  const { state, events } = give('job-1', 10);
  assert.deepEqual([state.now.jobOrder, state.now.state, state.now.since.toString(), events.length], ['job-1', 'execute', '2026-11-22T06:10:00Z', 2]);
});
test('a unit that is taken back carries no job any more', () => {
  assert.equal(give(undefined, 20, give('job-1', 10).state).state.now.jobOrder, undefined);
});
test('the same job given twice cuts nothing', () => {
  const { state, events } = give('job-1', 20, give('job-1', 10).state);
  assert.deepEqual([events.map((event) => event.type), state.now.since.toString()], [['scada.unit.confirmed'], '2026-11-22T06:10:00Z']);
});
test('a job is no word of the machine: what it said just before is not late for it', () => {
  assert.equal(give('job-1', 10).state.heardAt.toString(), '2026-11-22T06:00:00Z');
});
test('a job at a unit that no machine ever spoke for is known, the state of the unit is not', () => {
  const { state } = done<UnitState>(unit, undefined, setJob, { place, interval: newId(), jobOrder: 'job-1', at: at(0) }, undefined, around());
  assert.deepEqual([state.now.state, state.now.jobOrder], ['unknown', 'job-1']);
});
test('a job does not make a machine heard that is not', () => {
  const { state } = give('job-1', 20, stale);
  assert.deepEqual([state.state, state.now.jobOrder, state.state === 'stale' && state.lostAt.toString()], ['stale', 'job-1', '2026-11-22T06:10:00Z']);
});
