import type { Problem } from './problem.ts';
import type { Profile } from './profile.ts';
import { unused, use } from './profile.ts';
import type { Need } from './share.ts';
import { crewsWith } from './share.ts';
import type { Closed } from './work-time.ts';
import { closedOf } from './work-time.ts';

/** One machine an operation can go on, by index. */
export interface Seat {
  readonly machine: number;
  readonly time: number;
  readonly people: readonly (Need & { readonly skill: string })[];
  /** All crews that can help. */
  readonly crews: readonly number[];
  readonly tools: readonly { readonly tool: number; readonly count: number }[];
}

/** One operation, by index; -1 stands for none. */
export interface Task {
  readonly job: number;
  readonly isLast: boolean;
  readonly seats: readonly Seat[];
  readonly family: number;
  readonly isInterruptible: boolean;
  readonly waitAfter: number;
}

interface FixedTask {
  readonly task: number;
  readonly seat: number;
  readonly start: number;
  readonly end: number;
  /** By crew index. */
  readonly people: readonly { readonly crew: number; readonly skill: string; readonly count: number }[];
}

/** A checked problem with its names turned into indexes; tasks of a job stand in a row. */
export interface Compiled {
  readonly problem: Problem;
  readonly start: number;
  readonly tasks: readonly Task[];
  /** First task of each job; one more than there are jobs. */
  readonly first: readonly number[];
  readonly release: readonly number[];
  readonly due: readonly number[];
  readonly weight: readonly number[];
  readonly closed: readonly Closed[];
  /** Family each machine begins with; -1 unknown. */
  readonly family: readonly number[];
  readonly families: number;
  /** `setup[machine][from * families + to]`; null where a machine needs none. */
  readonly setup: readonly (readonly number[] | null)[];
  readonly crews: readonly { readonly skills: readonly string[]; readonly size: number }[];
  readonly crewUse: readonly Profile[];
  readonly toolCount: readonly number[];
  readonly toolUse: readonly Profile[];
  readonly fixed: readonly FixedTask[];
  /** By task: whether it is fixed. */
  readonly isFixed: readonly boolean[];
}

const indexed = (all: readonly { readonly id: string }[]): ReadonlyMap<string, number> => new Map(all.map(({ id }, i) => [id, i]));

export function compile(problem: Problem): Compiled {
  const start = problem.start ?? 0;
  const machines = indexed(problem.machines);
  const crewsById = indexed(problem.crews ?? []);
  const toolsById = indexed(problem.tools ?? []);
  const jobsById = indexed(problem.jobs);
  const families = new Map<string, number>();
  const familyOf = (family: string | undefined): number => {
    if (family === undefined) return -1;
    const known = families.get(family);
    if (known !== undefined) return known;
    families.set(family, families.size);
    return families.size - 1;
  };

  const first: number[] = [];
  const tasks: Task[] = [];
  for (const [j, job] of problem.jobs.entries()) {
    first.push(tasks.length);
    for (const [i, operation] of job.operations.entries()) {
      tasks.push({
        job: j,
        isLast: i === job.operations.length - 1,
        family: familyOf(operation.family),
        isInterruptible: operation.interruptible ?? false,
        waitAfter: operation.waitAfter ?? 0,
        seats: operation.on.map((each): Seat => {
          const people = (each.people ?? operation.people ?? []).map((need) => ({ ...need, crews: crewsWith(need.skill, problem.crews ?? []) }));
          return {
            machine: machines.get(each.machine)!,
            time: each.time,
            people,
            crews: [...new Set(people.flatMap((need) => need.crews))],
            tools: (each.tools ?? operation.tools ?? []).map((need) => ({ tool: toolsById.get(need.tool)!, count: need.count })),
          };
        }),
      });
    }
  }
  first.push(tasks.length);

  const family = problem.machines.map((machine) => familyOf(machine.family));
  for (const machine of problem.machines)
    for (const setup of machine.setups ?? []) {
      familyOf(setup.from);
      familyOf(setup.to);
    }
  const setup = problem.machines.map((machine) => {
    if (!machine.setups && machine.otherSetupTime === undefined) return null;
    const size = families.size;
    const times = Array.from({ length: size * size }, (_, i) => (Math.floor(i / size) === i % size ? 0 : (machine.otherSetupTime ?? 0)));
    for (const each of machine.setups ?? []) times[familyOf(each.from) * size + familyOf(each.to)] = each.time;
    return times;
  });

  const crewUse = (problem.crews ?? []).map((crew) => {
    const profile = unused();
    for (const window of crew.closed ?? []) use(profile, window.from, window.until, crew.size);
    return profile;
  });
  const toolUse = (problem.tools ?? []).map((tool) => {
    const profile = unused();
    for (const window of tool.closed ?? []) use(profile, window.from, window.until, tool.count);
    return profile;
  });

  const fixed = (problem.frozen ?? []).map((each): FixedTask => {
    const j = jobsById.get(each.job)!;
    const job = problem.jobs[j]!;
    const i = job.operations.findIndex((operation) => operation.id === each.operation);
    const seat = job.operations[i]!.on.findIndex((one) => one.machine === each.machine);
    const people = (each.people ?? []).map((share) => ({ crew: crewsById.get(share.crew)!, skill: share.skill, count: share.count }));
    const task = first[j]! + i;
    for (const share of people) use(crewUse[share.crew]!, each.start, each.end, share.count);
    for (const need of tasks[task]!.seats[seat]!.tools) use(toolUse[need.tool]!, each.start, each.end, need.count);
    return { task, seat, start: each.start, end: each.end, people };
  });
  const isFixed = tasks.map(() => false);
  for (const each of fixed) isFixed[each.task] = true;

  return {
    problem,
    start,
    tasks,
    first,
    release: problem.jobs.map((job) => Math.max(start, job.release ?? start)),
    due: problem.jobs.map((job) => job.due ?? Infinity),
    weight: problem.jobs.map((job) => job.weight ?? 1),
    closed: problem.machines.map((machine) => closedOf(machine.closed)),
    family,
    families: families.size,
    setup,
    crews: (problem.crews ?? []).map((crew) => ({ skills: crew.skills, size: crew.size })),
    crewUse,
    toolCount: (problem.tools ?? []).map((tool) => tool.count),
    toolUse,
    fixed: fixed.sort((a, b) => a.start - b.start || a.end - b.end || a.task - b.task),
    isFixed,
  };
}

/** Set-up time on a machine between two families; 0 when either is unknown. */
export function setupTime(compiled: Compiled, machine: number, from: number, to: number): number {
  const times = compiled.setup[machine]!;
  return times === null || from < 0 || to < 0 ? 0 : times[from * compiled.families + to]!;
}
