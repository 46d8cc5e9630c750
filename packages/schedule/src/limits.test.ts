import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Job, Objective, Problem } from './problem.ts';
import { latenessFirst } from './problem.ts';
import { schedule } from './run.ts';
import type { ExplainedSchedule } from './schedule.ts';
import { validate } from './validate.ts';

const lengthOnly: Objective = { tardiness: 0, makespan: 1, changeovers: 0 };
const budget = { iterations: 400 };

const single = (id: string, time: number, more: object = {}, ofJob: object = {}): Job => ({
  id,
  operations: [{ id: 'do', on: [{ machine: 'M', time }], ...more }],
  ...ofJob,
});

function solve(problem: Problem, objective: Objective = lengthOnly): ExplainedSchedule {
  const found = schedule(problem, { objective, budget });
  assert.deepEqual(validate(problem, found, objective), []);
  return found;
}
const startOf = (found: ExplainedSchedule, job: string): number => found.assignments.find((each) => each.job === job)!.start;
const reasonOf = (found: ExplainedSchedule, job: string): string => found.assignments.find((each) => each.job === job)!.reason.sentence;

test('families are run together where a change costs time', () => {
  const colours = ['red', 'white', 'red', 'white', 'red', 'white'];
  const problem = { machines: [{ id: 'M', family: 'white', otherSetupTime: 10 }], jobs: colours.map((family, i) => single(`${family}-${i}`, 5, { family })) };
  const found = solve(problem);
  assert.equal(found.measures.makespan, 40);
  assert.equal(found.measures.changeovers, 1);
  assert.match(found.assignments.find((each) => each.setup !== null)!.reason.sentence, /^Machine "M" is set up after .* that takes 10\.$/);
});

test('white after black needs the long clean, so black comes last', () => {
  const setups = [
    { from: 'white', to: 'black', time: 1 },
    { from: 'black', to: 'white', time: 30 },
  ];
  const found = solve({ machines: [{ id: 'M', setups }], jobs: [single('b', 5, { family: 'black' }), single('w', 5, { family: 'white' })] });
  assert.equal(startOf(found, 'b'), 6);
});

test('with a weight on change-overs alone, the fewest are made', () => {
  const colours = ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c'];
  const found = solve({ machines: [{ id: 'M' }], jobs: colours.map((family, i) => single(`${i}`, 5, { family })) }, { tardiness: 0, makespan: 0, changeovers: 1 });
  assert.equal(found.measures.changeovers, 2);
});

test('a job that is dearer late goes first', () => {
  const found = solve(
    { machines: [{ id: 'M' }], jobs: [single('cheap', 5, {}, { due: 5 }), single('dear', 5, {}, { due: 5, weight: 3 })] },
    { tardiness: 1, makespan: 0, changeovers: 0 },
  );
  assert.equal(startOf(found, 'dear'), 0);
  assert.equal(found.measures.tardiness, 5);
});

test('work that does not fit before the night waits for the morning, and says so', () => {
  const problem = { machines: [{ id: 'M', closed: [{ from: 8, until: 20, reason: 'night' }] }], jobs: [single('long', 9)] };
  const found = solve(problem);
  assert.equal(startOf(found, 'long'), 20);
  assert.equal(reasonOf(found, 'long'), 'Machine "M" is closed from 8 until 20 (night), and the work does not fit before.');
});

test('two jobs that need the one jig do not run at once on two machines', () => {
  const jobs = ['M', 'N'].map((machine): Job => ({ id: machine, operations: [{ id: 'do', on: [{ machine, time: 5 }], tools: [{ tool: 'jig', count: 1 }] }] }));
  const found = solve({ machines: [{ id: 'M' }, { id: 'N' }], tools: [{ id: 'jig', count: 1 }], jobs });
  assert.equal(found.measures.makespan, 10);
  assert.match(found.assignments[1]!.reason.sentence, /^Tool "jig" is with operation "do" of job "[MN]" until 5\.$/);
});

test('the one who can do both is not spent on what another can do', () => {
  const jobs = [
    { id: '1', operations: [{ id: 'do', on: [{ machine: 'M', time: 5 }], people: [{ skill: 'check', count: 1 }] }] },
    {
      id: '2',
      operations: [
        {
          id: 'do',
          on: [{ machine: 'N', time: 5 }],
          people: [
            { skill: 'weld', count: 1 },
            { skill: 'check', count: 1 },
          ],
        },
      ],
    },
  ];
  const crews = [
    { id: 'both', skills: ['weld', 'check'], size: 1 },
    { id: 'checkers', skills: ['check'], size: 2 },
  ];
  const found = solve({ machines: [{ id: 'M' }, { id: 'N' }], crews, jobs });
  assert.equal(found.measures.makespan, 5);
});

