import { setupTime } from '../compile.ts';
import type { Objective } from '../problem.ts';
import type { Random } from '../random.ts';
import type { Relaxed } from '../relax.ts';
import type { Fit } from '../work-time.ts';
import { fit, setUpDone } from '../work-time.ts';
import type { Graph, Plan } from './graph.ts';
import type { Shop } from './shop.ts';
import { arrange, emptyGraph, emptyPlan, link, reseat, unlink } from './graph.ts';

/**
 * Simulated annealing over the order on each machine, for lateness, length and change-overs with calendars and set-ups:
 * moves are drawn from the chain of operations that holds a late (or the last) job where it is, as in van Laarhoven,
 * Aarts and Lenstra (1992), Job shop scheduling by simulated annealing, Operations Research 40, 113-125.
 */
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

// Temperatures in mean delays; set by trying 10 combinations at 4 and 5 s on six weighted-tardiness shops of 100 operations.
const hottest = 6;
const rewarmed = 2;
const coldest = 0.3;
const eliteSize = 20;
// steps of one cooling, per operation: short ones, often, beat long ones at the same time
const stepsPerOperation = 100;

export const coolingSteps = (shop: Shop): number => Math.max(2_000, stepsPerOperation * shop.operations);

/** A plan of the elite. */
interface Member {
  readonly order: Int32Array;
  readonly machine: Int32Array;
  readonly end: Float64Array;
  cost: number;
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

function begin(sequence: Sequence, order: Int32Array, machine: Int32Array): void {
  const { graph, kept, start, end } = sequence;
  arrange(graph, order, machine);
  evaluate(sequence, 0);
  sequence.cost = price(sequence);
  kept.order.set(graph.order);
  kept.start.set(start);
  kept.end.set(end);
  note(sequence);
}

function note(sequence: Sequence): void {
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
function evaluate(sequence: Sequence, from: number): void {
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

function price(sequence: Sequence): number {
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

/** The job whose chain is looked at: mostly a late one, else the last to end. */
function drawJob(sequence: Sequence): number {
  const { graph, end, due, weight, objective, random } = sequence;
  const { shop } = graph;
  let pick = -1;
  let last = 0;
  let ties = 0;
  for (let j = 0; j < shop.jobs; j++) {
    const e = end[shop.first[j + 1]! - 1]!;
    if (e > end[shop.first[last + 1]! - 1]!) last = j;
    if (objective.tardiness > 0 && weight[j]! > 0 && e > due[j]! && random.below(++ties) === 0) pick = j;
  }
  return pick < 0 || (objective.makespan > 0 && random.below(8) === 0) ? last : pick;
}

/** One proposal, taken or not. */
export function anneal(sequence: Sequence): void {
  const { graph, random } = sequence;
  if (sequence.left <= 0) reheat(sequence);
  sequence.left--;
  sequence.temperature *= sequence.cooling;
  const { shop } = graph;
  const draw = random.below(16);
  if (draw === 0 || (draw < 4 && (sequence.countsChanges || sequence.hasSetups))) return sideMove(sequence);

  // walk back from the job's end along what held each operation, and draw one place on the way
  const { jobBefore, machineBefore } = graph;
  const { end, waitBefore } = sequence;
  const none = shop.operations;
  let o = shop.first[drawJob(sequence) + 1]! - 1;
  let pick = -1;
  let seat = -1;
  let pairs = 0;
  let seats = 0;
  while (o < none) {
    if (shop.choiceFrom[o + 1]! - shop.choiceFrom[o]! > 1 && random.below(++seats) === 0) seat = o;
    const byMachine = machineBefore[o]!;
    const ready = end[jobBefore[o]!]! + waitBefore[o]!;
    if (byMachine !== none && end[byMachine]! >= ready) {
      if (random.below(++pairs) === 0) pick = o;
      o = byMachine;
    } else o = jobBefore[o]!;
  }
  if (seat >= 0 && (pick < 0 || random.below(3) === 0)) return propose(sequence, seat, otherMachine(sequence, seat), -1);
  if (pick < 0) return;
  const before = machineBefore[pick]!;
  // mostly the neighbours change places; sometimes the later one goes further ahead, or the earlier further back
  const far = random.below(8);
  if (far === 0) {
    let to = machineBefore[before]!;
    while (to !== none && random.below(3) > 0) to = machineBefore[to]!;
    propose(sequence, pick, graph.machine[pick]!, to);
  } else if (far === 1) {
    let to = pick;
    while (graph.machineAfter[to]! !== none && random.below(3) > 0) to = graph.machineAfter[to]!;
    propose(sequence, before, graph.machine[pick]!, to);
  } else propose(sequence, before, graph.machine[pick]!, pick);
}

/** Any operation to any place: next to one of its family where families count. */
function sideMove(sequence: Sequence): void {
  const { graph, random, family } = sequence;
  const { shop } = graph;
  const o = random.below(shop.operations);
  const m = random.below(3) === 0 ? otherMachine(sequence, o) : graph.machine[o]!;
  let to = -1;
  let ties = 0;
  for (let x = graph.machineFirst[m]!; x !== shop.operations; x = graph.machineAfter[x]!)
    if (x !== o && (family[x] === family[o] || random.below(4) === 0) && random.below(++ties) === 0) to = x;
  if (to >= 0) propose(sequence, o, m, to);
}

function otherMachine(sequence: Sequence, o: number): number {
  const { shop, machine } = sequence.graph;
  const from = shop.choiceFrom[o]!;
  const count = shop.choiceFrom[o + 1]! - from;
  if (count < 2) return machine[o]!;
  const at = sequence.random.below(count - 1);
  const m = shop.choice[from + at]!;
  return m === machine[o] ? shop.choice[from + count - 1]! : m;
}

/** Where on a machine an operation belongs by the time it could start. */
function timelyPlace(sequence: Sequence, o: number, m: number): number {
  const { graph, start, end, waitBefore, random } = sequence;
  const ready = end[graph.jobBefore[o]!]! + waitBefore[o]!;
  const none = graph.shop.operations;
  let before = none;
  for (let x = graph.machineFirst[m]!; x !== none; x = graph.machineAfter[x]!) {
    if (x === o) continue;
    if (start[x]! >= ready && random.below(2) === 0) break;
    before = x;
  }
  return before;
}

/** Try `o` on `m` right after `to` (-1: wherever it is timely); keep it by Metropolis' rule. */
function propose(sequence: Sequence, o: number, m: number, to: number): void {
  const { graph, kept, start, end, random } = sequence;
  const before = to === -1 ? timelyPlace(sequence, o, m) : to;
  const oldMachine = graph.machine[o]!;
  const oldBefore = graph.machineBefore[o]!;
  if (before === o || (m === oldMachine && before === oldBefore)) return;
  if (!reseat(graph, o, m, before)) return;
  const { low, high } = graph;
  evaluate(sequence, low);
  const cost = price(sequence);
  const rise = cost - sequence.cost;
  if (rise <= 0 || random.next() < Math.exp(-rise / sequence.temperature)) {
    sequence.cost = cost;
    for (let i = low; i <= high; i++) kept.order[i] = graph.order[i]!;
    kept.start.set(start);
    kept.end.set(end);
    note(sequence);
    return;
  }
  unlink(graph, o);
  link(graph, o, oldMachine, oldBefore);
  for (let i = low; i <= high; i++) {
    const x = kept.order[i]!;
    graph.order[i] = x;
    graph.place[x] = i;
  }
  start.set(kept.start);
  end.set(kept.end);
}

/** Begin the next cooling: of the first plan, of mixtures of the elite afterwards. */
function reheat(sequence: Sequence): void {
  const { graph, random, elite, round } = sequence;
  if (sequence.rounds > 0) keepRound(sequence);
  const { order, machine } = round;
  let heat = hottest;
  if (elite.length < eliteSize) {
    // far from the first plan by itself: so hot a beginning forgets it
    order.set(graph.order);
    machine.set(graph.machine.subarray(0, machine.length));
  } else {
    const a = random.below(elite.length);
    const b = (a + 1 + random.below(elite.length - 1)) % elite.length;
    mix(sequence, elite[a]!, elite[b]!, 0.3 + 0.4 * random.next());
    heat = rewarmed;
  }
  round.cost = Infinity;
  begin(sequence, order.slice(), machine.slice());
  sequence.rounds++;
  sequence.left = coolingSteps(graph.shop);
  sequence.temperature = sequence.scale * heat;
  sequence.cooling = (coldest / heat) ** (1 / sequence.left);
}

/** Put the round's best into the elite in place of the worst, unless it is there already. */
function keepRound(sequence: Sequence): void {
  const { elite, round } = sequence;
  const member: Member = { order: round.order.slice(), machine: round.machine.slice(), end: round.end.slice(), cost: round.cost };
  if (elite.length < eliteSize) {
    elite.push(member);
    return;
  }
  let worst = 0;
  for (let i = 1; i < elite.length; i++) if (elite[i]!.cost > elite[worst]!.cost) worst = i;
  const isKnown = elite.some((each) => each.cost === member.cost && each.end.every((end, o) => end === member.end[o]));
  sequence.stale++;
  if (!isKnown && member.cost <= elite[worst]!.cost) {
    if (member.cost < elite[worst]!.cost) sequence.stale = 0;
    elite[worst] = member;
  }
  if (sequence.stale > 5 * eliteSize) {
    elite.length = 0;
    sequence.stale = 0;
  }
}

/** What two plans agree on stays, the rest goes with the nearer one; ends are the common measure. */
function mix(sequence: Sequence, a: Member, b: Member, share: number): void {
  const { round, random } = sequence;
  const { order, machine } = round;
  const measure = a.end.map((end, o) => (1 - share) * end + share * b.end[o]!);
  for (let o = 0; o < order.length; o++) {
    order[o] = o;
    machine[o] = random.next() < share ? b.machine[o]! : a.machine[o]!;
  }
  order.sort((x, y) => measure[x]! - measure[y]! || x - y);
}
