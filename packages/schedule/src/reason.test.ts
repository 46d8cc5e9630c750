import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { anyProblem } from './any-problem.test-data.ts';
import type { Problem } from './problem.ts';
import { schedule } from './run.ts';
import type { ExplainedSchedule } from './schedule.ts';
import { validate } from './validate.ts';

/** What the validator says when an operation starts one unit earlier, and the reason kinds that this bears out. */
const bornOutBy: Readonly<Record<string, readonly string[]>> = {
  'plan-start': ['plan-start'],
  release: ['release'],
  'previous-operation': ['order'],
  machine: ['overlap'],
  'set-up': ['set-up', 'overlap'],
  calendar: ['calendar'],
  tool: ['tool'],
  crew: ['crew'],
};

function startedEarlier(problem: Problem, found: ExplainedSchedule, at: number): string[] {
  const earlier = found.assignments.map((each, i) => {
    if (i !== at) return each;
    return { ...each, start: each.start - 1, end: each.end - 1 };
  });
  return validate(problem, { ...found, assignments: earlier }).map((violation) => violation.kind);
}

test('every start has a reason, and one unit earlier breaks just that', () => {
  let checked = 0;
  fc.assert(
    fc.property(anyProblem, (problem) => {
      const found = schedule(problem, { budget: { iterations: 150 } });
      for (const [i, each] of found.assignments.entries()) {
        if (each.reason.kind === 'frozen') continue;
        checked++;
        const broken = startedEarlier(problem, found, i);
        const expected = bornOutBy[each.reason.kind]!;
        assert.ok(
          expected.some((kind) => broken.includes(kind)),
          `${each.job}/${each.operation} at ${each.start}: ${each.reason.sentence} But: ${broken.join(', ')}`,
        );
      }
      return true;
    }),
    { numRuns: 60 },
  );
  assert.ok(checked > 150);
});
