import type { Compiled } from './compile.ts';
import { leastTime, remainingWork } from './dispatch.ts';
import type { Objective } from './problem.ts';

/** A cost that no schedule can undercut: each job alone in an empty plant, and each set of machines with only its own work. */
export function lowerBound(compiled: Compiled, objective: Objective): number {
  const work = remainingWork(compiled).after;
  let tardiness = 0;
  let makespan = 0;
  const loads = new Map<string, { readonly machines: ReadonlySet<number>; load: number }>();
  for (let j = 0; j < compiled.due.length; j++) {
    let free = compiled.first[j]!;
    let ready = compiled.release[j]!;
    while (free < compiled.first[j + 1]! && compiled.isFixed[free]) free++;
    if (free > compiled.first[j]!) {
      const last = compiled.fixed.find((each) => each.task === free - 1)!;
      ready = Math.max(compiled.start, last.end + (free < compiled.first[j + 1]! ? compiled.tasks[free - 1]!.waitAfter : 0));
      if (free === compiled.first[j + 1]) ready = last.end;
    }
    const end = free < compiled.first[j + 1]! ? ready + work[free]! : ready;
    if (free < compiled.first[j + 1]!) makespan = Math.max(makespan, end - compiled.start);
    tardiness += compiled.weight[j]! * Math.max(0, end - compiled.due[j]!);
    for (let t = free; t < compiled.first[j + 1]!; t++) {
      const machines = [...new Set(compiled.tasks[t]!.seats.map((seat) => seat.machine))].sort((a, b) => a - b);
      const name = machines.join(' ');
      const group = loads.get(name) ?? { machines: new Set(machines), load: 0 };
      group.load += leastTime(compiled, t);
      loads.set(name, group);
    }
  }
  const everywhere = { machines: new Set(compiled.closed.keys()), load: 0 };
  for (const group of [...loads.values(), everywhere]) {
    let load = 0;
    for (const other of loads.values()) if (isWithin(other.machines, group.machines)) load += other.load;
    makespan = Math.max(makespan, Math.ceil(load / group.machines.size));
  }
  return objective.tardiness * tardiness + objective.makespan * makespan;
}

const isWithin = (part: ReadonlySet<number>, whole: ReadonlySet<number>): boolean => [...part].every((each) => whole.has(each));
