import type { Compiled } from './compile.ts';
import type { Choices, Shop } from './core/shop.ts';
import { shopOf } from './core/shop.ts';
import type { Recipe } from './decode.ts';
import { nextTasks } from './decode.ts';
import type { Objective } from './problem.ts';

// 2^30: heads, tails and their sums stay within 32-bit integers
const longest = 2 ** 30;

/** The plant as machines and orders only, without people and tools; what is frozen has become a later beginning. */
export interface Relaxed {
  readonly compiled: Compiled;
  readonly shop: Shop;
  /** Task of each operation of the shop. */
  readonly task: Int32Array;
  /** Earliest start of each job of the shop. */
  readonly release: Float64Array;
  /** When each machine is done with what is frozen, and for which family it is set up then. */
  readonly machineFree: Float64Array;
  readonly machineFamily: Int32Array;
  /** Whether an order of the machines, worked as early as it goes, is all there is to decide. */
  readonly isExact: boolean;
  /** Whether the tabu search of the pure shop can take it: nothing but releases, and the length of the schedule to make small. */
  readonly isPure: boolean;
}

/** Null where nothing is left to schedule, or a time is too long for flat arrays. */
export function relax(compiled: Compiled, objective: Objective): Relaxed | null {
  const next = nextTasks(compiled);
  const task: number[] = [];
  const release: number[] = [];
  const jobs: { release: number; operations: Choices[] }[] = [];
  let sum = 0;
  for (let j = 0; j < compiled.release.length; j++) {
    const from = next[j]!;
    const to = compiled.first[j + 1]!;
    if (from === to) continue;
    const frozen = from > compiled.first[j]! ? compiled.fixed.find((each) => each.task === from - 1) : undefined;
    const ready = frozen ? Math.max(compiled.start, frozen.end + compiled.tasks[from - 1]!.waitAfter) : compiled.release[j]!;
    const operations = compiled.tasks.slice(from, to).map(({ seats }) => seats.map(({ machine, time }): Choices[number] => ({ machine, time })));
    for (let t = from; t < to; t++) task.push(t);
    for (const choices of operations) sum += Math.max(...choices.map((choice) => choice.time));
    release.push(ready);
    jobs.push({ release: ready - compiled.start, operations });
  }
  if (jobs.length === 0 || sum > longest) return null;

  const machineFree = new Float64Array(compiled.closed.length).fill(compiled.start);
  const machineFamily = Int32Array.from(compiled.family);
  let hasGaps = false;
  for (const each of compiled.fixed) {
    const own = compiled.tasks[each.task]!;
    const { machine } = own.seats[each.seat]!;
    if (each.start > machineFree[machine]!) hasGaps = true;
    machineFree[machine] = Math.max(machineFree[machine]!, each.end);
    if (own.family >= 0) machineFamily[machine] = own.family;
  }
  const latest = Math.max(...jobs.map((job) => job.release));
  const isTimely = sum + latest <= longest;
  const needsMore = compiled.tasks.some((each, t) => !compiled.isFixed[t] && each.seats.some((seat) => seat.people.length > 0 || seat.tools.length > 0));
  return {
    compiled,
    shop: shopOf(compiled.closed.length, isTimely ? jobs : jobs.map((job) => ({ ...job, release: 0 }))),
    task: Int32Array.from(task),
    release: Float64Array.from(release),
    machineFree,
    machineFamily,
    isExact: !needsMore && !hasGaps,
    isPure: isTimely && !needsMore && compiled.fixed.length === 0 && isLengthOnly(compiled, objective) && isBare(compiled),
  };
}

function isLengthOnly(compiled: Compiled, objective: Objective): boolean {
  if (objective.tardiness > 0 && compiled.due.some((due, j) => due < Infinity && compiled.weight[j]! > 0)) return false;
  return objective.makespan > 0 && (objective.changeovers === 0 || compiled.families < 2);
}

function isBare(compiled: Compiled): boolean {
  const hasSetups = compiled.setup.some((times) => times?.some((time) => time > 0));
  return !hasSetups && compiled.closed.every((closed) => closed.from.length === 0) && compiled.tasks.every((task) => task.isLast || task.waitAfter === 0);
}

/** An order and machines of the shop as a recipe. */
export function recipeFrom(relaxed: Relaxed, order: Int32Array, machine: Int32Array): Recipe {
  const { compiled, task } = relaxed;
  const seats = new Int32Array(compiled.tasks.length).fill(-1);
  for (const [o, t] of task.entries()) seats[t] = compiled.tasks[t]!.seats.findIndex((seat) => seat.machine === machine[o]);
  return { jobs: Int32Array.from(order, (o) => compiled.tasks[task[o]!]!.job), seats };
}
