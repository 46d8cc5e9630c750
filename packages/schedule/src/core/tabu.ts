import { load, move, save } from './graph.ts';
import { neighbours } from './neighbours.ts';
import type { Choice, Tabu } from './tabu-memory.ts';
import { pairMask } from './tabu-memory.ts';

/** Start a run from a plan, with an empty memory. */
export function begin(tabu: Tabu, order: Int32Array, machine: Int32Array): void {
  load(tabu.graph, order, machine);
  save(tabu.graph, tabu.best);
  tabu.sinceBetter = 0;
  // a fresh memory without clearing it: nothing noted so far reaches beyond this step
  tabu.memory.step += 1_000;
}

/** One step of tabu search: the best permitted neighbour, or any neighbour where none is permitted. Answers false when there is none. */
export function step(tabu: Tabu): boolean {
  const { graph, memory, look, best } = tabu;
  neighbours(tabu);
  const choice = look.open.operation >= 0 ? look.open : look.any;
  if (choice.operation < 0) return false;
  memory.step++;
  remember(tabu, choice);
  if (!move(graph, choice.operation, choice.machine, choice.before)) {
    tabu.sinceBetter++;
    return true;
  }
  if (graph.makespan < best.makespan) {
    save(graph, best);
    tabu.sinceBetter = 0;
  } else tabu.sinceBetter++;
  return true;
}

function remember(tabu: Tabu, choice: Choice): void {
  const { graph, memory, random } = tabu;
  const { shop, machine, machineBefore, machineAfter, place } = graph;
  const none = shop.operations;
  const o = choice.operation;
  const m = machine[o]!;
  // tenure as in Peng, Lu and Cheng (2015): 10 + jobs / machines, stretched at random by up to 50 %
  const base = 10 + Math.floor(shop.jobs / shop.machines);
  const until = memory.step + base + random.below(1 + Math.ceil(base * 0.5));
  if (m !== choice.machine) {
    memory.seat[o * shop.machines + m] = until;
    return;
  }
  if (choice.before !== none && place[choice.before]! > place[o]!) {
    for (let x = machineAfter[o]!; ; x = machineAfter[x]!) {
      memory.pair[(o * none + x) & pairMask] = until;
      if (x === choice.before) break;
    }
  } else {
    for (let x = machineBefore[o]!; x !== choice.before; x = machineBefore[x]!) memory.pair[(x * none + o) & pairMask] = until;
  }
}
