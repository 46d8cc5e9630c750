import type { Board } from './board.ts';
import { emptyBoard } from './board.ts';
import type { Compiled } from './compile.ts';
import { emptyPlan } from './core/graph.ts';
import type { Plan } from './core/graph.ts';
import { advance, coreOver } from './core/relink.ts';
import type { Sequence } from './core/sequence.ts';
import { anneal } from './core/anneal.ts';
import { coolingSteps } from './core/elite.ts';
import { sequenceOver } from './core/sequence.ts';
import type { Recipe } from './decode.ts';
import { costOf, decode, mark, recipeOf } from './decode.ts';
import { localSearch, tryNeighbour } from './local-search.ts';
import type { Objective } from './problem.ts';
import type { Random } from './random.ts';
import type { Relaxed } from './relax.ts';
import { recipeFrom, relax } from './relax.ts';

/** One way of searching: takes up to so many steps, ends with the first better recipe, answers the steps taken. */
interface Stage {
  /** How many steps it gets before the next stage; Infinity for the last. */
  readonly length: number;
  readonly advance: (steps: number) => number;
}

/** Told of each recipe a stage finds. */
type Offer = (recipe: Recipe) => void;

// Annealing that leaves people and tools out comes first, as a beginning: it takes 20 steps in the time of one full schedule.
const annealingPerStep = 20;

/** The stages that suit a problem, beginning from a filled board. */
export function stagesFor(compiled: Compiled, objective: Objective, random: Random, first: Board, offer: Offer): Stage[] {
  const relaxed = relax(compiled, objective);
  if (relaxed === null) return [];
  if (relaxed.isPure) return [pureStage(relaxed, random, planOf(first, relaxed), offer)];
  const sequence = sequenceOver(relaxed, objective, random, planOf(first, relaxed));
  if (relaxed.isExact) return [exactStage(relaxed, sequence, offer)];
  const warmed = warmStage(relaxed, sequence, offer);
  return [warmed, localStage(compiled, objective, random, recipeOf(first), () => recipeFrom(relaxed, sequence.best.order, sequence.best.machine), offer)];
}

function pureStage(relaxed: Relaxed, random: Random, first: Plan, offer: Offer): Stage {
  const core = coreOver(relaxed.shop, random, first);
  return {
    length: Infinity,
    advance(steps) {
      const before = core.best.makespan;
      const taken = advance(core, steps);
      if (core.best.makespan < before) offer(recipeFrom(relaxed, core.best.order, core.best.machine));
      return taken;
    },
  };
}

function exactStage(relaxed: Relaxed, sequence: Sequence, offer: Offer): Stage {
  return {
    length: Infinity,
    advance(steps) {
      for (let taken = 1; taken <= steps; taken++) {
        const before = sequence.bestCost;
        anneal(sequence);
        if (sequence.bestCost === before) continue;
        offer({ ...recipeFrom(relaxed, sequence.best.order, sequence.best.machine), isAppended: true });
        return taken;
      }
      return steps;
    },
  };
}

/** One cooling of annealing over what is left without people and tools. */
function warmStage(relaxed: Relaxed, sequence: Sequence, offer: Offer): Stage {
  return {
    length: Math.ceil(coolingSteps(relaxed.shop) / annealingPerStep),
    advance(steps) {
      for (let taken = 1; taken <= steps; taken++) {
        const before = sequence.bestCost;
        for (let i = 0; i < annealingPerStep; i++) anneal(sequence);
        if (sequence.bestCost === before) continue;
        offer(recipeFrom(relaxed, sequence.best.order, sequence.best.machine));
        return taken;
      }
      return steps;
    },
  };
}

function localStage(compiled: Compiled, objective: Objective, random: Random, fromRule: Recipe, fromSequence: () => Recipe, offer: Offer): Stage {
  let search: ReturnType<typeof localSearch> | null = null;
  const begin = (): ReturnType<typeof localSearch> => {
    const board = emptyBoard(compiled);
    const cost = (recipe: Recipe): number => {
      decode(board, recipe);
      return costOf(mark(board), objective);
    };
    const other = fromSequence();
    return localSearch(compiled, objective, random, cost(other) < cost(fromRule) ? other : fromRule);
  };
  return {
    length: Infinity,
    advance(steps) {
      search ??= begin();
      for (let taken = 1; taken <= steps; taken++) {
        const before = search.bestCost;
        tryNeighbour(search);
        if (search.bestCost < before) {
          offer(search.best);
          return taken;
        }
      }
      return steps;
    },
  };
}

/** A filled board as an order and machines of what is not frozen. */
function planOf(board: Board, relaxed: Relaxed): Plan {
  const { shop, task } = relaxed;
  const plan = emptyPlan(shop);
  const operations = [...task.keys()];
  operations.sort((a, b) => board.start[task[a]!]! - board.start[task[b]!]! || a - b);
  plan.order.set(operations);
  for (const o of operations) plan.machine[o] = board.compiled.tasks[task[o]!]!.seats[board.seat[task[o]!]!]!.machine;
  return plan;
}
