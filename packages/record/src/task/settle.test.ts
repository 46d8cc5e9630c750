import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@millrace/kernel';
import { actOf, done } from '@millrace/testkit/pure';
import { settle } from './settle.ts';
import { task, type Task } from './task.ts';

test('whoever settles what a rule left says what was done, in their own name', () => {
  const input = { task: newId<'record.task'>(), whatWasDone: 'The lot was lifted by hand' };
  const { state } = done<Task>(task, undefined, settle, input, actOf({ by: 'ira' }));
  assert.deepEqual([state.state, state.settledBy, state.whatWasDone], ['settled', 'ira', 'The lot was lifted by hand']);
});
