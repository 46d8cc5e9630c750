import type { Board, Found } from './board.ts';
import { clear, find, nothingFound, put, readyAt } from './board.ts';
import type { Compiled } from './compile.ts';
import type { Objective } from './problem.ts';

/**
 * A schedule as a search sees it: jobs in the order in which their next operations are placed, one entry per operation
 * that is not frozen, and a wished seat for each operation (-1: whichever ends first).
 */
export interface Recipe {
  readonly jobs: Int32Array;
  readonly seats: Int32Array;
  /** Whether each goes behind the last on its machine; left out: into the first gap that takes it. */
  readonly isAppended?: boolean;
  /**
   * By task: 1 where this one does, though there may be a gap. Where set-ups or changes of family count, the first gap is not
   * always the best: an early red job can cost a change that a later one would not.
   */
  readonly waits?: Uint8Array;
}

const found: Found = nothingFound();

/** Place every operation in the recipe's order, each as early as it goes. */
export function decode(board: Board, recipe: Recipe): void {
  clear(board);
  const next = nextTasks(board.compiled);
  for (let i = 0; i < recipe.jobs.length; i++) {
    const job = recipe.jobs[i]!;
    const task = next[job]!;
    next[job] = task + 1;
    placeEarliest(board, task, recipe.seats[task]!, recipe.isAppended === true || recipe.waits?.[task] === 1);
  }
}

/** First task of each job that is not frozen. */
export function nextTasks(compiled: Compiled): Int32Array {
  const next = Int32Array.from(compiled.first.slice(0, -1));
  for (const each of compiled.fixed) {
    const job = compiled.tasks[each.task]!.job;
    if (each.task >= next[job]!) next[job] = each.task + 1;
  }
  return next;
}

function placeEarliest(board: Board, task: number, wish: number, isAppended: boolean): void {
  const { seats } = board.compiled.tasks[task]!;
  const ready = readyAt(board, task);
  if (wish >= 0 || seats.length === 1) {
    const s = Math.max(wish, 0);
    find(board, task, seats[s]!, ready, Infinity, found, isAppended);
    put(board, task, s, found);
    return;
  }
  let best: Found | undefined;
  let bestSeat = -1;
  for (let s = 0; s < seats.length; s++) {
    if (!find(board, task, seats[s]!, ready, best?.end ?? Infinity, found, isAppended)) continue;
    best = { ...found };
    bestSeat = s;
  }
  put(board, task, bestSeat, best!);
}

interface Marks {
  tardiness: number;
  makespan: number;
  changeovers: number;
}

/** Sum of weight x time late, length of the schedule, changes of family. */
export function mark(board: Board): Marks {
  const { compiled, end, line } = board;
  const marks = { tardiness: 0, makespan: 0, changeovers: 0 };
  for (let j = 0; j < compiled.due.length; j++) {
    const late = end[compiled.first[j + 1]! - 1]! - compiled.due[j]!;
    if (late > 0) marks.tardiness += compiled.weight[j]! * late;
  }
  for (let t = 0; t < end.length; t++) if (!compiled.isFixed[t] && end[t]! - compiled.start > marks.makespan) marks.makespan = end[t]! - compiled.start;
  if (compiled.families > 1)
    for (let m = 0; m < line.length; m++) {
      let family = compiled.family[m]!;
      for (const task of line[m]!) {
        const own = compiled.tasks[task]!.family;
        if (own >= 0 && family >= 0 && own !== family) marks.changeovers++;
        if (own >= 0) family = own;
      }
    }
  return marks;
}

export const costOf = (marks: Marks, objective: Objective): number =>
  objective.tardiness * marks.tardiness + objective.makespan * marks.makespan + objective.changeovers * marks.changeovers;

/** The recipe that a board follows when read by start. */
export function recipeOf(board: Board): Recipe {
  const { compiled, start, end, seat } = board;
  const tasks: number[] = [];
  for (let t = 0; t < compiled.tasks.length; t++) if (!compiled.isFixed[t]) tasks.push(t);
  tasks.sort((a, b) => start[a]! - start[b]! || end[a]! - end[b]! || a - b);
  return { jobs: Int32Array.from(tasks, (t) => compiled.tasks[t]!.job), seats: Int32Array.from(seat) };
}
