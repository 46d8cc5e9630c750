import { checkObjective, checkProblem } from './check.ts';
import type { Objective, Problem, Window } from './problem.ts';
import type { Assignment, Schedule } from './schedule.ts';

// This file shares no code with the search: it reads the problem as given and judges the schedule by arithmetic of its own. Only the question
// whether the problem makes sense at all (check.ts) is the same for both.

/** A rule of the plant that a schedule breaks. */
export interface Violation {
  readonly kind:
    | 'missing'
    | 'twice'
    | 'unknown'
    | 'machine'
    | 'plan-start'
    | 'release'
    | 'order'
    | 'duration'
    | 'calendar'
    | 'overlap'
    | 'set-up'
    | 'tool'
    | 'crew'
    | 'frozen'
    | 'measure';
  readonly sentence: string;
  readonly job?: string;
  readonly operation?: string;
}

type Use = { readonly from: number; readonly until: number; readonly count: number; readonly isFrozen: boolean };

/** Refuse a schedule whose times are no numbers: no comparison would find anything against it. */
function checkNumbers({ assignments, measures }: Schedule): void {
  const finite = (name: string, value: number): void => {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new RangeError(`${name} is ${String(value)}; it must be a finite number.`);
  };
  for (const [i, each] of assignments.entries()) {
    finite(`assignments[${i}].start`, each.start);
    finite(`assignments[${i}].end`, each.end);
    for (const share of each.people) finite(`assignments[${i}]: people of crew "${share.crew}"`, share.count);
    for (const need of each.tools) finite(`assignments[${i}]: count of tool "${need.tool}"`, need.count);
  }
  for (const name of ['tardiness', 'makespan', 'changeovers', 'cost'] as const) finite(`measures.${name}`, measures[name]);
}

