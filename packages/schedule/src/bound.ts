import type { Compiled } from './compile.ts';
import { leastTime } from './dispatch.ts';
import type { Objective } from './problem.ts';

/** An operation as one machine sees it: earliest arrival, least time, and least time from its end to the end of its job. */
interface Load {
  readonly head: number;
  readonly time: number;
  readonly tail: number;
}

interface Group {
  readonly machines: ReadonlySet<number>;
  readonly loads: Load[];
}

/** A cost that no schedule can undercut: each job alone in an empty plant, and each set of machines with only its own work. */
export function lowerBound(compiled: Compiled, objective: Objective): number {
  const groups = new Map<string, Group>();
  let tardiness = 0;
  let makespan = 0;
  for (let j = 0; j < compiled.due.length; j++) {
    const end = loadsOfJob(compiled, j, groups);
    tardiness += compiled.weight[j]! * Math.max(0, end - compiled.due[j]!);
    if (!compiled.isFixed[compiled.first[j + 1]! - 1]) makespan = Math.max(makespan, end - compiled.start);
  }
  const everywhere: Group = { machines: new Set(compiled.closed.keys()), loads: [] };
  for (const group of [...groups.values(), everywhere]) {
    const own = [...groups.values()].filter((other) => isWithin(other.machines, group.machines)).flatMap((other) => other.loads);
    if (own.length > 0) makespan = Math.max(makespan, group.machines.size === 1 ? alone(own) : together(own, group.machines.size));
  }
  return objective.tardiness * tardiness + objective.makespan * makespan;
}

const isWithin = (part: ReadonlySet<number>, whole: ReadonlySet<number>): boolean => [...part].every((each) => whole.has(each));

/** Earliest end of a job alone in the plant; notes its operations under the machines that can do them. */
function loadsOfJob(compiled: Compiled, job: number, groups: Map<string, Group>): number {
  let at = compiled.release[job]!;
  const loads: { group: Group; head: number; time: number; end: number }[] = [];
  for (let t = compiled.first[job]!; t < compiled.first[job + 1]!; t++) {
    const { seats, waitAfter, isLast } = compiled.tasks[t]!;
    if (compiled.isFixed[t]) {
      const { end } = compiled.fixed.find((each) => each.task === t)!;
      at = isLast ? end : Math.max(compiled.start, end + waitAfter);
      continue;
    }
    const machines = new Set(seats.map((seat) => seat.machine));
    const name = [...machines].sort((a, b) => a - b).join(' ');
    const group = groups.get(name) ?? { machines, loads: [] };
    groups.set(name, group);
    const time = leastTime(compiled, t);
    loads.push({ group, head: at - compiled.start, time, end: at + time });
    at += time + (isLast ? 0 : waitAfter);
  }
  for (const { group, head, time, end } of loads) group.loads.push({ head, time, tail: at - end });
  return at;
}

/** Jackson's preemptive schedule of one machine (Carlier 1982): always the arrived operation with the longest tail. */
function alone(loads: readonly Load[]): number {
  const left = loads.map((load) => load.time);
  let now = 0;
  let bound = 0;
  for (;;) {
    let pick = -1;
    let next = Infinity;
    for (const [i, { head, tail }] of loads.entries()) {
      if (left[i] === 0) continue;
      if (head > now) next = Math.min(next, head);
      else if (pick < 0 || tail > loads[pick]!.tail) pick = i;
    }
    if (pick < 0) {
      if (next === Infinity) return bound;
      now = next;
      continue;
    }
    const worked = Math.min(left[pick]!, next - now);
    now += worked;
    left[pick]! -= worked;
    if (left[pick] === 0) bound = Math.max(bound, now + loads[pick]!.tail);
  }
}

/** All work evenly over the machines, from the first arrival to before the shortest tail. */
function together(loads: readonly Load[], machines: number): number {
  const work = loads.reduce((sum, load) => sum + load.time, 0);
  return Math.min(...loads.map((load) => load.head)) + Math.ceil(work / machines) + Math.min(...loads.map((load) => load.tail));
}
