import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '@millrace/kernel';
import { actOf, done } from '@millrace/testkit/pure';
import fc from 'fast-check';
import { answer } from '../block/answer.ts';
import { calling, subject, withLots } from '../execution/execution.fixture.ts';
import { execution, type Execution } from '../execution/execution.ts';
import { unblock } from '../execution/unblock.ts';
import { complete } from '../step/complete.ts';
import { record } from './record.ts';

const leader = actOf({ by: 'lena', roles: ['team-leader'] });
const [clear, check] = calling.steps;
const mean = check!.data[0]!;
/** A step that asks for a weight, which calls the leader, and a hardness, which leads to a deviation; beside it a check that repeats. */
const start: Execution = {
  ...calling,
  steps: [
    clear!,
    {
      id: 'seal',
      title: 'Seal check',
      data: [{ ...mean, id: 'seal' }],
      everyS: 1800,
      checks: [
        { n: 1, dueAt: leader.at, doneBy: 'ana', doneAt: leader.at },
        { n: 2, dueAt: leader.at.add({ minutes: 30 }) },
      ],
    },
    { ...check!, data: [mean, { id: 'hardness', ask: 'Hardness', answer: 'number', unit: 'N', limits: '80 to 120', recheck: 1, recheckBy: 'same', leadsTo: 'deviation' }] },
    { id: 'finish', title: 'Run out', data: [] },
  ],
};
const outside = { mean: '18.93', seal: '17', hardness: '140' } as const;
type Data = keyof typeof outside;
const stepOf = (data: Data) => (data === 'seal' ? 'seal' : 'check');
const read = (state: Execution, data: Data, value: string = outside[data]) =>
  done<Execution>(execution, state, record, { execution: subject, step: stepOf(data), data, value }, actOf(), withLots(state)).state;
const twice = (state: Execution, data: Data) => read(read(state, data), data);
const answered = (state: Execution, decision = 'recheck') => done<Execution>(execution, state, answer, { execution: subject, decision, words: 'Dosing plate set back' }, leader);
const allowed = (state: Execution) =>
  done<Execution>(execution, state, unblock, { execution: subject, step: state.state === 'blocked' ? state.block.step : 'check', deviation: 'deviation-1' });
const completed = (state: Execution, step = 'check') => done<Execution>(execution, state, complete, { execution: subject, step }).state;
const blocking = (state: Execution) => (state.state === 'blocked' ? state.block.data : undefined);

test('a value that goes out of limits while another blocks the job blocks it next, and somebody is called or decides by a deviation', () => {
  const both = twice(twice(start, 'mean'), 'hardness');
  assert.equal(blocking(both), 'mean');
  const { state, events } = answered(both);
  assert.equal(blocking(state), 'hardness');
  assert.equal((events[0] as { isAnotherBlocked?: boolean }).isAnotherBlocked, true);
  assert.throws(() => completed(read(state, 'mean', '18.50')), { rule: 'mes.step.complete/blocked', message: 'Blocked: Hardness was 20 above limit. Open a deviation to go on.' });
  assert.equal(completed(allowed(read(state, 'mean', '18.50')).state).steps[2]!.doneBy, 'ana');
});
test('a check that runs beside a blocked step is not completed with a value that nobody has decided about', () => {
  const both = twice(twice(start, 'hardness'), 'seal');
  assert.equal(blocking(both), 'hardness');
  assert.throws(() => completed(both, 'seal'), { rule: 'mes.step.complete/blocked', message: 'Blocked: Mean of 10 was 1.2 below limit. It is decided next, when "Hardness" is.' });
  assert.equal(blocking(allowed(both).state), 'seal');
});
test('one more reading that is ordered is taken, however often the value was read while it waited', () => {
  const { state } = answered(read(twice(start, 'mean'), 'mean'));
  assert.throws(() => completed(read(state, 'hardness', '100')), { rule: 'mes.step.complete/out-of-limits' });
  assert.equal(blocking(read(state, 'mean')), 'mean');
});
test('a good reading does not undo one that was out of limits once too often: somebody decides', () => {
  assert.equal(blocking(allowed(read(twice(twice(start, 'hardness'), 'seal'), 'seal', '18.50')).state), 'seal');
});
test('what quality allowed is the value it saw: the next one out of limits is decided anew', () => {
  const state = allowed(twice(start, 'hardness')).state;
  assert.equal(state.state, 'running');
  assert.equal(blocking(read(state, 'hardness')), 'hardness');
});

type Did = readonly ['read', Data, boolean] | readonly ['answer', 'recheck' | 'adjust' | 'deviation' | 'stop'] | readonly ['unblock'] | readonly ['complete', 'seal' | 'check'];
const doing = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(
      fc.constant('read' as const),
      fc.constantFrom<Data>('mean', 'seal', 'hardness'),
      fc.nat(2).map((n) => n > 0),
    ),
  },
  { weight: 2, arbitrary: fc.tuple(fc.constant('answer' as const), fc.constantFrom('recheck' as const, 'adjust' as const, 'deviation' as const, 'stop' as const)) },
  { weight: 2, arbitrary: fc.constant(['unblock'] as const) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('complete' as const), fc.constantFrom('seal' as const, 'check' as const)) },
);
function tried(state: Execution, did: Did): Execution {
  try {
    if (did[0] === 'read') return read(state, did[1], did[2] ? outside[did[1]] : did[1] === 'hardness' ? '100' : '18.50');
    if (did[0] === 'answer') return answered(state, did[1]).state;
    return did[0] === 'unblock' ? allowed(state).state : completed(state, did[1]);
  } catch (error) {
    if (error instanceof Refusal) return state;
    throw error;
  }
}

test('no step is complete whose last reading of a value is out of limits, unless quality allowed that value after that reading', () => {
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 40 }), (all) => {
      // kept beside the execution, by what was done alone: the values whose last reading quality allowed
      let last = new Map<string, 'good' | 'outside' | 'allowed'>();
      let state = start;
      for (const did of all) {
        const after = tried(state, did);
        if (did[0] === 'read' && after.readings.at(-1)?.verdict !== 'unasked') last.set(did[1], did[2] ? 'outside' : 'good');
        if (did[0] === 'unblock' && after !== state) last.set(blocking(state)!, 'allowed');
        if (did[0] === 'complete' && after !== state) {
          const asked = did[1] === 'seal' ? ['seal'] : ['mean', 'hardness'];
          if (asked.some((data) => last.get(data) === 'outside' || last.get(data) === undefined)) return false;
          if (did[1] === 'seal') last.delete('seal');
        }
        state = after;
      }
      return true;
    }),
    { numRuns: 1000 },
  );
});
