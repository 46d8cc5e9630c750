import { setupTime } from '../compile.ts';
import type { Objective } from '../problem.ts';
import type { Random } from '../random.ts';
import type { Relaxed } from '../relax.ts';
import type { Fit } from '../work-time.ts';
import { fit, setUpDone } from '../work-time.ts';
import type { Graph, Plan } from './graph.ts';
import { arrange, emptyGraph, emptyPlan } from './graph.ts';

/** A plan of the elite. */
export interface Member {
  readonly order: Int32Array;
  readonly machine: Int32Array;
  readonly end: Float64Array;
  cost: number;
}

/** An order on each machine under annealing: where each operation then stands, with calendars and set-ups, and what it costs. */
export interface Sequence {
  readonly relaxed: Relaxed;
  readonly objective: Objective;
  readonly random: Random;
  readonly graph: Graph;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly family: Int32Array;
  readonly waitBefore: Float64Array;
  readonly due: Float64Array;
  readonly weight: Float64Array;
  readonly isInterruptible: readonly boolean[];
  readonly hasSetups: boolean;
  readonly hasCalendar: boolean;
  readonly countsChanges: boolean;
  /** The last state taken, to go back to. */
  readonly kept: { readonly order: Int32Array; readonly start: Float64Array; readonly end: Float64Array };
  readonly best: Plan;
  bestCost: number;
  cost: number;
  temperature: number;
  /** Steps left in this cooling. */
  left: number;
  rounds: number;
  cooling: number;
  readonly elite: Member[];
  /** The best of this cooling. */
  readonly round: Member;
  /** Coolings since the elite last got better. */
  stale: number;
  /** What a rise in cost is measured against: one mean operation's delay. */
  readonly scale: number;
}

export function sequenceOver(relaxed: Relaxed, objective: Objective, random: Random, first: Plan): Sequence {
  const { compiled, shop, task, release } = relaxed;
  const graph = emptyGraph(shop);
  const nodes = graph.end.length;
  const end = new Float64Array(nodes);
  for (let j = 0; j < shop.jobs; j++) end[shop.operations + 1 + j] = release[j]!;
  const own = Array.from(task, (t) => compiled.tasks[t]!);
  const sequence: Sequence = {
    relaxed,
    objective,
    random,
    graph,
    start: new Float64Array(nodes),
    end,
    family: Int32Array.from(own, (each) => each.family),
    waitBefore: Float64Array.from(own, (_, o) => (o === shop.first[shop.jobOf[o]!] ? 0 : compiled.tasks[task[o]! - 1]!.waitAfter)),
    due: Float64Array.from({ length: shop.jobs }, (_, j) => compiled.due[own[shop.first[j]!]!.job]!),
    weight: Float64Array.from({ length: shop.jobs }, (_, j) => compiled.weight[own[shop.first[j]!]!.job]!),
    isInterruptible: own.map((each) => each.isInterruptible),
    hasSetups: compiled.setup.some((times) => times !== null),
    hasCalendar: compiled.closed.some((closed) => closed.from.length > 0),
    countsChanges: objective.changeovers > 0 && compiled.families > 1,
    kept: { order: new Int32Array(shop.operations), start: new Float64Array(nodes), end: new Float64Array(nodes) },
    best: emptyPlan(shop),
    bestCost: Infinity,
    cost: Infinity,
    temperature: 0,
    left: 0,
    rounds: 0,
    cooling: 1,
    elite: [],
    round: { order: new Int32Array(shop.operations), machine: new Int32Array(shop.operations), end: new Float64Array(shop.operations), cost: Infinity },
    stale: 0,
    scale: scaleOf(relaxed, objective),
  };
  begin(sequence, first.order, first.machine);
  return sequence;
}

function scaleOf({ shop, compiled }: Relaxed, objective: Objective): number {
  let time = 0;
  for (let o = 0; o < shop.operations; o++) time += shop.duration[o * shop.machines + shop.choice[shop.choiceFrom[o]!]!]! / shop.operations;
  const late = compiled.due.some((due) => due < Infinity) ? compiled.weight.reduce((sum, weight) => sum + weight, 0) / compiled.weight.length : 0;
  return Math.max(1e-9, time * (objective.tardiness * late + objective.makespan) + objective.changeovers);
}

export function begin(sequence: Sequence, order: Int32Array, machine: Int32Array): void {
  const { graph, kept, start, end } = sequence;
  arrange(graph, order, machine);
  evaluate(sequence, 0);
  sequence.cost = price(sequence);
  kept.order.set(graph.order);
  kept.start.set(start);
  kept.end.set(end);
  note(sequence);
}

/** Keep the state where it is the best, of this cooling or of all. */
export function note(sequence: Sequence): void {
  const { graph, best, round, end } = sequence;
  if (sequence.cost < round.cost) {
    round.cost = sequence.cost;
    round.order.set(graph.order);
    round.machine.set(graph.machine.subarray(0, round.machine.length));
    round.end.set(end.subarray(0, round.end.length));
  }
  if (sequence.cost >= sequence.bestCost) return;
  sequence.bestCost = sequence.cost;
  best.order.set(graph.order);
  best.machine.set(graph.machine.subarray(0, best.machine.length));
}

const place: Fit = { start: 0, end: 0 };

/** Renew starts and ends from a place in the order on. */
export function evaluate(sequence: Sequence, from: number): void {
  const { graph, start, end, waitBefore, relaxed, hasSetups, hasCalendar, family, isInterruptible } = sequence;
  const { order, jobBefore, machineBefore, machine, time } = graph;
  const { compiled, machineFree } = relaxed;
  const n = order.length;
  for (let i = from; i < n; i++) {
    const o = order[i]!;
    const ready = end[jobBefore[o]!]! + waitBefore[o]!;
    const before = machineBefore[o]!;
    const m = machine[o]!;
    let free = before === n ? machineFree[m]! : end[before]!;
    if (hasSetups) free = setUpDone(compiled.closed[m]!, free, setupTime(compiled, m, familyBefore(sequence, m, before), family[o]!));
    const earliest = ready > free ? ready : free;
    if (hasCalendar && compiled.closed[m]!.from.length > 0) {
      fit(compiled.closed[m]!, earliest, time[o]!, isInterruptible[o]!, place);
      start[o] = place.start;
      end[o] = place.end;
    } else {
      start[o] = earliest;
      end[o] = earliest + time[o]!;
    }
  }
}

const familyBefore = (sequence: Sequence, m: number, before: number): number =>
  before === sequence.graph.order.length ? sequence.relaxed.machineFamily[m]! : sequence.family[before]!;

export function price(sequence: Sequence): number {
  const { graph, end, due, weight, objective, relaxed, countsChanges, family } = sequence;
  const { shop, order, machine, machineBefore } = graph;
  let tardiness = 0;
  let last = relaxed.compiled.start;
  for (let j = 0; j < shop.jobs; j++) {
    const e = end[shop.first[j + 1]! - 1]!;
    if (e > last) last = e;
    if (e > due[j]!) tardiness += weight[j]! * (e - due[j]!);
  }
  let changes = 0;
  if (countsChanges)
    for (let o = 0; o < order.length; o++) {
      const from = familyBefore(sequence, machine[o]!, machineBefore[o]!);
      if (from >= 0 && family[o]! >= 0 && from !== family[o]) changes++;
    }
  return objective.tardiness * tardiness + objective.makespan * (last - relaxed.compiled.start) + objective.changeovers * changes;
}
