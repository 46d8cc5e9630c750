import assert from 'node:assert/strict';
import { test } from 'node:test';

import { silentAnswers, unreadNames, type GoodCall } from '@millrace/testkit/hostile';

import * as door from './index.ts';

const problem: door.Problem = {
  start: 0,
  machines: [
    { id: 'mill', closed: [{ from: 8, until: 16, reason: 'night', canSpan: true }], family: 'a', setups: [{ from: 'a', to: 'b', time: 2 }], otherSetupTime: 1 },
    { id: 'lathe' },
  ],
  crews: [{ id: 'A', skills: ['run'], size: 2, closed: [{ from: 30, until: 31 }] }],
  tools: [{ id: 'jig', count: 1, closed: [{ from: 40, until: 41 }] }],
  jobs: [
    {
      id: 'J',
      release: 1,
      due: 20,
      weight: 2,
      operations: [
        {
          id: 'mill',
          family: 'b',
          interruptible: true,
          waitAfter: 1,
          on: [{ machine: 'mill', time: 4, people: [{ skill: 'run', count: 1 }], tools: [{ tool: 'jig', count: 1 }] }],
          people: [{ skill: 'run', count: 1 }],
          tools: [{ tool: 'jig', count: 1 }],
        },
        { id: 'turn', on: [{ machine: 'lathe', time: 5 }] },
      ],
    },
    { id: 'R', operations: [{ id: 'turn', on: [{ machine: 'lathe', time: 5 }] }] },
  ],
  frozen: [{ job: 'R', operation: 'turn', machine: 'lathe', start: -2, end: 4, people: [{ crew: 'A', skill: 'run', count: 1 }] }],
};
const objective = { tardiness: 100, makespan: 1, changeovers: 0 };
const origin = Temporal.Instant.from('2026-03-02T06:00:00Z');
const early = { start: origin, end: origin.add({ hours: 8 }) };
let ticks = 0;
const made = door.dispatch(problem, 'due', { objective });

const searched = (given: door.Problem, options: door.SearchOptions, steps: number) => {
  const search = door.openSearch(given, options);
  search.step(steps);
  return search.best();
};
const calls: Record<string, GoodCall> = {
  schedule: { call: door.schedule, args: [problem, { objective, seed: 1, budget: { iterations: 20, milliseconds: 50, clock: () => (ticks += 1) } }] },
  openSearch: { call: searched, args: [problem, { objective, seed: 1 }, 20] },
  dispatch: { call: door.dispatch, args: [problem, 'due', { objective }] },
  validate: { call: door.validate.bind(null, problem), args: [made, objective] },
  'validate problem': { call: (given: door.Problem) => door.validate(given, made, objective), args: [problem] },
  closedWindows: { call: (unitMs: number) => door.closedWindows({ origin, unitMs }, [early], { start: origin, end: origin.add({ hours: 24 }) }, 'night'), args: [60_000] },
  instantOf: { call: (unitMs: number, time: number) => door.instantOf({ origin, unitMs }, time), args: [60_000, 90] },
  timeOf: { call: (unitMs: number) => door.timeOf({ origin, unitMs }, early.end), args: [60_000] },
  readInstance: { call: door.readInstance, args: ['1 1\n0 5', 'job-shop', 0] },
};

test('nothing behind the door answers what is no number, or nothing, with a silent number', () => {
  assert.deepEqual(silentAnswers(door, calls), []);
});

test('an option of a name that nobody reads is refused by that name', () => {
  assert.deepEqual(
    unreadNames(calls, {
      'validate: 0': 'a schedule as it was made, or as another made it',
    }),
    [],
  );
});
