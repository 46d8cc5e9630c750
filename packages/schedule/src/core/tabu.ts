import type { Random } from '../random.ts';
import type { Graph, Plan } from './graph.ts';
import { load, move, save } from './graph.ts';

/** The memory of a tabu search: until which step a pair may not be put back, or an operation not return to a machine. */
export interface Memory {
  readonly pair: Int32Array;
  readonly seat: Int32Array;
  step: number;
}

// 2^18 places: pairs of up to 500 operations each have their own, beyond that they share, which only forbids a little more
const pairPlaces = 1 << 18;
const pairMask = pairPlaces - 1;

export function emptyMemory(graph: Graph): Memory {
  return { pair: new Int32Array(pairPlaces), seat: new Int32Array(graph.shop.operations * graph.shop.machines), step: 0 };
}

/** What the neighbourhood found: put `operation` on `machine` right after `before`. */
interface Choice {
  operation: number;
  machine: number;
  before: number;
  estimate: number;
  ties: number;
}

interface Look {
  /** Best move that is not tabu, or good enough to be taken all the same. */
  readonly open: Choice;
  /** Any move, drawn evenly, for when all are tabu. */
  readonly any: Choice;
  /** Upper part of a path's heads while a move is judged. */
  readonly heads: Int32Array;
  readonly path: Int32Array;
}

const noChoice = (): Choice => ({ operation: -1, machine: -1, before: -1, estimate: 0, ties: 0 });

export interface Tabu {
  readonly graph: Graph;
  readonly memory: Memory;
  readonly look: Look;
  readonly random: Random;
  /** Best of the current run. */
  readonly best: Plan;
  sinceBetter: number;
}

export function tabuOver(graph: Graph, random: Random, best: Plan): Tabu {
  return {
    graph,
    memory: emptyMemory(graph),
    look: { open: noChoice(), any: noChoice(), heads: new Int32Array(graph.shop.operations + 1), path: new Int32Array(graph.shop.operations) },
    random,
    best,
    sinceBetter: 0,
  };
}

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
  // tenure as in Peng, Lu and Cheng (2015): 10 + jobs / machines, stretched at random by up to 40 %
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

function consider(tabu: Tabu, operation: number, machine: number, before: number, estimate: number, forbidden: boolean): void {
  const { look, random, best } = tabu;
  const { any, open } = look;
  any.ties++;
  if (random.below(any.ties) === 0) {
    any.operation = operation;
    any.machine = machine;
    any.before = before;
  }
  if (forbidden && estimate >= best.makespan) return;
  if (open.operation < 0 || estimate < open.estimate) open.ties = 1;
  else if (estimate > open.estimate || random.below(++open.ties) !== 0) return;
  open.operation = operation;
  open.machine = machine;
  open.before = before;
  open.estimate = estimate;
}

/** Walk one critical path, drawn at random, and judge the moves of its blocks (N7) and of its operations to other machines. */
function neighbours(tabu: Tabu): void {
  const { graph, look, random } = tabu;
  const { shop, end, tail, time, jobAfter, machineAfter, jobBefore, machine, makespan } = graph;
  const none = shop.operations;
  const { path } = look;
  look.open.operation = -1;
  look.any.operation = -1;
  look.any.ties = 0;

  let length = 0;
  let o = -1;
  let ties = 0;
  for (let j = 0; j < shop.jobs; j++) {
    const f = shop.first[j]!;
    if (end[f]! - time[f]! === end[jobBefore[f]!]! && end[f]! - time[f]! + tail[f]! === makespan && random.below(++ties) === 0) o = f;
  }
  while (o !== none) {
    path[length++] = o;
    const a = jobAfter[o]!;
    const b = machineAfter[o]!;
    const e = end[o]!;
    const left = makespan - e;
    const byJob = a !== none && tail[a]! === left && end[a]! - time[a]! === e;
    const byMachine = b !== none && tail[b]! === left && end[b]! - time[b]! === e;
    if (byJob && byMachine) o = random.below(2) === 0 ? a : b;
    else if (byJob) o = a;
    else if (byMachine) o = b;
    else o = none;
  }

  for (let from = 0; from < length;) {
    let to = from;
    while (to + 1 < length && machine[path[to + 1]!]! === machine[path[from]!]!) to++;
    if (to > from) judgeBlock(tabu, from, to);
    from = to + 1;
  }
  const { choiceFrom } = shop;
  for (let i = 0; i < length; i++) {
    const x = path[i]!;
    if (choiceFrom[x + 1]! - choiceFrom[x]! > 1) judgeSeats(tabu, x);
  }
}

function judgeBlock(tabu: Tabu, from: number, to: number): void {
  const { graph, look } = tabu;
  const { tail, end, jobBefore, jobAfter } = graph;
  const { path } = look;
  const head = path[from]!;
  const last = path[to]!;
  // inside to the end, inside to the front (N6), the ends to the inside (N7); the two-block swap only once
  for (let i = from; i < to; i++) {
    const u = path[i]!;
    if (tail[last]! >= tail[jobAfter[u]!]!) judgeBehind(tabu, u, last);
  }
  for (let i = from + 1; i <= to; i++) {
    const v = path[i]!;
    if ((to - from > 1 || i !== to) && end[head]! >= end[jobBefore[v]!]!) judgeAhead(tabu, v, head);
  }
  for (let i = from + 1; i < to; i++) {
    const v = path[i]!;
    if (tail[v]! >= tail[jobAfter[head]!]!) judgeBehind(tabu, head, v);
    if (i > from && end[v]! >= end[jobBefore[last]!]!) judgeAhead(tabu, last, v);
  }
}