test('a crew that is off lets no work begin, and people are free while work pauses', () => {
  const people = [{ skill: 'run', count: 1 }];
  const off = { machines: [{ id: 'M' }], crews: [{ id: 'A', skills: ['run'], size: 1, closed: [{ from: 0, until: 7 }] }], jobs: [single('j', 5, { people })] };
  const late = solve(off);
  assert.equal(startOf(late, 'j'), 7);
  assert.equal(reasonOf(late, 'j'), 'Crew "A" has nobody free before 7: it is off.');
  // M pauses from 2 to 6; the crew works on N meanwhile
  const paused = solve({
    machines: [{ id: 'M', closed: [{ from: 2, until: 6 }] }, { id: 'N' }],
    crews: [{ id: 'A', skills: ['run'], size: 1 }],
    jobs: [single('m', 4, { people, interruptible: true }), { id: 'n', operations: [{ id: 'do', on: [{ machine: 'N', time: 4 }], people }] }],
  });
  assert.equal(paused.measures.makespan, 8);
});

test('frozen work stays, and the rest is planned around it', () => {
  const problem = {
    machines: [{ id: 'M' }],
    jobs: [single('running', 5), single('next', 5)],
    frozen: [{ job: 'running', operation: 'do', machine: 'M', start: -3, end: 4 }],
    start: 0,
  };
  const found = solve(problem);
  assert.equal(startOf(found, 'running'), -3);
  assert.equal(startOf(found, 'next'), 4);
  assert.equal(reasonOf(found, 'next'), 'Machine "M" is busy with operation "do" of job "running" until 4.');
});

test('work fits into a gap before what is frozen ahead, set-up to it included', () => {
  const machines = [{ id: 'M', family: 'a', otherSetupTime: 2 }];
  const jobs = [single('fixed', 5, { family: 'a' }), single('a', 6, { family: 'a' }), single('b', 5, { family: 'b' })];
  const found = solve({ machines, jobs, frozen: [{ job: 'fixed', operation: 'do', machine: 'M', start: 8, end: 13 }] });
  assert.equal(startOf(found, 'a'), 0);
  assert.equal(startOf(found, 'b'), 15);
});

test('a job that is all frozen leaves nothing to search', () => {
  const found = solve({ machines: [{ id: 'M' }], jobs: [single('j', 5)], frozen: [{ job: 'j', operation: 'do', machine: 'M', start: 0, end: 5 }] });
  assert.equal(found.measures.makespan, 0);
});

test('a wait after an operation runs on while machines are closed', () => {
  const problem = {
    machines: [{ id: 'M', closed: [{ from: 5, until: 9 }] }],
    jobs: [
      {
        id: 'j',
        operations: [
          { id: 'paint', on: [{ machine: 'M', time: 5 }], waitAfter: 6 },
          { id: 'pack', on: [{ machine: 'M', time: 1 }] },
        ],
      },
    ],
  };
  const found = solve(problem);
  assert.equal(found.assignments[1]!.start, 11);
  assert.equal(found.assignments[1]!.reason.sentence, 'The wait of 6 after the job\'s previous operation "paint" ends at 11.');
});

test('a frozen job that is late already is left alone by the search for others', () => {
  const on = (...times: (readonly [string, number])[]) => times.map(([machine, time]) => ({ machine, time }));
  const problem: Problem = {
    machines: [{ id: 'M0' }, { id: 'M1' }, { id: 'M2' }],
    tools: [{ id: 'jig', count: 1 }],
    jobs: [
      { id: 'late', due: 5, operations: [{ id: 'do', on: on(['M1', 6], ['M2', 1]) }] },
      { id: 'next', due: 5, weight: 0, operations: [{ id: 'do', on: on(['M1', 1]) }] },
      {
        id: 'two',
        due: 5,
        weight: 0,
        operations: [
          { id: 'first', on: on(['M0', 3], ['M1', 1], ['M2', 4]), tools: [{ tool: 'jig', count: 1 }] },
          { id: 'second', on: on(['M0', 1], ['M1', 1]) },
        ],
      },
      { id: 'one', due: 5, weight: 0, operations: [{ id: 'do', on: on(['M0', 1]) }] },
    ],
    frozen: [
      { job: 'late', operation: 'do', machine: 'M1', start: 0, end: 6 },
      { job: 'next', operation: 'do', machine: 'M1', start: 6, end: 7 },
    ],
  };
  for (let seed = 1; seed <= 25; seed++) {
    const found = schedule(problem, { seed, budget: { iterations: 180 } });
    assert.deepEqual(validate(problem, found, latenessFirst), []);
  }
});