/** All that a schedule breaks; an empty list means that the plant can work it. With an objective, its measures are checked too. */
export function validate(problem: Problem, schedule: Schedule, objective?: Objective): Violation[] {
  checkProblem(problem);
  if (objective) checkObjective(objective);
  checkNumbers(schedule);
  const broken: Violation[] = [];
  const byName = new Map<string, Assignment>();
  const key = (job: string, operation: string): string => JSON.stringify([job, operation]);
  const planStart = problem.start ?? 0;

  for (const each of schedule.assignments) {
    const name = key(each.job, each.operation);
    if (!problem.jobs.some((job) => job.id === each.job && job.operations.some((operation) => operation.id === each.operation)))
      broken.push({
        kind: 'unknown',
        job: each.job,
        operation: each.operation,
        sentence: `Operation "${each.operation}" of job "${each.job}" is not part of the problem.`,
      });
    if (byName.has(name))
      broken.push({
        kind: 'twice',
        job: each.job,
        operation: each.operation,
        sentence: `Operation "${each.operation}" of job "${each.job}" is scheduled twice.`,
      });
    byName.set(name, each);
  }

  const frozenNames = new Set((problem.frozen ?? []).map((each) => key(each.job, each.operation)));
  for (const each of problem.frozen ?? []) {
    const found = byName.get(key(each.job, each.operation));
    if (found && (found.machine !== each.machine || found.start !== each.start || found.end !== each.end || !found.isFrozen))
      broken.push({
        kind: 'frozen',
        job: each.job,
        operation: each.operation,
        sentence: `Frozen operation "${each.operation}" of job "${each.job}" was moved.`,
      });
  }

  const toolUse = new Map<string, Use[]>();
  const crewUse = new Map<string, Use[]>();
  const note = (book: Map<string, Use[]>, id: string, use: Use): void => void book.set(id, [...(book.get(id) ?? []), use]);

  for (const job of problem.jobs) {
    // a job that has begun has been released
    const isBegun = (problem.frozen ?? []).some((each) => each.job === job.id);
    let previous: { readonly assignment: Assignment; readonly wait: number } | undefined;
    for (const operation of job.operations) {
      const at = { job: job.id, operation: operation.id };
      const called = `Operation "${operation.id}" of job "${job.id}"`;
      const own = byName.get(key(job.id, operation.id));
      if (!own) {
        broken.push({ kind: 'missing', ...at, sentence: `${called} is not scheduled.` });
        continue;
      }
      const isFrozen = frozenNames.has(key(job.id, operation.id));
      const alternative = operation.on.find((each) => each.machine === own.machine);
      const machine = problem.machines.find((each) => each.id === own.machine);
      if (!alternative || !machine) {
        broken.push({ kind: 'machine', ...at, sentence: `${called} is on machine "${own.machine}", which cannot do it.` });
        continue;
      }
      if (previous && own.start < previous.assignment.end + previous.wait && !isFrozen)
        broken.push({
          kind: 'order',
          ...at,
          sentence: `${called} starts at ${own.start}, before the operation ahead of it has ended and waited (${previous.assignment.end + previous.wait}).`,
        });
      previous = { assignment: own, wait: operation.waitAfter ?? 0 };

      const people = isFrozen ? own.people : (alternative.people ?? operation.people ?? []);
      const worked = isFrozen ? [{ from: own.start, until: own.end }] : openPieces(machine.closed ?? [], own.start, own.end);
      for (const share of own.people) for (const piece of worked) note(crewUse, share.crew, { ...piece, count: share.count, isFrozen });
      const tools = alternative.tools ?? operation.tools ?? [];
      for (const need of tools) note(toolUse, need.tool, { from: own.start, until: own.end, count: need.count, isFrozen });
      if (isFrozen) continue;

      if (own.start < planStart) broken.push({ kind: 'plan-start', ...at, sentence: `${called} starts at ${own.start}, before the plan does at ${planStart}.` });
      if (job.release !== undefined && own.start < job.release && !isBegun)
        broken.push({ kind: 'release', ...at, sentence: `${called} starts at ${own.start}, before its job is released at ${job.release}.` });
      const work = worked.reduce((sum, piece) => sum + piece.until - piece.from, 0);
      if (work !== alternative.time)
        broken.push({ kind: 'duration', ...at, sentence: `${called} is worked for ${work} on machine "${machine.id}"; it takes ${alternative.time}.` });
      for (const window of machine.closed ?? []) {
        const isOutside = own.end <= window.from || own.start >= window.until;
        if (isOutside) continue;
        const mayWait = operation.interruptible === true && window.canSpan !== false && own.start < window.from && own.end > window.until;
        if (!mayWait)
          broken.push({
            kind: 'calendar',
            ...at,
            sentence: `${called} (${own.start} to ${own.end}) meets machine "${machine.id}" closed from ${window.from} to ${window.until}.`,
          });
      }
      for (const skill of new Set([...people, ...own.people].map((each) => each.skill))) {
        const needed = people.reduce((sum, each) => sum + (each.skill === skill ? each.count : 0), 0);
        const given = own.people.reduce((sum, each) => sum + (each.skill === skill ? each.count : 0), 0);
        if (needed !== given) broken.push({ kind: 'crew', ...at, sentence: `${called} has ${given} people with skill "${skill}"; it needs ${needed}.` });
      }
      for (const share of own.people) {
        const crew = problem.crews?.find((each) => each.id === share.crew);
        if (!crew?.skills.includes(share.skill))
          broken.push({ kind: 'crew', ...at, sentence: `${called} counts on crew "${share.crew}" for skill "${share.skill}", which it does not have.` });
      }
    }
  }

  let changeovers = 0;
  for (const machine of problem.machines) {
    const line = schedule.assignments
      .filter((each) => each.machine === machine.id)
      .sort((a, b) => a.start - b.start || a.end - b.end || jobPlace(problem, a) - jobPlace(problem, b));
    let family = machine.family;
    let before: Assignment | undefined;
    for (const own of line) {
      const operation = problem.jobs.find((job) => job.id === own.job)?.operations.find((each) => each.id === own.operation);
      const at = { job: own.job, operation: own.operation };
      if (before && own.start < before.end)
        broken.push({
          kind: 'overlap',
          ...at,
          sentence: `Operation "${own.operation}" of job "${own.job}" starts on machine "${machine.id}" at ${own.start}, before operation "${before.operation}" of job "${before.job}" ends at ${before.end}.`,
        });
      const next = operation?.family;
      if (family !== undefined && next !== undefined && family !== next) changeovers++;
      if (family !== undefined && next !== undefined && !(own.isFrozen && (!before || before.isFrozen))) {
        const listed = machine.setups?.find((each) => each.from === family && each.to === next)?.time;
        const time = listed ?? (family === next ? 0 : (machine.otherSetupTime ?? 0));
        const from = Math.max(planStart, before?.end ?? planStart);
        const open = openPieces(machine.closed ?? [], from, own.start).reduce((sum, piece) => sum + piece.until - piece.from, 0);
        if (open < time)
          broken.push({
            kind: 'set-up',
            ...at,
            sentence: `Machine "${machine.id}" has ${open} to set up from "${family}" to "${next}" before operation "${own.operation}" of job "${own.job}"; it needs ${time}.`,
          });
      }
      if (next !== undefined) family = next;
      before = own;
    }
  }

  for (const tool of problem.tools ?? []) checkUse(broken, 'tool', tool.id, tool.count, toolUse.get(tool.id) ?? [], tool.closed ?? []);
  for (const crew of problem.crews ?? []) checkUse(broken, 'crew', crew.id, crew.size, crewUse.get(crew.id) ?? [], crew.closed ?? []);
  if (objective) checkMeasures(broken, problem, schedule, objective, changeovers, frozenNames, key);
  return broken;
}

