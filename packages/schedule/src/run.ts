import type { Problem } from './problem.ts';
import type { ExplainedSchedule } from './schedule.ts';
import type { Search, SearchOptions } from './search.ts';
import { openSearch } from './search.ts';
import { onlyNamed } from './only-named.ts';

/** How long to search: so many iterations, so many milliseconds by the caller's clock, or whichever comes first. */
export interface Budget {
  readonly iterations?: number;
  readonly milliseconds?: number;
  /** Reads the time in milliseconds, such as `performance.now`. Needed with `milliseconds`: this package reads no clock of its own. */
  readonly clock?: () => number;
  /** Asked every few milliseconds of work; true ends the search with the best so far. */
  readonly stop?: () => boolean;
}

export interface ScheduleOptions extends SearchOptions {
  readonly budget: Budget;
  /** Told whenever the schedule has become cheaper. */
  readonly onBetter?: (cost: number, iterations: number) => void;
}

/** Iterations between two looks at the clock: some ten milliseconds of work, or all of a small budget. */
function strideFor(problem: Problem): number {
  const operations = problem.jobs.reduce((sum, job) => sum + job.operations.length, 0);
  return Math.max(1, Math.min(100, Math.floor(10_000 / operations)));
}

/**
 * Schedule a plant: search within the budget and return the best found, each start with its reason.
 * Never worse than any dispatching rule of `rules`. Same seed and iterations, same schedule; a time budget only cuts the same path elsewhere.
 */
export function schedule(problem: Problem, options: ScheduleOptions): ExplainedSchedule {
  onlyNamed('options', options, ['objective', 'seed', 'sayTime', 'budget', 'onBetter']);
  const { budget, onBetter: _, ...search } = options;
  checkBudget(budget);
  return runSearch(openSearch(problem, search), strideFor(problem), options).best();
}

export function checkBudget(budget: Budget): void {
  onlyNamed('budget', budget, ['iterations', 'milliseconds', 'clock', 'stop']);
  const { iterations, milliseconds, clock } = budget;
  if (iterations === undefined && milliseconds === undefined) throw new RangeError('budget names neither iterations nor milliseconds; give at least one.');
  if (iterations !== undefined && (!Number.isSafeInteger(iterations) || iterations < 0))
    throw new RangeError(`budget.iterations is ${iterations}; it must be a whole number from 0.`);
  if (milliseconds !== undefined && !(milliseconds >= 0 && milliseconds < Infinity))
    throw new RangeError(`budget.milliseconds is ${milliseconds}; it must be a finite number from 0.`);
  if (milliseconds !== undefined && clock === undefined) throw new RangeError('budget.clock is missing; give a function that reads milliseconds, such as () => performance.now().');
}

function runSearch(search: Search, stride: number, options: ScheduleOptions): Search {
  const { iterations = Infinity, milliseconds = Infinity, clock = () => 0, stop = () => false } = options.budget;
  const until = clock() + milliseconds;
  let cost = search.cost();
  while (search.iterations() < iterations && !search.isProvenBest() && clock() < until && !stop()) {
    const before = search.iterations();
    search.step(Math.min(stride, iterations - before));
    // everything is frozen: there is nothing to search
    if (search.iterations() === before) break;
    if (search.cost() < cost) {
      cost = search.cost();
      options.onBetter?.(cost, search.iterations());
    }
  }
  return search;
}
