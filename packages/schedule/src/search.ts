import type { Board } from './board.ts';
import { clear, emptyBoard } from './board.ts';
import { lowerBound } from './bound.ts';
import { checkObjective, checkProblem } from './check.ts';
import { compact } from './compact.ts';
import type { Compiled } from './compile.ts';
import { compile } from './compile.ts';
import type { Recipe } from './decode.ts';
import { costOf, decode, mark } from './decode.ts';
import type { Rule } from './dispatch.ts';
import { fillByRule, rules } from './dispatch.ts';
import type { Objective, Problem } from './problem.ts';
import { latenessFirst } from './problem.ts';
import { randomFrom } from './random.ts';
import type { SayTime } from './reason.ts';
import { report } from './report.ts';
import type { ExplainedSchedule } from './schedule.ts';
import { stagesFor } from './stages.ts';
import { onlyNamed } from './only-named.ts';

export interface SearchOptions {
  /** Left out: `latenessFirst`. */
  readonly objective?: Objective;
  /** Whole number; the same seed and number of iterations give the same schedule everywhere. Left out: 1. */
  readonly seed?: number;
  /** How a time is said in the reasons. Left out: as the bare number. */
  readonly sayTime?: SayTime;
}

const optionNames = ['objective', 'seed', 'sayTime'];

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

export function openSearch(problem: Problem, options: SearchOptions = {}): Search {
  onlyNamed('options', options, optionNames);
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
  let stage = 0;
  let stageBegan = 0;
  const offer = (recipe: Recipe): void => {
    decode(board, recipe);
    const found = costOf(mark(board), objective);
    if (found >= cost) return;
    cost = found;
    origin = { recipe };
  };
  refill(board, start.rule);
  const stages = stagesFor(compiled, objective, random, board, offer);

  return {
    step(count) {
      if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`iterations is ${count}; it must be a whole number from 0.`);
      const goal = iterations + count;
      while (iterations < goal && cost > bound) {
        const now = stages[stage];
        if (now === undefined) return;
        const left = stageBegan + now.length - iterations;
        if (left > 0) iterations += now.advance(Math.min(goal - iterations, left));
        else {
          stage++;
          stageBegan = iterations;
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

/** A dispatching rule's schedule, to compare with. */
export function dispatch(problem: Problem, rule: Rule, options: SearchOptions = {}): ExplainedSchedule {
  onlyNamed('options', options, optionNames);
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