function jobPlace(problem: Problem, assignment: Assignment): number {
  const j = problem.jobs.findIndex((job) => job.id === assignment.job);
  const i = problem.jobs[j]?.operations.findIndex((operation) => operation.id === assignment.operation) ?? 0;
  return j * 1_000_000 + i;
}

/** [from, until) without the closed windows. */
function openPieces(closed: readonly Window[], from: number, until: number): { readonly from: number; readonly until: number }[] {
  let pieces = [{ from, until }];
  for (const window of closed)
    pieces = pieces
      .flatMap((piece) => [
        { from: piece.from, until: Math.min(piece.until, window.from) },
        { from: Math.max(piece.from, window.until), until: piece.until },
      ])
      .filter((piece) => piece.from < piece.until);
  return pieces;
}

/** At each moment at which use rises: no more in use than there are, and none while closed; what is frozen alone is forgiven. */
function checkUse(broken: Violation[], kind: 'tool' | 'crew', id: string, count: number, uses: readonly Use[], closed: readonly Window[]): void {
  const moments = [...uses.map((use) => use.from), ...closed.map((window) => window.from)];
  for (const moment of new Set(moments)) {
    const now = uses.filter((use) => use.from <= moment && moment < use.until);
    if (now.every((use) => use.isFrozen)) continue;
    const used = now.reduce((sum, use) => sum + use.count, 0);
    const isClosed = closed.some((window) => window.from <= moment && moment < window.until);
    if (isClosed || used > count) broken.push({ kind, sentence: `At ${moment}, ${used} of ${kind} "${id}" are in use; there ${isClosed ? 'are none then' : `are ${count}`}.` });
  }
}

function checkMeasures(
  broken: Violation[],
  problem: Problem,
  schedule: Schedule,
  objective: Objective,
  changeovers: number,
  frozen: ReadonlySet<string>,
  key: (job: string, operation: string) => string,
): void {
  const end = (job: string): number => Math.max(...schedule.assignments.filter((each) => each.job === job).map((each) => each.end));
  const tardiness = problem.jobs.reduce((sum, job) => sum + (job.due === undefined ? 0 : (job.weight ?? 1) * Math.max(0, end(job.id) - job.due)), 0);
  const makespan = Math.max(0, ...schedule.assignments.filter((each) => !frozen.has(key(each.job, each.operation))).map((each) => each.end - (problem.start ?? 0)));
  const cost = objective.tardiness * tardiness + objective.makespan * makespan + objective.changeovers * changeovers;
  const counted = { tardiness, makespan, changeovers, cost };
  for (const name of ['tardiness', 'makespan', 'changeovers', 'cost'] as const)
    if (Math.abs(counted[name] - schedule.measures[name]) > 1e-9 * Math.max(1, Math.abs(counted[name])))
      broken.push({ kind: 'measure', sentence: `The schedule gives ${name} as ${schedule.measures[name]}; it is ${counted[name]}.` });
}
