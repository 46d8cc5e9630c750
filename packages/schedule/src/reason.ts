import type { Board } from './board.ts';
import { readyAt, sent } from './board.ts';
import { setupTime } from './compile.ts';
import type { Window } from './problem.ts';
import { stepAt } from './profile.ts';
import type { Fit } from './work-time.ts';
import { fit, setUpDone } from './work-time.ts';

/** An operation by name. */
export interface OperationName {
  readonly job: string;
  readonly operation: string;
}

/** Why an operation starts when it does and not earlier: the one constraint that holds it, as data and as a sentence. */
export type Reason = { readonly sentence: string } & (
  | { readonly kind: 'frozen' }
  | { readonly kind: 'plan-start' }
  | { readonly kind: 'release' }
  | { readonly kind: 'previous-operation'; readonly previous: OperationName; readonly wait: number }
  | { readonly kind: 'machine'; readonly machine: string; readonly previous: OperationName }
  | { readonly kind: 'set-up'; readonly machine: string; readonly previous: OperationName | null; readonly time: number }
  | { readonly kind: 'calendar'; readonly machine: string; readonly window: Window }
  | { readonly kind: 'tool'; readonly tool: string; readonly heldBy: readonly OperationName[] }
  | { readonly kind: 'crew'; readonly crew: string; readonly heldBy: readonly OperationName[] }
);

/** How a time is said in a sentence; a plant gives its own clock time here. */
export type SayTime = (time: number) => string;

/** The reason of one operation's start on a compact board. */
export function reasonFor(board: Board, task: number, say: SayTime): Reason {
  const { compiled } = board;
  if (compiled.isFixed[task]) return { kind: 'frozen', sentence: 'It is frozen: done, running or fixed by the planner.' };
  const start = board.start[task]!;
  return (
    fromJob(board, task, start, say) ??
    fromMachine(board, task, start, say) ??
    fromCalendar(board, task, start, say) ??
    fromTools(board, task, start, say) ??
    fromPeople(board, task, start, say) ??
    unexplained(board, task)
  );
}

function unexplained(board: Board, task: number): never {
  const { job, operation } = nameOf(board, task);
  throw new Error(`Operation "${operation}" of job "${job}" starts at ${board.start[task]} and nothing holds it there; the board was not compact.`);
}

export function nameOf(board: Board, task: number): OperationName {
  const { problem, tasks, first } = board.compiled;
  const job = problem.jobs[tasks[task]!.job]!;
  return { job: job.id, operation: job.operations[task - first[tasks[task]!.job]!]!.id };
}

const called = ({ job, operation }: OperationName): string => `operation "${operation}" of job "${job}"`;

function fromJob(board: Board, task: number, start: number, say: SayTime): Reason | null {
  const { compiled } = board;
  const own = compiled.tasks[task]!;
  if (readyAt(board, task) !== start) return null;
  if (task === compiled.first[own.job]) {
    const release = compiled.problem.jobs[own.job]!.release;
    return release === start && release > compiled.start
      ? { kind: 'release', sentence: `Its job is released at ${say(start)}.` }
      : { kind: 'plan-start', sentence: `The plan starts at ${say(start)}.` };
  }
  const previous = nameOf(board, task - 1);
  const wait = compiled.tasks[task - 1]!.waitAfter;
  const ended = board.end[task - 1]!;
  if (ended + wait < start) return { kind: 'plan-start', sentence: `The plan starts at ${say(start)}.` };
  return {
    kind: 'previous-operation',
    previous,
    wait,
    sentence: `${wait === 0 ? "The job's previous operation" : `The wait of ${wait} after the job's previous operation`} "${previous.operation}" ends at ${say(start)}.`,
  };
}

function machineOf(board: Board, task: number): number {
  return board.compiled.tasks[task]!.seats[board.seat[task]!]!.machine;
}

function fromMachine(board: Board, task: number, start: number, say: SayTime): Reason | null {
  const { compiled } = board;
  const m = machineOf(board, task);
  const machine = compiled.problem.machines[m]!.id;
  const { previous, free, time } = beforeOn(board, task);
  if (setUpDone(compiled.closed[m]!, free, time) !== start) return null;
  if (time > 0)
    return {
      kind: 'set-up',
      machine,
      previous: previous < 0 ? null : nameOf(board, previous),
      time,
      sentence: `Machine "${machine}" is set up${previous < 0 ? '' : ` after ${called(nameOf(board, previous))}`} until ${say(start)}; that takes ${time}.`,
    };
  if (previous < 0 || board.end[previous]! < start) return { kind: 'plan-start', sentence: `The plan starts at ${say(start)}.` };
  return {
    kind: 'machine',
    machine,
    previous: nameOf(board, previous),
    sentence: `Machine "${machine}" is busy with ${called(nameOf(board, previous))} until ${say(start)}.`,
  };
}

