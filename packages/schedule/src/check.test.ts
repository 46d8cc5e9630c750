import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Job, Problem } from './problem.ts';
import { schedule } from './run.ts';
import { dispatch, openSearch } from './search.ts';

const operation = { id: 'mill', on: [{ machine: 'M', time: 5 }] };
const job: Job = { id: 'J', operations: [operation] };
const sound: Problem = { machines: [{ id: 'M' }], jobs: [job] };
const budget = { iterations: 10 };

const refused: readonly (readonly [string, Problem, RegExp])[] = [
  ['no machines', { ...sound, machines: [] }, /machines is empty/],
  ['no jobs', { ...sound, jobs: [] }, /jobs is empty/],
  ['a job without operations', { ...sound, jobs: [{ id: 'J', operations: [] }] }, /job "J" has no operations/],
  ['two machines of one name', { ...sound, machines: [{ id: 'M' }, { id: 'M' }] }, /machines\[1\].id is "M"/],
  ['an empty name', { ...sound, machines: [{ id: '' }] }, /machines\[0\].id is empty/],
  ['a machine that is not there', { ...sound, jobs: [{ ...job, operations: [{ id: 'x', on: [{ machine: 'N', time: 1 }] }] }] }, /machine "N", which is not among/],
  ['an operation without machine', { ...sound, jobs: [{ ...job, operations: [{ id: 'x', on: [] }] }] }, /has no machine/],
  ['no time', { ...sound, jobs: [{ ...job, operations: [{ id: 'x', on: [{ machine: 'M', time: 0 }] }] }] }, /time on "M" is 0; it must be a whole number from 1/],
  ['a part of a unit', { ...sound, jobs: [{ ...job, operations: [{ id: 'x', on: [{ machine: 'M', time: 1.5 }] }] }] }, /is 1.5; it must be a whole number/],
  ['not a number', { ...sound, jobs: [{ ...job, due: Number.NaN }] }, /due is NaN/],
  ['infinity', { ...sound, jobs: [{ ...job, release: Infinity }] }, /release is Infinity/],
  ['a weight below 0', { ...sound, jobs: [{ ...job, weight: -1 }] }, /weight is -1/],
  [
    'windows out of order',
    {
      ...sound,
      machines: [
        {
          id: 'M',
          closed: [
            { from: 9, until: 10 },
            { from: 1, until: 2 },
          ],
        },
      ],
    },
    /closed\[1\] begins at 1, before/,
  ],
  ['a window that ends before it begins', { ...sound, machines: [{ id: 'M', closed: [{ from: 9, until: 9 }] }] }, /must end after it begins/],
  ['set-ups without a family', { ...sound, machines: [{ id: 'M', setups: [] }] }, /has no family/],
  [
    'a set-up given twice',
    {
      ...sound,
      machines: [
        {
          id: 'M',
          setups: [
            { from: 'a', to: 'b', time: 1 },
            { from: 'a', to: 'b', time: 2 },
          ],
        },
      ],
    },
    /a second time/,
  ],
  ['a skill nobody has', { ...sound, jobs: [{ ...job, operations: [{ ...operation, people: [{ skill: 'weld', count: 1 }] }] }] }, /more than all crews together have/],
  ['a tool that is not there', { ...sound, jobs: [{ ...job, operations: [{ ...operation, tools: [{ tool: 'jig', count: 1 }] }] }] }, /tool "jig", which is not among/],
  [
    'more of a tool than there are',
    { ...sound, tools: [{ id: 'jig', count: 1 }], jobs: [{ ...job, operations: [{ ...operation, tools: [{ tool: 'jig', count: 2 }] }] }] },
    /needs 2 of tool "jig"; there are 1/,
  ],
  ['frozen work that does not exist', { ...sound, frozen: [{ job: 'J', operation: 'turn', machine: 'M', start: 0, end: 5 }] }, /not among the jobs/],
  [
    'a hole in frozen work',
    {
      ...sound,
      jobs: [{ id: 'J', operations: [operation, { ...operation, id: 'turn' }] }],
      frozen: [{ job: 'J', operation: 'turn', machine: 'M', start: 0, end: 5 }],
    },
    /"mill" before it is not/,
  ],
  [
    'frozen work that overlaps',
    {
      ...sound,
      jobs: [job, { ...job, id: 'K' }],
      frozen: [
        { job: 'J', operation: 'mill', machine: 'M', start: 0, end: 5 },
        { job: 'K', operation: 'mill', machine: 'M', start: 4, end: 9 },
      ],
    },
    /overlap on machine "M" at 4/,
  ],
];

for (const [what, problem, sentence] of refused)
  test(`a plant with ${what} is refused with a sentence`, () => {
    assert.throws(() => schedule(problem, { budget }), sentence);
  });

test('a budget, seed, objective or rule that makes no sense is refused with a sentence', () => {
  assert.throws(() => schedule(sound, { budget: {} }), /names neither iterations nor milliseconds/);
  assert.throws(() => schedule(sound, { budget: { iterations: -1 } }), /budget.iterations is -1/);
  assert.throws(() => schedule(sound, { budget: { milliseconds: 5 } }), /budget.clock is missing/);
  assert.throws(() => schedule(sound, { budget: { milliseconds: Number.NaN, clock: () => 0 } }), /budget.milliseconds is NaN/);
  assert.throws(() => schedule(sound, { budget, seed: 0.5 }), /seed is 0.5/);
  assert.throws(() => schedule(sound, { budget, objective: { tardiness: 0, makespan: 0, changeovers: 0 } }), /no weight above 0/);
  assert.throws(() => schedule(sound, { budget, objective: { tardiness: -1, makespan: 0, changeovers: 0 } }), /objective.tardiness is -1/);
  assert.throws(() => openSearch(sound).step(1.5), /iterations is 1.5/);
  assert.throws(() => dispatch(sound, 'best' as 'due'), /rule is "best"/);
});
