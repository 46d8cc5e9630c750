import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { anyPureShop } from '../any-problem.test-data.ts';
import { compile } from '../compile.ts';
import { latenessFirst } from '../problem.ts';
import { randomFrom } from '../random.ts';
import { relax } from '../relax.ts';
import { emptyGraph, emptyPlan, load, move } from './graph.ts';
import { coreOver, advance, randomPlan } from './relink.ts';

test('moves keep ends, tails and the order as a fresh count would give them', () => {
  fc.assert(
    fc.property(anyPureShop, fc.nat(), (problem, seed) => {
      const { shop } = relax(compile(problem), latenessFirst)!;
      const random = randomFrom(seed);
      const plan = emptyPlan(shop);
      randomPlan(shop, random, plan);
      const graph = emptyGraph(shop);
      load(graph, plan.order, plan.machine);
      const fresh = emptyGraph(shop);
      for (let i = 0; i < 40; i++) {
        const o = random.below(shop.operations);
        const from = shop.choiceFrom[o]!;
        const m = shop.choice[from + random.below(shop.choiceFrom[o + 1]! - from)]!;
        const others = [...graph.order].filter((x) => x !== o && graph.machine[x] === m);
        const before = [...others, shop.operations][random.below(others.length + 1)]!;
        if (graph.machine[o] === m && graph.machineBefore[o] === before) continue;
        move(graph, o, m, before);
        load(fresh, graph.order, graph.machine);
        assert.deepEqual([graph.end, graph.tail, graph.makespan, graph.machineBefore], [fresh.end, fresh.tail, fresh.makespan, fresh.machineBefore]);
      }
      return true;
    }),
    { numRuns: 60 },
  );
});

test('tabu search finds the best of a shop small enough to try every order', () => {
  // 2 jobs, 2 machines, opposite routes: 3 + 4 on one job, 5 + 2 on the other; machine B alone takes 9
  const problem = {
    machines: [{ id: 'A' }, { id: 'B' }],
    jobs: [
      {
        id: '1',
        operations: [
          { id: 'a', on: [{ machine: 'A', time: 3 }] },
          { id: 'b', on: [{ machine: 'B', time: 4 }] },
        ],
      },
      {
        id: '2',
        operations: [
          { id: 'b', on: [{ machine: 'B', time: 5 }] },
          { id: 'a', on: [{ machine: 'A', time: 2 }] },
        ],
      },
    ],
  };
  const { shop } = relax(compile(problem), latenessFirst)!;
  const core = coreOver(shop, randomFrom(1), null);
  for (let left = 200; left > 0;) left -= advance(core, left);
  assert.equal(core.best.makespan, 9);
});
