import { link, reseat, unlink } from './graph.ts';
import { reheat } from './elite.ts';
import type { Sequence } from './sequence.ts';
import { evaluate, note, price } from './sequence.ts';

/** The job whose chain is looked at: mostly a late one, drawn by what its lateness costs, else the last to end. */
function drawJob(sequence: Sequence): number {
  const { graph, end, due, weight, objective, random } = sequence;
  const { shop } = graph;
  let pick = -1;
  let last = 0;
  let sum = 0;
  for (let j = 0; j < shop.jobs; j++) {
    const e = end[shop.first[j + 1]! - 1]!;
    if (e > end[shop.first[last + 1]! - 1]!) last = j;
    if (objective.tardiness > 0 && weight[j]! > 0 && e > due[j]!) {
      const cost = weight[j]! * (e - due[j]!);
      sum += cost;
      if (random.next() * sum < cost) pick = j;
    }
  }
  return pick < 0 || (objective.makespan > 0 && random.below(8) === 0) ? last : pick;
}

/**
 * One proposal of simulated annealing, taken or not. Moves are drawn from the chain of operations that holds a late (or the
 * last) job where it is, as in van Laarhoven, Aarts and Lenstra (1992), Job shop scheduling by simulated annealing,
 * Operations Research 40, 113-125.
 */
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
