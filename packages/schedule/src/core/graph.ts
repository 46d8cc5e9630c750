import type { Shop } from './shop.ts';

/**
 * A selection of machines and orders, as a disjunctive graph with its longest paths.
 * Node `operations` is "none" (no neighbour); nodes above it stand for the release of each job.
 */
export interface Graph {
  readonly shop: Shop;
  readonly machine: Int32Array;
  readonly time: Int32Array;
  readonly jobBefore: Int32Array;
  readonly jobAfter: Int32Array;
  readonly machineBefore: Int32Array;
  readonly machineAfter: Int32Array;
  readonly machineFirst: Int32Array;
  /** Earliest end: the longest path from the start up to and with the operation. */
  readonly end: Int32Array;
  /** Tail: the longest path from the operation's start to the finish, its own time included. */
  readonly tail: Int32Array;
  /** A topological order and each operation's place in it. */
  readonly order: Int32Array;
  readonly place: Int32Array;
  makespan: number;
  low: number;
  high: number;
  readonly mark: Uint8Array;
  readonly keep: Int32Array;
}

export function emptyGraph(shop: Shop): Graph {
  const none = shop.operations;
  const nodes = none + 1 + shop.jobs;
  const jobBefore = new Int32Array(nodes).fill(none);
  const jobAfter = new Int32Array(nodes).fill(none);
  const end = new Int32Array(nodes);
  for (let j = 0; j < shop.jobs; j++) {
    const from = shop.first[j]!;
    const to = shop.first[j + 1]!;
    for (let o = from; o < to; o++) {
      jobBefore[o] = o === from ? none + 1 + j : o - 1;
      jobAfter[o] = o === to - 1 ? none : o + 1;
    }
    end[none + 1 + j] = shop.release[j]!;
  }
  return {
    shop,
    machine: new Int32Array(nodes),
    time: new Int32Array(nodes),
    jobBefore,
    jobAfter,
    machineBefore: new Int32Array(nodes).fill(none),
    machineAfter: new Int32Array(nodes).fill(none),
    machineFirst: new Int32Array(shop.machines).fill(none),
    end,
    tail: new Int32Array(nodes),
    order: new Int32Array(none),
    place: new Int32Array(nodes),
    makespan: 0,
    low: 0,
    high: 0,
    mark: new Uint8Array(nodes),
    keep: new Int32Array(none),
  };
}

/** A solution small enough to keep: an order of all operations that respects the jobs, and each one's machine. */
export interface Plan {
  readonly order: Int32Array;
  readonly machine: Int32Array;
  makespan: number;
}

export function emptyPlan(shop: Shop): Plan {
  return { order: new Int32Array(shop.operations), machine: new Int32Array(shop.operations), makespan: Number.MAX_SAFE_INTEGER };
}

export function save(graph: Graph, plan: Plan): void {
  plan.order.set(graph.order);
  plan.machine.set(graph.machine.subarray(0, graph.shop.operations));
  plan.makespan = graph.makespan;
}

export function load(graph: Graph, order: Int32Array, machine: Int32Array): void {
  arrange(graph, order, machine);
  measure(graph, 0, order.length - 1);
}

/** Link everything in the given order, without the longest paths. */
export function arrange(graph: Graph, order: Int32Array, machine: Int32Array): void {
  const { shop, machineBefore, machineAfter, machineFirst, time, place } = graph;
  const none = shop.operations;
  const last = new Int32Array(shop.machines).fill(none);
  machineFirst.fill(none);
  graph.order.set(order);
  for (let i = 0; i < none; i++) {
    const o = order[i]!;
    const m = machine[o]!;
    place[o] = i;
    graph.machine[o] = m;
    time[o] = shop.duration[o * shop.machines + m]!;
    const before = last[m]!;
    machineBefore[o] = before;
    machineAfter[o] = none;
    if (before === none) machineFirst[m] = o;
    else machineAfter[before] = o;
    last[m] = o;
  }
}

/** Renew ends from place `from` on and tails from place `to` down; the makespan with them. */
export function measure(graph: Graph, from: number, to: number): void {
  const { order, end, tail, time, jobBefore, jobAfter, machineBefore, machineAfter } = graph;
  const n = order.length;
  for (let i = from; i < n; i++) {
    const o = order[i]!;
    const a = end[jobBefore[o]!]!;
    const b = end[machineBefore[o]!]!;
    end[o] = (a > b ? a : b) + time[o]!;
  }
  for (let i = to; i >= 0; i--) {
    const o = order[i]!;
    const a = tail[jobAfter[o]!]!;
    const b = tail[machineAfter[o]!]!;
    tail[o] = (a > b ? a : b) + time[o]!;
  }
  let makespan = 0;
  const { first, jobs } = graph.shop;
  for (let j = 0; j < jobs; j++) {
    const e = end[first[j + 1]! - 1]!;
    if (e > makespan) makespan = e;
  }
  graph.makespan = makespan;
}

