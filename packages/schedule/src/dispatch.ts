import type { Board, Found } from './board.ts';
import { find, nothingFound, put, readyAt } from './board.ts';
import type { Compiled } from './compile.ts';
import { setupTime } from './compile.ts';
import { nextTasks } from './decode.ts';

/**
 * Rules by which a foreman picks the next operation for a machine that falls free:
 * `first-in` earliest ready; `shortest`, `longest` operation; `most-work` left in the job; `due` earliest due date;
 * `slack` least time to spare before the due date; `apparent-cost` weighted tardiness to be expected (ATC: Vepsalainen
 * and Morton 1987), with set-up; `least-setup`.
 */
export const rules = ['first-in', 'shortest', 'longest', 'most-work', 'due', 'slack', 'apparent-cost', 'least-setup'] as const;
export type Rule = (typeof rules)[number];

interface Candidate extends Found {
  seat: number;
  ready: number;
  /** People or tools have been taken since: it may start later than this, never earlier. */
  isStale: boolean;
}

/** Fill the board by a rule: of all operations that could start first, the one the rule likes best. No machine waits for a better one. */
export function fillByRule(board: Board, rule: Rule): void {
  const { compiled } = board;
  const next = nextTasks(compiled);
  const workLeft = remainingWork(compiled);
  const candidates: (Candidate | null)[] = compiled.release.map(() => null);
  const meanTime = workLeft.meanTime;
  let placed = compiled.fixed.length;
  while (placed < compiled.tasks.length) {
    const earliest = renew(board, candidates, next);
    let pick = -1;
    let least = Infinity;
    for (let j = 0; j < candidates.length; j++) {
      const candidate = candidates[j];
      if (!candidate || candidate.start > earliest) continue;
      const urgency = value(board, rule, next[j]!, candidate, workLeft.after, meanTime);
      if (urgency < least || pick < 0) {
        least = urgency;
        pick = j;
      }
    }
    const candidate = candidates[pick]!;
    const task = next[pick]!;
    put(board, task, candidate.seat, candidate);
    next[pick] = task + 1;
    candidates[pick] = null;
    placed++;
    forget(compiled, candidates, next, task, candidate.seat);
  }
}

/** Look again for candidates that are missing or stale and could be first; answers the earliest start of all. */
function renew(board: Board, candidates: (Candidate | null)[], next: Int32Array): number {
  const { compiled } = board;
  for (;;) {
    let earliest = Infinity;
    for (let j = 0; j < candidates.length; j++) {
      if (next[j]! >= compiled.first[j + 1]!) continue;
      const candidate = (candidates[j] ??= earliestSeat(board, next[j]!));
      if (candidate.start < earliest) earliest = candidate.start;
    }
    let isSettled = true;
    for (let j = 0; j < candidates.length; j++) {
      const candidate = candidates[j];
      if (!candidate || !candidate.isStale || candidate.start > earliest) continue;
      candidates[j] = null;
      isSettled = false;
    }
    if (isSettled) return earliest;
  }
}

/** Candidates for the machine just taken are looked for again, those that share people or tools only when they could be first. */
function forget(compiled: Compiled, candidates: (Candidate | null)[], next: Int32Array, task: number, seatIndex: number): void {
  const seat = compiled.tasks[task]!.seats[seatIndex]!;
  const usesMore = seat.people.length > 0 || seat.tools.length > 0;
  for (let j = 0; j < candidates.length; j++) {
    const candidate = candidates[j];
    if (!candidate) continue;
    const { seats } = compiled.tasks[next[j]!]!;
    if (seats.some((each) => each.machine === seat.machine)) candidates[j] = null;
    else if (usesMore) candidate.isStale = true;
  }
}

function earliestSeat(board: Board, task: number): Candidate {
  const ready = readyAt(board, task);
  const found = nothingFound();
  let best: Candidate | null = null;
  for (const [s, seat] of board.compiled.tasks[task]!.seats.entries())
    if (find(board, task, seat, ready, best?.end ?? Infinity, found)) best = { ...found, seat: s, ready, isStale: false };
  return best!;
}

interface WorkLeft {
  /** Least work from the task to the end of its job, its own included. */
  readonly after: Float64Array;
  readonly meanTime: number;
}

export const leastTime = (compiled: Compiled, task: number): number => Math.min(...compiled.tasks[task]!.seats.map((seat) => seat.time));

function remainingWork(compiled: Compiled): WorkLeft {
  const after = new Float64Array(compiled.tasks.length);
  let sum = 0;
  for (let t = compiled.tasks.length - 1; t >= 0; t--) {
    const own = leastTime(compiled, t);
    sum += own;
    after[t] = own + (compiled.tasks[t]!.isLast ? 0 : compiled.tasks[t]!.waitAfter + after[t + 1]!);
  }
  return { after, meanTime: Math.max(1, sum / compiled.tasks.length) };
}

/** The lower, the sooner. */
function value(board: Board, rule: Rule, task: number, candidate: Candidate, workLeft: Float64Array, meanTime: number): number {
  const { compiled } = board;
  const { job, seats } = compiled.tasks[task]!;
  const seat = seats[candidate.seat]!;
  const due = compiled.due[job]!;
  const slack = due - candidate.start - workLeft[task]!;
  switch (rule) {
    case 'first-in':
      return candidate.ready;
    case 'shortest':
      return seat.time;
    case 'longest':
      return -seat.time;
    case 'most-work':
      return -workLeft[task]!;
    case 'due':
      return due;
    case 'slack':
      return slack;
    case 'apparent-cost': {
      // look-ahead of 2 mean times, the middle of what Vepsalainen and Morton tried
      const patience = due === Infinity ? 0 : Math.exp(-Math.max(0, slack) / (2 * meanTime));
      const setup = setupBefore(board, task, seat.machine, candidate.at);
      return -((compiled.weight[job]! / Math.max(1, seat.time)) * patience * Math.exp(-setup / meanTime));
    }
    case 'least-setup':
      return setupBefore(board, task, seat.machine, candidate.at);
  }
}

function setupBefore(board: Board, task: number, machine: number, at: number): number {
  const { compiled } = board;
  const previous = at > 0 ? board.line[machine]![at - 1]! : -1;
  const family = previous < 0 ? compiled.family[machine]! : compiled.tasks[previous]!.family;
  return setupTime(compiled, machine, family, compiled.tasks[task]!.family);
}
