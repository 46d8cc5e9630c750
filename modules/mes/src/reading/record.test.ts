import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith, type Act } from '@millrace/kernel';
import fc from 'fast-check';
import { withLots } from '../execution/execution.fixture.ts';
import { execution, type Execution } from '../execution/execution.ts';
import { executionOf } from '../execution/id-of.ts';
import { complete } from '../step/complete.ts';
import { record } from './record.ts';

const at = Temporal.Instant.from('2026-11-22T10:00:00Z');
const act = (by = 'ana'): Act => ({
  id: 'a' as Act['id'],
  by: by as Act['by'],
  role: 'operator',
  at,
  happenedAt: at,
  site: 'tablets',
  timeZone: 'Europe/Berlin',
  station: undefined,
  causedBy: undefined,
  reason: undefined,
});
const subject = executionOf('job-1');
const weigh = { id: 'mean', ask: 'Mean of 10', answer: 'number', unit: 'g', limits: '18.20 to 18.80', recheck: 1, recheckBy: 'same' as const, leadsTo: 'deviation' as const };
const running = (data = weigh): Execution => ({
  id: subject,
  state: 'running',
  jobOrder: 'job-1',
  place: 'packaging-2',
  workMaster: 'pack',
  steps: [
    { id: 'clear', title: 'Line clearance', data: [], doneBy: 'ana', doneAt: at },
    { id: 'check', title: 'In-process check', data: [data] },
    { id: 'finish', title: 'Run out', data: [] },
  ],
  readings: [],
  allowed: [],
  beganAt: at,
});
const read = (state: Execution, value: string, by = 'ana', step = 'check', data = 'mean') =>
  decideWith(record, withLots(state), { execution: subject, step, data, value }, act(by)).reduce((now, event) => execution.evolve(now, event as never), state);

test('a value on the limit is within it', () => {
  assert.equal(read(running(), '18.80').readings[0]!.verdict, 'within');
  assert.equal(read(running(), '18.20').readings[0]!.verdict, 'within');
});
test('a value above the limit says by how much, exactly', () => {
  const [reading] = read(running(), '18.93').readings;
  assert.equal(reading!.verdict, 'outside');
  assert.equal(reading!.says, '0.13 above limit');
});
test('one reading out of limits may be taken again, and both are kept', () => {
  const after = read(read(running(), '18.93'), '18.60');
  assert.equal(after.state, 'running');
  assert.deepEqual(
    after.readings.map((one) => one.verdict),
    ['outside', 'within'],
  );
});
test('when the re-check is out of limits too, the job is blocked', () => {
  const after = read(read(running(), '18.93'), '18.91');
  assert.equal(after.state, 'blocked');
  assert.equal(after.state === 'blocked' && after.block.says, '0.11 above limit');
});
test('a reading the job did not ask for is kept and flagged', () => {
  assert.equal(read(running(), '3', 'ana', 'check', 'colour').readings[0]!.verdict, 'unasked');
});
test('a value read after its step was done is kept beside it, with how it stands to the limits, and changes nothing of what was signed', () => {
  const done = decideWith(complete, read(running(), '18.5') as never, { execution: subject, step: 'check' }, act()).reduce(
    (now, event) => execution.evolve(now, event as never),
    read(running(), '18.5'),
  );
  const late = read(read(read(done, '18.95'), '18.95', 'ben'), '18.4');
  assert.deepEqual(
    late.readings.slice(1).map(({ verdict, says }) => [verdict, says]),
    [
      ['unasked', 'its step was done already: 0.15 above limit'],
      ['unasked', 'its step was done already: 0.15 above limit'],
      ['unasked', 'its step was done already'],
    ],
  );
  assert.equal(late.state, 'running');
});
test('where another person must take the re-check, the same person does not', () => {
  const other = running({ ...weigh, recheckBy: 'other' as never });
  const after = read(read(other, '18.93'), '18.60');
  assert.equal(after.readings[1]!.says, 'someone else must take the re-check');
  assert.equal(read(after, '18.60', 'ben').readings[2]!.verdict, 'within');
});
test('a blocked step is not completed, and says what unblocks it', () => {
  const blocked = read(read(running(), '18.93'), '18.91');
  assert.throws(() => decideWith(complete, blocked as never, { execution: subject, step: 'check' }, act()), {
    rule: 'mes.step.complete/blocked',
    message: /Open a deviation to go on/,
  });
});
test('a step is not completed before its values are recorded', () => {
  assert.throws(() => decideWith(complete, running() as never, { execution: subject, step: 'check' }, act()), { rule: 'mes.step.complete/not-read' });
});
test('a step is not completed before the step before it', () => {
  assert.throws(() => decideWith(complete, running() as never, { execution: subject, step: 'finish' }, act()), { rule: 'mes.step.complete/out-of-order' });
});
test('no reading is ever lost, whatever its value and order', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('18.5', '18.93', '17', 'abc', '18.80')), (values) => {
      const after = values.reduce((state, value) => read(state, value), running());
      return after.readings.length === values.length && after.readings.every((one, i) => one.value === values[i]);
    }),
  );
});
