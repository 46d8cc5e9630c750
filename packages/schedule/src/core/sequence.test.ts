import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { anyOrderOnly } from '../any-problem.test-data.ts';
import { emptyBoard } from '../board.ts';
import { compile } from '../compile.ts';
import { costOf, decode, mark } from '../decode.ts';
import { randomFrom } from '../random.ts';
import { recipeFrom, relax } from '../relax.ts';
import { emptyPlan } from './graph.ts';
import { randomPlan } from './relink.ts';
import { anneal } from './anneal.ts';
import { sequenceOver } from './sequence.ts';

test('what annealing counts as cost is what the filled planning board costs', () => {
  fc.assert(
    fc.property(anyOrderOnly, fc.nat(), (problem, seed) => {
      const objective = { tardiness: 3, makespan: 2, changeovers: 7 };
      const compiled = compile({ ...problem, frozen: [] });
      const relaxed = relax(compiled, objective)!;
      assert.ok(relaxed.isExact);
      const random = randomFrom(seed);
      const first = emptyPlan(relaxed.shop);
      randomPlan(relaxed.shop, random, first);
      const sequence = sequenceOver(relaxed, objective, random, first);
      for (let i = 0; i < 300; i++) anneal(sequence);
      const board = emptyBoard(compiled);
      decode(board, { ...recipeFrom(relaxed, sequence.best.order, sequence.best.machine), isAppended: true });
      return costOf(mark(board), objective) === sequence.bestCost;
    }),
    { numRuns: 60 },
  );
});
