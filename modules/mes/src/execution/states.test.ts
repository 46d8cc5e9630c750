import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomes, type Tried } from '@millrace/testkit/pure';
import { record } from '../reading/record.ts';
import { complete } from '../step/complete.ts';
import { blocked, read, running, subject, withLots } from './execution.fixture.ts';
import { execution, type Execution } from './execution.ts';
import { noteDeviation } from './note-deviation.ts';
import { unblock } from './unblock.ts';

const within = read(running, '18.50');
const verbs: Record<string, Tried<Execution>> = {
  'record within': { command: record, input: { execution: subject, step: 'check', data: 'mean', value: '18.50' }, load: withLots },
  'record outside': { command: record, input: { execution: subject, step: 'check', data: 'mean', value: '19' }, load: withLots },
  complete: { command: complete, input: { execution: subject, step: 'check' } },
  note: { command: noteDeviation, input: { execution: subject, deviation: 'deviation-1', step: 'check' } },
  unblock: { command: unblock, input: { execution: subject, deviation: 'deviation-1', step: 'check' } },
};
const finished: Execution = { ...within, state: 'done', doneAt: within.beganAt };

test('every verb on every state of an execution does what the batch record says', () => {
  assert.deepEqual(outcomes(execution, within, verbs), {
    'record within': 'running',
    'record outside': 'running',
    complete: 'done',
    note: 'running',
    unblock: 'refused: not-blocked',
  });
  assert.deepEqual(outcomes(execution, blocked, verbs), {
    'record within': 'blocked',
    'record outside': 'blocked',
    complete: 'refused: blocked',
    note: 'blocked',
    unblock: 'running',
  });
  assert.deepEqual(outcomes(execution, finished, verbs), {
    'record within': 'done',
    'record outside': 'done',
    complete: 'refused: job-done',
    note: 'done',
    unblock: 'refused: not-blocked',
  });
});
