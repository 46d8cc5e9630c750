import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { anyOrderOnly, anyProblem } from './any-problem.test-data.ts';
import { leastCost } from './brute-force.test-data.ts';
import type { Objective, Problem } from './problem.ts';
import { schedule } from './run.ts';
import { openSearch } from './search.ts';

const objectives = [
  { tardiness: 1, makespan: 0, changeovers: 0 },
  { tardiness: 100, makespan: 1, changeovers: 0 },
  { tardiness: 1, makespan: 1, changeovers: 20 },
] as const;

/** Small enough to try every order: two or three jobs, at most five operations, nothing that pauses, nothing frozen. */
function small(problem: Problem): Problem {
  let operations = 0;
  const jobs = problem.jobs.slice(0, 3).flatMap((job) => {
    const kept = job.operations.slice(0, Math.max(0, Math.min(2, 5 - operations))).map((operation) => ({
      ...operation,
      interruptible: false,
      on: operation.on.slice(0, 2),
      ...(operation.people && { people: operation.people.filter((need, i, all) => all.findIndex((other) => other.skill === need.skill) === i) }),
    }));
    operations += kept.length;
    return kept.length === 0 ? [] : [{ ...job, due: Math.round(job.due! / 3), weight: 1 + job.weight!, operations: kept }];
  });
  const crews = [
    { id: 'welders', skills: ['weld'], size: 1, closed: problem.crews?.[0]?.closed ?? [] },
    { id: 'checkers', skills: ['check'], size: 2, closed: problem.crews?.[1]?.closed ?? [] },
  ];
  return { ...problem, jobs, frozen: [], crews };
}

/** Whether the search comes down to the least cost there is: it may take its time, but not settle above. */
function reachesTheLeast(problem: Problem, objective: Objective): boolean {
  const least = leastCost(problem, objective);
  const search = openSearch(problem, { objective });
  for (let i = 0; i < 30 && search.cost() > least; i++) search.step(1_000);
  return search.cost() === least;
}

// a counterexample is a plant to look at as it is: shrinking it tries every order of a hundred others
const once = { endOnFailure: true } as const;

test('no order of the work is less late than the schedule found, where every order can be tried', () => {
  fc.assert(fc.property(anyOrderOnly.map(small), fc.constantFrom(...objectives), reachesTheLeast), { numRuns: 60, ...once });
});

test('nor with people and tools to wait for', () => {
  fc.assert(fc.property(anyProblem.map(small), fc.constantFrom(...objectives), reachesTheLeast), { numRuns: 25, ...once });
});

test('blue work waits behind red where the gap before it would cost a change more', () => {
  const red = (machine: string, time: number) => ({ family: 'red', on: [{ machine, time }] });
  const plant: Problem = {
    start: 1,
    machines: ['M0', 'M1', 'M2'].map((id) => ({ id, family: 'red' })),
    tools: [{ id: 'gauge', count: 1, closed: [{ from: 2, until: 3 }] }],
    jobs: [
      { id: 'J0', due: 2, operations: [{ id: 'O0', family: 'red', on: ['M0', 'M2'].map((machine) => ({ machine, time: 1 })) }] },
      {
        id: 'J1',
        due: 2,
        operations: [
          { id: 'O0', family: 'blue', on: ['M0', 'M2'].map((machine) => ({ machine, time: 1 })) },
          { id: 'O1', ...red('M2', 1) },
        ],
      },
      {
        id: 'J2',
        due: 2,
        operations: [
          {
            id: 'O0',
            family: 'red',
            tools: [{ tool: 'gauge', count: 1 }],
            on: [
              { machine: 'M0', time: 2 },
              { machine: 'M1', time: 5 },
            ],
          },
          { id: 'O1', ...red('M2', 1) },
        ],
      },
    ],
  };
  const found = schedule(plant, { objective: { tardiness: 1, makespan: 1, changeovers: 20 }, budget: { iterations: 5_000 } });
  assert.deepEqual([found.measures.cost, found.measures.changeovers], [35, 1]);
});
