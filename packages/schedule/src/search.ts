import type { Board } from './board.ts';
import { clear, emptyBoard } from './board.ts';
import { lowerBound } from './bound.ts';
import { checkObjective, checkProblem } from './check.ts';
import { compact } from './compact.ts';
import type { Compiled } from './compile.ts';
import { compile } from './compile.ts';
import { isPureShop, recipeFrom, relaxed } from './core-search.ts';
import { emptyPlan } from './core/graph.ts';
import type { Core } from './core/relink.ts';
import { advance, coreOver } from './core/relink.ts';
import type { Shop } from './core/shop.ts';
import type { Recipe } from './decode.ts';
import { costOf, decode, mark, recipeOf } from './decode.ts';
import type { Rule } from './dispatch.ts';
import { fillByRule, rules } from './dispatch.ts';
import type { LocalSearch } from './local-search.ts';
import { localSearch, tryNeighbour } from './local-search.ts';
import type { Objective, Problem } from './problem.ts';
import { latenessFirst } from './problem.ts';
import { randomFrom } from './random.ts';
import type { SayTime } from './reason.ts';
import { report } from './report.ts';
import type { ExplainedSchedule } from './schedule.ts';

export interface SearchOptions {
  /** Left out: `latenessFirst`. */
  readonly objective?: Objective;
  /** Whole number; the same seed and number of iterations give the same schedule everywhere. Left out: 1. */
  readonly seed?: number;
  /** How a time is said in the reasons. Left out: as the bare number. */
  readonly sayTime?: SayTime;
}

/** A search that is taken step by step and can be read at any time; it begins with the best of all dispatching rules. */
export interface Search {
  /** Search on: steps of tabu search in a pure shop, schedules tried otherwise. */
  readonly step: (iterations: number) => void;
  /** The best schedule so far, each start with its reason. */
  readonly best: () => ExplainedSchedule;
  /** Cost of the best so far. */
  readonly cost: () => number;
  readonly iterations: () => number;
  /** Whether the best meets a lower bound, so that searching on is idle. */
  readonly isProvenBest: () => boolean;
}

/** How the best so far is made again. */
type Origin = { readonly rule: Rule } | { readonly recipe: Recipe };

// a pure shop's answer is worth this much of the search even where calendars and the rest bend it
const warmSteps = 3_000;

export function openSearch(problem: Problem, options: SearchOptions = {}): Search {
  checkProblem(problem);
  const objective = options.objective ?? latenessFirst;
  checkObjective(objective);
  const seed = options.seed ?? 1;
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed is ${seed}; it must be a whole number.`);
  const compiled = compile(problem);
  const board = emptyBoard(compiled);
  const bound = lowerBound(compiled, objective);
  const random = randomFrom(seed);

  const start = bestRule(board, objective);
  let origin: Origin = { rule: start.rule };
  let cost = start.cost;
  let iterations = 0;
  const isPure = isPureShop(compiled, objective);
  const shop = objective.makespan > 0 ? relaxed(compiled) : null;
  refill(board, start.rule);
  const first = recipeOf(board);
  const core = shop === null ? null : coreOver(shop, random, isPure ? planOf(board, shop) : null);
  let local: LocalSearch | null = null;

  const take = (found: Origin, foundCost: number): void => {
    if (foundCost >= cost) return;
    cost = foundCost;
    origin = found;
  };
  const costOfRecipe = (recipe: Recipe): number => {
    decode(board, recipe);
    return costOf(mark(board), objective);
  };
  const takeCore = (from: Core, over: Shop): Recipe => {
    const recipe = recipeFrom(compiled, over, from.best.order, from.best.machine);
    take({ recipe }, costOfRecipe(recipe));
    return recipe;
  };
  /** Up to so many steps, ending with the first better plan, so that what is tried does not hang on how steps are asked for. */
  const stepCore = (steps: number): number => {
    const before = core!.best.makespan;
    const taken = advance(core!, steps);
    if (core!.best.makespan < before) takeCore(core!, shop!);
    return taken;
  };
  const stepLocal = (): void => {
    if (local === null) {
      const fromCore = core !== null && core.runs > 0 ? takeCore(core, shop!) : first;
      local = localSearch(compiled, objective, random, costOfRecipe(fromCore) < costOfRecipe(first) ? fromCore : first);
      take({ recipe: local.best }, local.bestCost);
    }
    const before = local.bestCost;
    tryNeighbour(local);
    if (local.bestCost < before) take({ recipe: local.best }, local.bestCost);
  };

  return {
    step(count) {
      if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`iterations is ${count}; it must be a whole number from 0.`);
      const goal = iterations + count;
      while (iterations < goal && cost > bound) {
        if (core !== null && (isPure || iterations < warmSteps)) {
          iterations += stepCore(Math.min(goal - iterations, isPure ? Infinity : warmSteps - iterations));
        } else {
          stepLocal();
          iterations++;
        }
      }
    },
    best() {
      if ('rule' in origin) refill(board, origin.rule);
      else {
        decode(board, origin.recipe);
        compact(board);
      }
      const found = report(board, objective, options.sayTime ?? String);
      return { ...found, iterations, lowerBound: bound, isProvenBest: found.measures.cost <= bound };
    },
    cost: () => cost,
    iterations: () => iterations,
    isProvenBest: () => cost <= bound,
  };
}

function refill(board: Board, rule: Rule): void {
  clear(board);
  fillByRule(board, rule);
  compact(board);
}

function bestRule(board: Board, objective: Objective): { readonly rule: Rule; readonly cost: number } {
  let best: { readonly rule: Rule; readonly cost: number } | null = null;
  for (const rule of rules) {
    refill(board, rule);
    const cost = costOf(mark(board), objective);
    if (best === null || cost < best.cost) best = { rule, cost };
  }
  return best!;
}

/** A board of a pure shop as the quick search's plan. */
function planOf(board: Board, shop: Shop): ReturnType<typeof emptyPlan> {
  const plan = emptyPlan(shop);
  const tasks = [...board.start.keys()];
  tasks.sort((a, b) => board.start[a]! - board.start[b]! || a - b);
  plan.order.set(tasks);
  for (const t of tasks) plan.machine[t] = board.compiled.tasks[t]!.seats[board.seat[t]!]!.machine;
  return plan;
}

/** A dispatching rule's schedule, to compare with. */
export function dispatch(problem: Problem, rule: Rule, options: SearchOptions = {}): ExplainedSchedule {
  checkProblem(problem);
  const objective = options.objective ?? latenessFirst;
  checkObjective(objective);
  if (!rules.includes(rule)) throw new RangeError(`rule is "${String(rule)}"; it must be one of ${rules.join(', ')}.`);
  const compiled: Compiled = compile(problem);
  const board = emptyBoard(compiled);
  refill(board, rule);
  const found = report(board, objective, options.sayTime ?? String);
  const bound = lowerBound(compiled, objective);
  return { ...found, iterations: 0, lowerBound: bound, isProvenBest: found.measures.cost <= bound };
}
