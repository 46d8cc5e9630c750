import type { Tabu } from './tabu-memory.ts';
import { pairMask } from './tabu-memory.ts';

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
export function neighbours(tabu: Tabu): void {
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