export function unlink(graph: Graph, o: number): void {
  const { machineBefore, machineAfter, machineFirst, machine } = graph;
  const none = graph.shop.operations;
  const before = machineBefore[o]!;
  const after = machineAfter[o]!;
  if (before === none) machineFirst[machine[o]!] = after;
  else machineAfter[before] = after;
  if (after !== none) machineBefore[after] = before;
}

export function link(graph: Graph, o: number, m: number, before: number): void {
  const { machineBefore, machineAfter, machineFirst } = graph;
  const none = graph.shop.operations;
  const after = before === none ? machineFirst[m]! : machineAfter[before]!;
  machineBefore[o] = before;
  machineAfter[o] = after;
  if (before === none) machineFirst[m] = o;
  else machineAfter[before] = o;
  if (after !== none) machineBefore[after] = o;
  graph.machine[o] = m;
  graph.time[o] = graph.shop.duration[o * graph.shop.machines + m]!;
}

/** `move` without the longest paths: on success `graph.low` to `graph.high` are the places that may have changed. */
export function reseat(graph: Graph, o: number, m: number, before: number): boolean {
  const { place, machineBefore, machineAfter, machine } = graph;
  const none = graph.shop.operations;
  const oldMachine = machine[o]!;
  const oldBefore = machineBefore[o]!;
  const oldPlace = place[o]!;
  unlink(graph, o);
  link(graph, o, m, before);
  const after = machineAfter[o]!;
  graph.low = oldPlace;
  graph.high = oldPlace;
  let possible = true;
  if (before !== none && place[before]! > oldPlace) {
    graph.high = place[before]!;
    possible = pushBack(graph, o, before, oldPlace, graph.high);
  } else if (after !== none && place[after]! < oldPlace) {
    graph.low = place[after]!;
    possible = pullAhead(graph, o, after, graph.low, oldPlace);
  }
  if (possible) return true;
  unlink(graph, o);
  link(graph, o, oldMachine, oldBefore);
  return false;
}

/**
 * Take operation `o` out and put it on machine `m` right after `before` ("none" = first).
 * Answers false, with everything as it was, where that would make a circle.
 */
export function move(graph: Graph, o: number, m: number, before: number): boolean {
  if (!reseat(graph, o, m, before)) return false;
  measure(graph, graph.low, graph.high);
  return true;
}

/** Re-sort places low..high so that `o` and what follows from it come after `before`. */
function pushBack(graph: Graph, o: number, before: number, low: number, high: number): boolean {
  const { order, place, mark, keep, jobBefore, machineBefore } = graph;
  let moved = 0;
  mark[o] = 1;
  for (let i = low; i <= high; i++) {
    const x = order[i]!;
    if (x === o || mark[jobBefore[x]!]! === 1 || mark[machineBefore[x]!]! === 1) {
      mark[x] = 1;
      keep[moved++] = x;
    }
  }
  const possible = mark[before]! === 0;
  if (possible) {
    let at = low;
    for (let i = low; i <= high; i++) {
      const x = order[i]!;
      if (mark[x]! === 0) {
        order[at] = x;
        place[x] = at++;
      }
    }
    for (let k = 0; k < moved; k++) {
      order[at] = keep[k]!;
      place[keep[k]!] = at++;
    }
  }
  for (let k = 0; k < moved; k++) mark[keep[k]!] = 0;
  return possible;
}

/** Re-sort places low..high so that `o` and what it needs come before `after`. */
function pullAhead(graph: Graph, o: number, after: number, low: number, high: number): boolean {
  const { order, place, mark, keep, jobAfter, machineAfter } = graph;
  let moved = 0;
  mark[o] = 1;
  for (let i = high; i >= low; i--) {
    const x = order[i]!;
    if (x === o || mark[jobAfter[x]!]! === 1 || mark[machineAfter[x]!]! === 1) {
      mark[x] = 1;
      keep[moved++] = x;
    }
  }
  const possible = mark[after]! === 0;
  if (possible) {
    let at = high;
    for (let i = high; i >= low; i--) {
      const x = order[i]!;
      if (mark[x]! === 0) {
        order[at] = x;
        place[x] = at--;
      }
    }
    for (let k = 0; k < moved; k++) {
      order[at] = keep[k]!;
      place[keep[k]!] = at--;
    }
  }
  for (let k = 0; k < moved; k++) mark[keep[k]!] = 0;
  return possible;
}