/** What a task's machine did before it, when it was free, and the set-up in between. */
export function beforeOn(board: Board, task: number): { readonly previous: number; readonly free: number; readonly time: number } {
  const { compiled } = board;
  const m = machineOf(board, task);
  const line = board.line[m]!;
  const at = line.indexOf(task);
  const previous = at > 0 ? line[at - 1]! : -1;
  const family = previous < 0 ? compiled.family[m]! : compiled.tasks[previous]!.family;
  return {
    previous,
    free: previous < 0 ? compiled.start : Math.max(compiled.start, board.end[previous]!),
    time: setupTime(compiled, m, family, compiled.tasks[task]!.family),
  };
}

/** From here on the question is: what is in the way one unit of time earlier? From the start on, all is free. */
function fromCalendar(board: Board, task: number, start: number, say: SayTime): Reason | null {
  const { compiled } = board;
  const own = compiled.tasks[task]!;
  const m = machineOf(board, task);
  const place: Fit = { start: 0, end: 0 };
  fit(compiled.closed[m]!, start - 1, own.seats[board.seat[task]!]!.time, own.isInterruptible, place);
  if (place.start < start) return null;
  const machine = compiled.problem.machines[m]!;
  // it starts where a window ends: that one was in the way
  const window = machine.closed!.find((each) => each.until === start)!;
  const why = window.reason === undefined ? '' : ` (${window.reason})`;
  return {
    kind: 'calendar',
    machine: machine.id,
    window,
    sentence: `Machine "${machine.id}" is closed from ${say(window.from)} until ${say(window.until)}${why}, and the work does not fit before.`,
  };
}

function holders(board: Board, at: number, task: number, holds: (other: number) => boolean): OperationName[] {
  const names: OperationName[] = [];
  for (let t = 0; t < board.start.length; t++) if (t !== task && board.start[t]! <= at && board.end[t]! > at && holds(t)) names.push(nameOf(board, t));
  return names;
}

const heldBy = (names: readonly OperationName[]): string => (names.length === 0 ? 'not there' : `with ${names.map(called).join(', ')}`);

function fromTools(board: Board, task: number, start: number, say: SayTime): Reason | null {
  const { compiled } = board;
  for (const need of compiled.tasks[task]!.seats[board.seat[task]!]!.tools) {
    const profile = board.toolUse[need.tool]!;
    if (profile.used[stepAt(profile, start - 1)]! + need.count <= compiled.toolCount[need.tool]!) continue;
    const tool = compiled.problem.tools![need.tool]!.id;
    const names = holders(board, start - 1, task, (other) => compiled.tasks[other]!.seats[board.seat[other]!]!.tools.some((each) => each.tool === need.tool));
    return { kind: 'tool', tool, heldBy: names, sentence: `Tool "${tool}" is ${heldBy(names)} until ${say(start)}.` };
  }
  return null;
}

function fromPeople(board: Board, task: number, start: number, say: SayTime): Reason | null {
  const { compiled } = board;
  const shares = board.shares[task]!;
  if (shares === null) return null;
  const crews = compiled.crews.length;
  for (let c = 0; c < crews; c++) {
    const count = sent(shares, crews, c);
    const profile = board.crewUse[c]!;
    if (count === 0 || profile.used[stepAt(profile, start - 1)]! + count <= compiled.crews[c]!.size) continue;
    const crew = compiled.problem.crews![c]!.id;
    const names = holders(board, start - 1, task, (other) => {
      const theirs = board.shares[other]!;
      return (theirs !== null && sent(theirs, crews, c) > 0) || compiled.fixed.some((each) => each.task === other && each.people.some((one) => one.crew === c));
    });
    return {
      kind: 'crew',
      crew,
      heldBy: names,
      sentence: `Crew "${crew}" has nobody free before ${say(start)}: ${names.length === 0 ? 'it is off' : `it is ${heldBy(names)}`}.`,
    };
  }
  return null;
}
