import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { anyOrderOnly, anyProblem, anyPureShop } from './any-problem.test-data.ts';
import { rules } from './dispatch.ts';
import { latenessFirst } from './problem.ts';
import { schedule } from './run.ts';
import { dispatch, openSearch } from './search.ts';
import { validate } from './validate.ts';

const objectives = [latenessFirst, { tardiness: 1, makespan: 1, changeovers: 20 }, { tardiness: 0, makespan: 1, changeovers: 0 }];

test('every schedule can be worked by the plant, and its measures are what they say', () => {
  fc.assert(
    fc.property(fc.oneof(anyProblem, anyOrderOnly), fc.constantFrom(...objectives), (problem, objective) => {
      const found = schedule(problem, { objective, budget: { iterations: 250 } });
      return validate(problem, found, objective).length === 0;
    }),
    { numRuns: 60 },
  );
});

test('a schedule is never worse than any dispatching rule, and never below its lower bound', () => {
  fc.assert(
    fc.property(fc.oneof(anyProblem, anyOrderOnly), fc.constantFrom(...objectives), fc.nat(400), (problem, objective, iterations) => {
      const found = schedule(problem, { objective, budget: { iterations } });
      return found.measures.cost >= found.lowerBound && rules.every((rule) => found.measures.cost <= dispatch(problem, rule, { objective }).measures.cost);
    }),
    { numRuns: 40 },
  );
});

test('a rule by itself gives a schedule that the plant can work', () => {
  fc.assert(
    fc.property(anyProblem, fc.constantFrom(...rules), (problem, rule) => validate(problem, dispatch(problem, rule), latenessFirst).length === 0),
    { numRuns: 100 },
  );
});

test('a pure shop, too, is scheduled validly and never worse than a rule', () => {
  fc.assert(
    fc.property(anyPureShop, (problem) => {
      const found = schedule(problem, { budget: { iterations: 500 } });
      return validate(problem, found, latenessFirst).length === 0 && rules.every((rule) => found.measures.cost <= dispatch(problem, rule).measures.cost);
    }),
    { numRuns: 60 },
  );
});

test('the same seed and iterations give the same schedule, in one go or in many', () => {
  fc.assert(
    fc.property(fc.oneof(anyProblem, anyOrderOnly, anyPureShop), fc.integer(), (problem, seed) => {
      const once = openSearch(problem, { seed });
      once.step(800);
      const often = openSearch(problem, { seed });
      for (let i = 0; i < 8; i++) often.step(100);
      assert.deepEqual(often.best(), once.best());
      return true;
    }),
    { numRuns: 30 },
  );
});

test('a search that is told to stop gives the best it has by then', () => {
  fc.assert(
    fc.property(anyProblem, fc.integer({ min: 0, max: 5 }), (problem, looks) => {
      let looked = 0;
      const found = schedule(problem, { budget: { iterations: 1e9, stop: () => looked++ >= looks } });
      return validate(problem, found, latenessFirst).length === 0 && rules.every((rule) => found.measures.cost <= dispatch(problem, rule).measures.cost);
    }),
    { numRuns: 30 },
  );
});
