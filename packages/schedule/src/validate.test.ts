import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Problem } from './problem.ts';
import { latenessFirst } from './problem.ts';
import type { Assignment, Schedule } from './schedule.ts';
import type { Violation } from './validate.ts';
import { validate } from './validate.ts';

/** Two jobs by hand: J mills then turns, K mills after a set-up while the night passes. */
const problem: Problem = {
  start: 0,
  machines: [
    { id: 'mill', closed: [{ from: 20, until: 30, reason: 'night' }], family: 'steel', otherSetupTime: 4 },
    { id: 'lathe', closed: [{ from: 22, until: 24, canSpan: false }] },
  ],
  crews: [{ id: 'A', skills: ['run'], size: 1, closed: [{ from: 60, until: 70 }] }],
  tools: [{ id: 'jig', count: 1 }],
  jobs: [
    {
      id: 'J',
      release: 2,
      due: 20,
      operations: [
        { id: 'mill', family: 'steel', on: [{ machine: 'mill', time: 6 }], tools: [{ tool: 'jig', count: 1 }], waitAfter: 1 },
        { id: 'turn', on: [{ machine: 'lathe', time: 5 }], people: [{ skill: 'run', count: 1 }] },
      ],
    },
    {
      id: 'K',
      due: 30,
      weight: 2,
      operations: [{ id: 'mill', family: 'brass', on: [{ machine: 'mill', time: 10 }], interruptible: true, tools: [{ tool: 'jig', count: 1 }] }],
    },
    { id: 'R', operations: [{ id: 'turn', on: [{ machine: 'lathe', time: 5 }] }] },
  ],
  frozen: [{ job: 'R', operation: 'turn', machine: 'lathe', start: -2, end: 4, people: [] }],
};

const assignment = (job: string, operation: string, machine: string, start: number, end: number, more: Partial<Assignment> = {}): Assignment => ({
  job,
  operation,
  machine,
  start,
  end,
  setup: null,
  people: [],
  tools: [],
  isFrozen: false,
  ...more,
});

const people = [{ crew: 'A', skill: 'run', count: 1 }];
const good: Schedule = {
  assignments: [
    assignment('R', 'turn', 'lathe', -2, 4, { isFrozen: true }),
    assignment('J', 'mill', 'mill', 2, 8),
    assignment('J', 'turn', 'lathe', 9, 14, { people }),
    assignment('K', 'mill', 'mill', 12, 32),
  ],
  jobs: [],
  measures: { tardiness: 4, makespan: 32, changeovers: 1, cost: 432 },
};

const changed = (at: number, change: Partial<Assignment>): Schedule => ({
  ...good,
  assignments: good.assignments.map((each, i) => (i === at ? { ...each, ...change } : each)),
});
const kinds = (violations: readonly Violation[]): string[] => violations.map((violation) => violation.kind);

test('a schedule made by hand that keeps every rule has nothing against it', () => {
  assert.deepEqual(validate(problem, good, latenessFirst), []);
});

const wrongs: readonly (readonly [string, Schedule, Violation['kind']])[] = [
  ['an operation left out', { ...good, assignments: good.assignments.slice(0, -1) }, 'missing'],
  ['an operation twice', { ...good, assignments: [...good.assignments, assignment('J', 'turn', 'lathe', 40, 45, { people })] }, 'twice'],
  ['an operation nobody ordered', { ...good, assignments: [...good.assignments, assignment('J', 'grind', 'lathe', 40, 45)] }, 'unknown'],
  ['a machine that cannot do it', changed(2, { machine: 'mill' }), 'machine'],
  ['a start before the plan', changed(3, { start: -12, end: -2 }), 'plan-start'],
  ['a start before the release', changed(1, { start: 1, end: 7 }), 'release'],
  ['a start before the wait is over', changed(2, { start: 8, end: 13 }), 'order'],
  ['too little work', changed(1, { end: 7 }), 'duration'],
  ['a break counted as work', changed(3, { end: 31 }), 'duration'],
  ['work into the night', changed(1, { start: 15, end: 21 }), 'calendar'],
  ['a pause where none may be', changed(2, { start: 20, end: 27 }), 'calendar'],
  ['two operations on one machine', changed(3, { start: 7, end: 17 }), 'overlap'],
  ['no time for the set-up', changed(3, { start: 11, end: 31 }), 'set-up'],
  ['one jig in two places', changed(3, { start: 6, end: 16 }), 'tool'],
  ['nobody at the lathe', changed(2, { people: [] }), 'crew'],
  ['a crew that is off', changed(2, { start: 60, end: 65 }), 'crew'],
  ['a crew that lacks the skill', changed(2, { people: [{ crew: 'A', skill: 'weld', count: 1 }] }), 'crew'],
  ['frozen work moved', changed(0, { start: -1, end: 5 }), 'frozen'],
  ['a makespan that flatters', { ...good, measures: { ...good.measures, makespan: 30 } }, 'measure'],
];

for (const [what, schedule, kind] of wrongs)
  test(`the validator finds ${what}`, () => {
    assert.ok(kinds(validate(problem, schedule, latenessFirst)).includes(kind), kinds(validate(problem, schedule, latenessFirst)).join(', ') || 'nothing found');
  });
