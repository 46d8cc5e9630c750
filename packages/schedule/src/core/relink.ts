import type { Random } from '../random.ts';
import type { Graph, Plan } from './graph.ts';
import { emptyGraph, emptyPlan, load } from './graph.ts';
import type { Shop } from './shop.ts';
import type { Tabu } from './tabu-memory.ts';
import { tabuOver } from './tabu-memory.ts';
import { begin, step } from './tabu.ts';

/** An order of all operations drawn at random, each on a machine drawn among its quicker ones. */
export function randomPlan(shop: Shop, random: Random, plan: Plan): void {
  const next = Int32Array.from(shop.first.subarray(0, shop.jobs));
  const ready = new Float64Array(shop.jobs);
  const free = new Float64Array(shop.machines);
  for (let j = 0; j < shop.jobs; j++) ready[j] = shop.release[j]!;
  for (let i = 0; i < shop.operations; i++) {
    let pick = -1;
    let pickMachine = -1;
    let bestEnd = Infinity;
    // Giffler and Thompson: the conflict set of the operation that could end first, drawn at random
    for (let j = 0; j < shop.jobs; j++) {
      const o = next[j]!;
      if (o >= shop.first[j + 1]!) continue;
      for (let c = shop.choiceFrom[o]!; c < shop.choiceFrom[o + 1]!; c++) {
        const m = shop.choice[c]!;
        const e = Math.max(ready[j]!, free[m]!) + shop.duration[o * shop.machines + m]!;
        if (e < bestEnd) {
          bestEnd = e;
          pickMachine = m;
        }
      }
    }
    let ties = 0;
    for (let j = 0; j < shop.jobs; j++) {
      const o = next[j]!;
      if (o >= shop.first[j + 1]! || shop.duration[o * shop.machines + pickMachine]! === 0) continue;
      if (Math.max(ready[j]!, free[pickMachine]!) < bestEnd && random.below(++ties) === 0) pick = j;
    }
    const o = next[pick]!;
    plan.order[i] = o;
    plan.machine[o] = pickMachine;
    const e = Math.max(ready[pick]!, free[pickMachine]!) + shop.duration[o * shop.machines + pickMachine]!;
    ready[pick] = e;
    free[pickMachine] = e;
    next[pick] = o + 1;
  }
}

/** Ends of all operations of a plan; a common measure by which two plans can be mixed. */
function endsOf(graph: Graph, plan: Plan, into: Float64Array): void {
  load(graph, plan.order, plan.machine);
  for (let o = 0; o < into.length; o++) into[o] = graph.end[o]!;
}

/**
 * Tabu search with path relinking over an elite of plans, after Peng, Lu and Cheng (2015), A tabu search/path relinking
 * algorithm to solve the job shop scheduling problem, Computers & Operations Research 53, 154-164.
 */
interface Core {
  readonly tabu: Tabu;
  readonly elite: Plan[];
  readonly child: Plan;
  readonly endsA: Float64Array;
  readonly endsB: Float64Array;
  readonly best: Plan;
  /** A plan to begin with, used for the first run. */
  readonly first: Plan | null;
  runs: number;
  /** Runs since the elite last changed for the better; the search starts afresh when its elite has grown alike. */
  stale: number;
}

// tried 5 to 30 plans and 1,000 to 12,000 steps at 4 s on two dozen published instances: these had the least mean gap
const size = 10;
const patience = 2_000;

export function coreOver(shop: Shop, random: Random, first: Plan | null): Core {
  const graph = emptyGraph(shop);
  return {
    tabu: tabuOver(graph, random, emptyPlan(shop)),
    elite: [],
    child: emptyPlan(shop),
    endsA: new Float64Array(shop.operations),
    endsB: new Float64Array(shop.operations),
    best: emptyPlan(shop),
    first,
    runs: 0,
    stale: 0,
  };
}

/** Mix two plans: each pair of operations on which both agree keeps its order, the others go with the nearer plan. */
function mix(core: Core, a: Plan, b: Plan, share: number): void {
  const { child, endsA, endsB, tabu } = core;
  const { random, graph } = tabu;
  endsOf(graph, a, endsA);
  endsOf(graph, b, endsB);
  const n = endsA.length;
  for (let o = 0; o < n; o++) {
    endsA[o] = (1 - share) * endsA[o]! + share * endsB[o]!;
    child.order[o] = o;
    child.machine[o] = random.next() < share ? b.machine[o]! : a.machine[o]!;
  }
  child.order.sort((x, y) => endsA[x]! - endsA[y]! || x - y);
}

function distance(a: Plan, b: Plan): number {
  let differences = 0;
  const n = a.order.length;
  for (let i = 0; i < n; i++) {
    if (a.order[i] !== b.order[i]) differences++;
    if (a.machine[i] !== b.machine[i]) differences++;
  }
  return differences;
}

function copy(from: Plan, to: Plan): void {
  to.order.set(from.order);
  to.machine.set(from.machine);
  to.makespan = from.makespan;
}

/** Begin the next run of tabu search: a fresh plan while the elite is small, a mixture of two of it afterwards. */
function nextRun(core: Core): void {
  const { tabu, elite, child, first } = core;
  const { random, graph } = tabu;
  if (core.runs === 0 && first !== null) copy(first, child);
  else if (elite.length < size) randomPlan(graph.shop, random, child);
  else {
    const a = random.below(elite.length);
    const b = (a + 1 + random.below(elite.length - 1)) % elite.length;
    mix(core, elite[a]!, elite[b]!, 0.3 + 0.4 * random.next());
  }
  begin(tabu, child.order, child.machine);
  core.runs++;
}

function endRun(core: Core): void {
  const { tabu, elite } = core;
  const found = tabu.best;
  const { shop } = tabu.graph;
  if (elite.length < size) {
    const plan = emptyPlan(shop);
    copy(found, plan);
    elite.push(plan);
    return;
  }
  let worst = 0;
  for (let i = 1; i < elite.length; i++) if (elite[i]!.makespan > elite[worst]!.makespan) worst = i;
  const isKnown = elite.some((plan) => plan.makespan === found.makespan && distance(plan, found) === 0);
  if (!isKnown && found.makespan < elite[worst]!.makespan) {
    copy(found, elite[worst]!);
    core.stale = 0;
  } else if (++core.stale > 5 * size) {
    elite.length = 0;
    core.stale = 0;
  } else if (!isKnown && found.makespan === elite[worst]!.makespan) copy(found, elite[worst]!);
}

/** Search on for so many steps or until the best gets better; answers the steps taken. */
export function advance(core: Core, steps: number): number {
  const { tabu, best } = core;
  for (let i = 1; i <= steps; i++) {
    if (core.runs === 0 || tabu.sinceBetter > patience || !step(tabu)) {
      if (core.runs > 0) endRun(core);
      nextRun(core);
    }
    if (tabu.best.makespan < best.makespan) {
      copy(tabu.best, best);
      return i;
    }
  }
  return steps;
}
