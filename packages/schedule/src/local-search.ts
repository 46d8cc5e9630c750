import type { Board } from './board.ts';
import { emptyBoard } from './board.ts';
import type { Compiled } from './compile.ts';
import type { Recipe } from './decode.ts';
import { costOf, decode, mark, recipeOf } from './decode.ts';
import type { Objective } from './problem.ts';
import type { Random } from './random.ts';

/**
 * Search over recipes for plants with all their limits: late acceptance hill climbing (Burke and Bykov 2017), which takes
 * a neighbour no worse than the present recipe or than the one of some steps ago, and so needs no temperature.
 */
interface LocalSearch {
  readonly compiled: Compiled;
  readonly objective: Objective;
  readonly random: Random;
  readonly board: Board;
  recipe: Recipe;
  cost: number;
  best: Recipe;
  bestCost: number;
  readonly memory: Float64Array;
  step: number;
  lastBetter: number;
  /** Operations with more than one machine. */
  readonly flexible: readonly number[];
  /** Operations that are not frozen. */
  readonly free: readonly number[];
}

// long enough to leave small dips, short enough to settle within some 10,000 steps
const memoryLength = 120;
const patience = 6_000;

export function localSearch(compiled: Compiled, objective: Objective, random: Random, first: Recipe): LocalSearch {
  const board = emptyBoard(compiled);
  const ordersFamilies = compiled.setup.some((times) => times !== null) || (objective.changeovers > 0 && compiled.families > 1);
  const recipe = ordersFamilies ? { ...first, waits: new Uint8Array(compiled.tasks.length) } : first;
  decode(board, recipe);
  const cost = costOf(mark(board), objective);
  const free = compiled.tasks.flatMap((_, t) => (compiled.isFixed[t] ? [] : [t]));
  const flexible = free.filter((t) => compiled.tasks[t]!.seats.length > 1);
  return {
    compiled,
    objective,
    random,
    board,
    recipe,
    cost,
    best: recipe,
    bestCost: cost,
    memory: new Float64Array(memoryLength).fill(cost),
    step: 0,
    lastBetter: 0,
    flexible,
    free,
  };
}

const copyOf = ({ jobs, seats, waits }: Recipe): Recipe => ({ jobs: jobs.slice(), seats: seats.slice(), ...(waits && { waits: waits.slice() }) });

/** Try one neighbour. */
export function tryNeighbour(search: LocalSearch): void {
  const { random, memory, board, objective } = search;
  if (search.recipe.jobs.length < 2 && search.flexible.length === 0) return;
  if (search.step - search.lastBetter > patience) restart(search);
  const trial = copyOf(search.recipe);
  change(search, trial);
  decode(board, trial);
  const cost = costOf(mark(board), objective);
  const slot = search.step++ % memory.length;
  if (cost <= search.cost || cost <= memory[slot]!) {
    if (cost < search.bestCost) {
      search.bestCost = cost;
      search.best = trial;
      search.lastBetter = search.step;
    }
    search.recipe = trial;
    search.cost = cost;
    if (cost === search.bestCost && random.below(8) === 0) rewrite(search);
  }
  memory[slot] = search.cost;
}

/** Write the recipe as the board reads, where that costs nothing: neighbours in it are then neighbours in time. */
function rewrite(search: LocalSearch): void {
  const { board, objective } = search;
  const { waits } = search.recipe;
  const recipe = { ...recipeOf(board), ...(waits && { waits: waits.slice() }) };
  decode(board, recipe);
  const cost = costOf(mark(board), objective);
  if (cost > search.cost) return;
  search.recipe = recipe;
  search.cost = cost;
  if (cost < search.bestCost) {
    search.best = recipe;
    search.bestCost = cost;
  }
}

/** Shake the best and climb again. */
function restart(search: LocalSearch): void {
  const { random } = search;
  const recipe = copyOf(search.best);
  const shakes = 5 + random.below(Math.max(1, recipe.jobs.length >> 3));
  for (let i = 0; i < shakes; i++) change(search, recipe);
  decode(search.board, recipe);
  search.recipe = recipe;
  search.cost = costOf(mark(search.board), search.objective);
  search.memory.fill(Math.max(search.cost, search.bestCost));
  search.lastBetter = search.step;
}