/** Balas and Vazacopoulos' estimate for `u` put right after `v` on the same machine. */
function judgeBehind(tabu: Tabu, u: number, v: number): void {
  const { graph, look, memory } = tabu;
  const { end, tail, time, jobBefore, jobAfter, machineBefore, machineAfter, machine } = graph;
  const { heads } = look;
  const none = graph.shop.operations;
  let k = 0;
  let forbidden = false;
  let ready = end[machineBefore[u]!]!;
  for (let x = machineAfter[u]!; ; x = machineAfter[x]!) {
    const a = end[jobBefore[x]!]!;
    const head = a > ready ? a : ready;
    heads[k++] = head;
    ready = head + time[x]!;
    if (memory.pair[(x * none + u) & pairMask]! >= memory.step) forbidden = true;
    if (x === v) break;
  }
  const a = end[jobBefore[u]!]!;
  const headU = a > ready ? a : ready;
  const b = tail[jobAfter[u]!]!;
  const c = tail[machineAfter[v]!]!;
  let rest = (b > c ? b : c) + time[u]!;
  let estimate = headU + rest;
  for (let x = v; k > 0; x = machineBefore[x]!) {
    const d = tail[jobAfter[x]!]!;
    rest = (d > rest ? d : rest) + time[x]!;
    const through = heads[--k]! + rest;
    if (through > estimate) estimate = through;
  }
  consider(tabu, u, machine[u]!, v, estimate, forbidden);
}

/** The same for `v` put right before `u`. */
function judgeAhead(tabu: Tabu, v: number, u: number): void {
  const { graph, look, memory } = tabu;
  const { end, tail, time, jobBefore, jobAfter, machineBefore, machineAfter, machine } = graph;
  const { heads: tails } = look;
  const none = graph.shop.operations;
  let k = 0;
  let forbidden = false;
  let rest = tail[machineAfter[v]!]!;
  for (let x = machineBefore[v]!; ; x = machineBefore[x]!) {
    const a = tail[jobAfter[x]!]!;
    rest = (a > rest ? a : rest) + time[x]!;
    tails[k++] = rest;
    if (memory.pair[(v * none + x) & pairMask]! >= memory.step) forbidden = true;
    if (x === u) break;
  }
  const a = tail[jobAfter[v]!]!;
  const restV = (a > rest ? a : rest) + time[v]!;
  const b = end[jobBefore[v]!]!;
  const c = end[machineBefore[u]!]!;
  const headV = b > c ? b : c;
  let estimate = headV + restV;
  let ready = headV + time[v]!;
  for (let x = u; k > 0; x = machineAfter[x]!) {
    const d = end[jobBefore[x]!]!;
    const head = d > ready ? d : ready;
    const through = head + tails[--k]!;
    if (through > estimate) estimate = through;
    ready = head + time[x]!;
  }
  consider(tabu, v, machine[v]!, machineBefore[u]!, estimate, forbidden);
}

/** `o` to each place on its other machines where it makes no circle; the longest path through it is the estimate. */
function judgeSeats(tabu: Tabu, o: number): void {
  const { graph, memory } = tabu;
  const { shop, end, tail, time, jobBefore, jobAfter, machine, machineAfter, machineFirst } = graph;
  const none = shop.operations;
  const ready = end[jobBefore[o]!]!;
  const rest = tail[jobAfter[o]!]!;
  const nextEnd = jobAfter[o]! === none ? Number.MAX_SAFE_INTEGER : end[jobAfter[o]!]!;
  const own = machine[o]!;
  for (let c = shop.choiceFrom[o]!; c < shop.choiceFrom[o + 1]!; c++) {
    const m = shop.choice[c]!;
    if (m === own) continue;
    const t = shop.duration[o * shop.machines + m]!;
    const forbidden = memory.seat[o * shop.machines + m]! >= memory.step;
    let before = none;
    for (;;) {
      const after = before === none ? machineFirst[m]! : machineAfter[before]!;
      // behind `before` there is no circle while the job's next operation cannot come before it,
      // ahead of `after` none while `after` cannot come before the job's previous operation
      const aheadIsFree = after === none || end[after]! > ready;
      if (aheadIsFree) {
        const h = before === none ? 0 : end[before]!;
        const q = after === none ? 0 : tail[after]!;
        consider(tabu, o, m, before, (h > ready ? h : ready) + t + (q > rest ? q : rest), forbidden);
        // later places only lengthen the head once the tail no longer binds
        if (q <= rest) break;
      }
      if (after === none) break;
      // end[x] >= end[next] + time[x] whenever x follows next
      if (end[after]! - time[after]! >= nextEnd) break;
      before = after;
    }
  }
}
