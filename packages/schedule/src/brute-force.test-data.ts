import type { Machine, Objective, Operation, Problem, Window } from './problem.ts';

/**
 * The least cost of a small problem, by trying every order of all its operations on every machine that can do them: each then
 * starts at the first time that machine, calendar, set-up, tools and people let it, counted unit by unit. Knows nothing of the
 * search; for problems without work that pauses and without frozen work. Used by tests only.
 *
 * No schedule is cheaper: every cost here only grows with later ends, so one that is best can be begun anew in the order of its
 * starts, and nothing ends later.
 */
export function leastCost(problem: Problem, objective: Objective): number {
  const begin = problem.start ?? 0;
  const placed: Placed[] = [];
  const next = problem.jobs.map(() => 0);
  let least = Infinity;

  const place = (): void => {
    const j0 = next.findIndex((at, j) => at < problem.jobs[j]!.operations.length);
    if (j0 < 0) {
      least = Math.min(least, costOf(problem, objective, placed, begin));
      return;
    }
    for (const [j, job] of problem.jobs.entries()) {
      const operation = job.operations[next[j]!];
      if (operation === undefined) continue;
      for (const { machine: id, time } of operation.on) {
        const before = placed.findLast((each) => each.job === j);
        const ready = before === undefined ? Math.max(begin, job.release ?? begin) : before.end + (job.operations[next[j]! - 1]!.waitAfter ?? 0);
        const machine = problem.machines.find((each) => each.id === id)!;
        const start = firstStart(problem, placed, machine, operation, Math.max(ready, begin), time, begin);
        placed.push({ job: j, operation, machine: id, start, end: start + time });
        next[j]!++;
        place();
        next[j]!--;
        placed.pop();
      }
    }
  };
  place();
  return least;
}

interface Placed {
  readonly job: number;
  readonly operation: Operation;
  readonly machine: string;
  readonly start: number;
  readonly end: number;
}

const isClosed = (closed: readonly Window[] | undefined, at: number): boolean => (closed ?? []).some((window) => window.from <= at && at < window.until);

function firstStart(problem: Problem, placed: readonly Placed[], machine: Machine, operation: Operation, ready: number, time: number, begin: number): number {
  const last = placed.findLast((each) => each.machine === machine.id);
  let free = last?.end ?? begin;
  for (let left = setUpTime(machine, last?.operation.family ?? (last ? undefined : machine.family), operation.family); left > 0; free++)
    if (!isClosed(machine.closed, free)) left--;
  for (let start = Math.max(ready, free); ; start++) {
    const units = Array.from({ length: time }, (_, i) => start + i);
    if (units.every((at) => !isClosed(machine.closed, at) && hasTools(problem, placed, operation, at)) && canStaff(problem, placed, operation, start, start + time)) return start;
  }
}

function setUpTime(machine: Machine, from: string | undefined, to: string | undefined): number {
  if (from === undefined || to === undefined) return 0;
  // between two of one family there is a set-up only where it is listed
  return machine.setups?.find((each) => each.from === from && each.to === to)?.time ?? (from === to ? 0 : (machine.otherSetupTime ?? 0));
}

const atWork = (placed: readonly Placed[], at: number): Placed[] => placed.filter((each) => each.start <= at && at < each.end);

function hasTools(problem: Problem, placed: readonly Placed[], operation: Operation, at: number): boolean {
  return (operation.tools ?? []).every(({ tool: id, count }) => {
    const tool = problem.tools!.find((each) => each.id === id)!;
    const held = atWork(placed, at).reduce((sum, each) => sum + (each.operation.tools ?? []).reduce((own, need) => own + (need.tool === id ? need.count : 0), 0), 0);
    return !isClosed(tool.closed, at) && held + count <= tool.count;
  });
}

/** Crews of one skill each, so that whom to send is no question. */
function canStaff(problem: Problem, placed: readonly Placed[], operation: Operation, start: number, end: number): boolean {
  return (operation.people ?? []).every(({ skill, count }) => {
    const crew = problem.crews!.find((each) => each.skills.includes(skill))!;
    for (let at = start; at < end; at++) {
      const busy = atWork(placed, at).reduce((sum, each) => sum + (each.operation.people ?? []).reduce((own, need) => own + (need.skill === skill ? need.count : 0), 0), 0);
      if (isClosed(crew.closed, at) || busy + count > crew.size) return false;
    }
    return true;
  });
}

function costOf(problem: Problem, objective: Objective, placed: readonly Placed[], begin: number): number {
  let tardiness = 0;
  let last = begin;
  for (const [j, job] of problem.jobs.entries()) {
    const end = Math.max(...placed.filter((each) => each.job === j).map((each) => each.end));
    tardiness += (job.weight ?? 1) * Math.max(0, end - (job.due ?? Infinity));
    last = Math.max(last, end);
  }
  let changes = 0;
  for (const machine of problem.machines) {
    let family = machine.family;
    for (const each of placed.filter((one) => one.machine === machine.id)) {
      if (family !== undefined && each.operation.family !== undefined && family !== each.operation.family) changes++;
      family = each.operation.family;
    }
  }
  return objective.tardiness * tardiness + objective.makespan * (last - begin) + objective.changeovers * changes;
}
