import type { Compiled } from './compile.ts';
import type { Choices, Shop } from './core/shop.ts';
import { shopOf } from './core/shop.ts';
import type { Recipe } from './decode.ts';
import { nextTasks } from './decode.ts';
import type { Objective } from './problem.ts';

// 2^30: heads and tails and their sum stay within 32-bit integers
const longest = 2 ** 30;

/** Whether nothing but machines and orders decides: then the quick search of the pure shop answers the whole question. */
export function isPureShop(compiled: Compiled, objective: Objective): boolean {
  if (objective.tardiness > 0 && compiled.due.some((due, j) => due < Infinity && compiled.weight[j]! > 0)) return false;
  if (objective.changeovers > 0 && compiled.families > 1) return false;
  if (objective.makespan === 0) return false;
  if (compiled.fixed.length > 0 || compiled.closed.some((closed) => closed.from.length > 0) || compiled.setup.some((times) => times?.some((time) => time > 0)))
    return false;
  return compiled.tasks.every(
    (task) => (task.waitAfter === 0 || task.isLast) && task.seats.every((seat) => seat.people.length === 0 && seat.tools.length === 0),
  );
}

/** The plant without its other limits; null where the times are too long for the quick search or a job is frozen whole. */
export function relaxed(compiled: Compiled): Shop | null {
  const next = nextTasks(compiled);
  let sum = 0;
  const jobs = compiled.release.map((release, j) => {
    const from = next[j]!;
    const ready = from > compiled.first[j]! ? (compiled.fixed.find((each) => each.task === from - 1)?.end ?? release) : release;
    const operations: Choices[] = compiled.tasks
      .slice(from, compiled.first[j + 1]!)
      .map((task) => task.seats.map((seat) => ({ machine: seat.machine, time: seat.time })));
    for (const choices of operations) sum += Math.max(...choices.map((choice) => choice.time));
    return { release: Math.max(0, ready - compiled.start), operations };
  });
  if (jobs.some((job) => job.operations.length === 0)) return null;
  if (sum + Math.max(...jobs.map((job) => job.release)) > longest) return null;
  return shopOf(compiled.closed.length, jobs);
}

/** The quick search's order and machines as a recipe; its operations are the tasks that are not frozen, in a row. */
export function recipeFrom(compiled: Compiled, shop: Shop, order: Int32Array, machine: Int32Array): Recipe {
  const seats = new Int32Array(compiled.tasks.length).fill(-1);
  let operation = 0;
  for (let t = 0; t < compiled.tasks.length; t++) {
    if (compiled.isFixed[t]) continue;
    const chosen = machine[operation++]!;
    seats[t] = compiled.tasks[t]!.seats.findIndex((seat) => seat.machine === chosen);
  }
  return { jobs: Int32Array.from(order, (o) => shop.jobOf[o]!), seats };
}