function change(search: LocalSearch, recipe: Recipe): void {
  const { random, flexible, free } = search;
  const { jobs, waits } = recipe;
  if (waits && random.below(8) === 0) {
    const task = free[random.below(free.length)]!;
    waits[task] = 1 - waits[task]!;
    return;
  }
  const kind = random.below(10);
  if (flexible.length > 0 && (kind < 3 || jobs.length < 2)) {
    const task = flexible[random.below(flexible.length)]!;
    // one in four goes back to "whichever ends first"
    recipe.seats[task] = random.below(4) === 0 ? -1 : random.below(search.compiled.tasks[task]!.seats.length);
    if (kind > 0 || jobs.length < 2) return;
  }
  const at = random.below(jobs.length);
  if (kind === 9 || (kind >= 5 && kind < 8 && search.objective.tardiness > 0)) return hasten(search, recipe);
  if (kind === 8) return join(search, recipe);
  // mostly near, sometimes anywhere
  const reach = random.below(3) === 0 ? jobs.length : Math.min(jobs.length, 12);
  const to = Math.max(0, Math.min(jobs.length - 1, at + random.below(2 * reach + 1) - reach));
  if (kind >= 4) [jobs[at], jobs[to]] = [jobs[to]!, jobs[at]!];
  else shift(jobs, at, to);
}

function shift(jobs: Int32Array, from: number, to: number): void {
  const job = jobs[from]!;
  if (from < to) jobs.copyWithin(from, from + 1, to + 1);
  else jobs.copyWithin(to + 1, to, from);
  jobs[to] = job;
}

/** Pull a job's entries towards the front: a late one if there is any. */
function hasten(search: LocalSearch, recipe: Recipe): void {
  const { compiled, board, random } = search;
  const { jobs } = recipe;
  let job = jobs[random.below(jobs.length)]!;
  let ties = 0;
  for (let j = 0; j < compiled.due.length; j++) if (board.end[compiled.first[j + 1]! - 1]! > compiled.due[j]! && compiled.weight[j]! > 0 && random.below(++ties) === 0) job = j;
  const by = 1 + random.below(Math.min(jobs.length, 20));
  // one operation alone, or all of the job's
  if (random.below(3) > 0) {
    let at = -1;
    ties = 0;
    for (let i = 0; i < jobs.length; i++) if (jobs[i] === job && random.below(++ties) === 0) at = i;
    // a late job that is all frozen has no entry
    if (at >= 0) shift(jobs, at, Math.max(0, at - by));
    return;
  }
  for (let i = 0; i < jobs.length; i++) if (jobs[i] === job && random.below(3) > 0) shift(jobs, i, Math.max(0, i - by));
}

/** Put an operation next to another of its family, so that they share a set-up. */
function join(search: LocalSearch, recipe: Recipe): void {
  const { compiled, random } = search;
  const { jobs } = recipe;
  const seen = new Map<number, number>();
  const families = new Int32Array(jobs.length);
  const fixedBefore = (job: number): number => {
    let task = compiled.first[job]!;
    while (compiled.isFixed[task]) task++;
    return task;
  };
  for (let i = 0; i < jobs.length; i++) {
    const task = seen.get(jobs[i]!) ?? fixedBefore(jobs[i]!);
    seen.set(jobs[i]!, task + 1);
    families[i] = compiled.tasks[task]!.family;
  }
  const from = random.below(jobs.length);
  const family = families[from]!;
  if (family < 0) return shift(jobs, from, random.below(jobs.length));
  let to = -1;
  let ties = 0;
  for (let i = 0; i < jobs.length; i++) if (i !== from && families[i] === family && random.below(++ties) === 0) to = i;
  if (to >= 0) shift(jobs, from, to > from ? to - 1 : to + 1);
}
