import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@millrace/kernel';
import { outcomes, type Tried } from '@millrace/testkit/pure';
import { lose } from './lose.ts';
import { report } from './report.ts';
import { setJob } from './set-job.ts';
import { around, at, heard, place, says, stale } from './unit.fixture.ts';
import { unit, type UnitState } from './unit.ts';

const verbs: Record<string, Tried<UnitState>> = {
  report: { command: report, input: says('held', 20), load: around },
  'report late': { command: report, input: says('held', -10), load: around },
  lose: { command: lose, input: { place, interval: newId(), at: at(20) }, load: around },
  'set-job': { command: setJob, input: { place, interval: newId(), jobOrder: 'job-1', at: at(20) }, load: around },
};

test('every verb on every state of a unit does what was heard of it, and none is refused', () => {
  assert.deepEqual(outcomes(unit, heard, verbs), { report: 'heard', 'report late': 'heard', lose: 'stale', 'set-job': 'heard' });
  assert.deepEqual(outcomes(unit, stale, verbs), { report: 'heard', 'report late': 'stale', lose: 'stale', 'set-job': 'stale' });
});
