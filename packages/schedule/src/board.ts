import type { Compiled, Seat } from './compile.ts';
import { setupTime } from './compile.ts';
import type { Profile } from './profile.ts';
import { copyOf, nextRelief, peak, use } from './profile.ts';
import type { Shares } from './share.ts';
import { share } from './share.ts';
import type { Closed, Fit } from './work-time.ts';
import { fit, setUpDone, windowAfter } from './work-time.ts';

/** The planning board while it fills: what stands where, and what is used when. */
export interface Board {
  readonly compiled: Compiled;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Index into the task's seats; -1 while it is not placed. */
  readonly seat: Int32Array;
  readonly shares: (Shares | null)[];
  /** Tasks on each machine by start. */
  readonly line: number[][];
  readonly crewUse: Profile[];
  readonly toolUse: Profile[];
}

/** The board with only the frozen work on it. */
export function emptyBoard(compiled: Compiled): Board {
  const count = compiled.tasks.length;
  const board: Board = {
    compiled,
    start: new Float64Array(count),
    end: new Float64Array(count),
    seat: new Int32Array(count),
    shares: Array.from({ length: count }, () => null),
    line: compiled.closed.map(() => []),
    crewUse: [],
    toolUse: [],
  };
  clear(board);
  return board;
}

export function clear(board: Board): void {
  const { compiled } = board;
  board.seat.fill(-1);
  board.shares.fill(null);
  for (const line of board.line) line.length = 0;
  for (let i = 0; i < compiled.crewUse.length; i++) board.crewUse[i] = copyOf(compiled.crewUse[i]!);
  for (let i = 0; i < compiled.toolUse.length; i++) board.toolUse[i] = copyOf(compiled.toolUse[i]!);
  for (const each of compiled.fixed) {
    board.start[each.task] = each.start;
    board.end[each.task] = each.end;
    board.seat[each.task] = each.seat;
    board.line[compiled.tasks[each.task]!.seats[each.seat]!.machine]!.push(each.task);
  }
}

/** A place found for a task; written into by `find`, read before the next call. */
export interface Found extends Fit {
  /** Index in the machine's line. */
  at: number;
  shares: Shares | null;
}

export const nothingFound = (): Found => ({ start: 0, end: Infinity, at: -1, shares: null });

/** Earliest time the task's job, its material and the plan allow it. */
export function readyAt(board: Board, task: number): number {
  const { compiled } = board;
  const job = compiled.tasks[task]!.job;
  const release = compiled.release[job]!;
  if (task === compiled.first[job]) return release;
  return Math.max(compiled.start, board.end[task - 1]! + compiled.tasks[task - 1]!.waitAfter);
}

/** Earliest place for a task on one of its seats, in a gap or behind the last; false when it would end at `before` or later. */
export function find(board: Board, task: number, seat: Seat, ready: number, before: number, found: Found, isAppended = false): boolean {
  const { compiled, start, end } = board;
  const m = seat.machine;
  const line = board.line[m]!;
  const closed = compiled.closed[m]!;
  const own = compiled.tasks[task]!;
  const needsSetup = compiled.setup[m] !== null;
  let k = isAppended ? line.length : 0;
  let high = line.length;
  while (k < high) {
    const middle = (k + high) >> 1;
    if (start[line[middle]!]! >= ready + seat.time) high = middle;
    else k = middle + 1;
  }
  for (; k <= line.length; k++) {
    const previous = k > 0 ? line[k - 1]! : -1;
    const next = k < line.length ? line[k]! : -1;
    const free = previous < 0 ? compiled.start : Math.max(compiled.start, end[previous]!);
    let earliest = free;
    if (needsSetup) {
      const family = previous < 0 ? compiled.family[m]! : compiled.tasks[previous]!.family;
      earliest = setUpDone(closed, free, setupTime(compiled, m, family, own.family));
    }
    if (ready > earliest) earliest = ready;
    if (earliest + seat.time >= before) return false;
    const limit = next < 0 ? Infinity : start[next]!;
    if (!fitWithResources(board, seat, own.isInterruptible, earliest, Math.min(limit, before), null, found)) continue;
    if (found.end >= before) return false;
    if (next >= 0 && needsSetup && setUpDone(closed, found.end, setupTime(compiled, m, own.family, compiled.tasks[next]!.family)) > limit) continue;
    found.at = k;
    return true;
  }
  return false;
}

/**
 * Earliest start from `earliest` on at which machine, tools and people are there; false when the end would lie behind `limit`.
 * With `kept` the people stay those; without, any with the skills.
 */
export function fitWithResources(board: Board, seat: Seat, isInterruptible: boolean, earliest: number, limit: number, kept: Shares | null, found: Found): boolean {
  const { crews } = board.compiled;
  const closed = board.compiled.closed[seat.machine]!;
  let at = earliest;
  for (;;) {
    fit(closed, at, seat.time, isInterruptible, found);
    if (found.end > limit) return false;
    const relief = toolRelief(board, seat, found);
    if (relief > 0) {
      at = found.start + relief;
      continue;
    }
    found.shares = null;
    if (seat.people.length === 0) return true;
    if (kept !== null) found.shares = keptAreFree(board, seat, kept, found) ? kept : null;
    else if (seat.people.length === 1) found.shares = shareOne(board, seat, found);
    else found.shares = share(seat.people, crews.length, freeOfAll(board, seat, found));
    if (found.shares !== null) return true;
    let next = Infinity;
    for (const c of seat.crews) if (kept === null || sent(kept, crews.length, c) > 0) next = Math.min(next, nextRelief(board.crewUse[c]!, found.start));
    at = next;
  }
}

/** People that one crew sends over all needs. */
export function sent(shares: Shares, crews: number, crew: number): number {
  let sum = 0;
  for (let i = crew; i < shares.length; i += crews) sum += shares[i]!;
  return sum;
}

/** How long from its start a task must wait for its tools; 0 when they are there. */
function toolRelief(board: Board, seat: Seat, place: Fit): number {
  for (const need of seat.tools) {
    const profile = board.toolUse[need.tool]!;
    if (peak(profile, place.start, place.end) + need.count > board.compiled.toolCount[need.tool]!) return nextRelief(profile, place.start) - place.start;
  }
  return 0;
}

/** People of a crew free through all the time in which work goes on. */
function freeOf(board: Board, crew: number, seat: Seat, place: Fit): number {
  const { compiled, crewUse } = board;
  const closed = compiled.closed[seat.machine]!;
  const profile = crewUse[crew]!;
  let most = 0;
  let at = place.start;
  if (closed.from.length > 0)
    for (let w = windowAfter(closed, at); w < closed.from.length && closed.from[w]! < place.end; w++) {
      if (closed.from[w]! > at) most = Math.max(most, peak(profile, at, closed.from[w]!));
      at = closed.until[w]!;
    }
  if (at < place.end) most = Math.max(most, peak(profile, at, place.end));
  return Math.max(0, compiled.crews[crew]!.size - most);
}

/** By crew; 0 for those that cannot help. */
function freeOfAll(board: Board, seat: Seat, place: Fit): number[] {
  const free = board.compiled.crews.map(() => 0);
  for (const c of seat.crews) free[c] = freeOf(board, c, seat, place);
  return free;
}

const keptAreFree = (board: Board, seat: Seat, kept: Shares, place: Fit): boolean =>
  seat.crews.every((c) => {
    const count = sent(kept, board.compiled.crews.length, c);
    return count === 0 || count <= freeOf(board, c, seat, place);
  });

/** The common case of one need: crews are asked one by one until there are enough. */
function shareOne(board: Board, seat: Seat, place: Fit): Shares | null {
  const need = seat.people[0]!;
  let left = need.count;
  let shares: number[] | null = null;
  for (const c of need.crews) {
    const count = Math.min(left, freeOf(board, c, seat, place));
    if (count === 0) continue;
    shares ??= board.compiled.crews.map(() => 0);
    shares[c] = count;
    left -= count;
    if (left === 0) return shares;
  }
  return null;
}

export function put(board: Board, task: number, seatIndex: number, found: Found): void {
  const { compiled } = board;
  const seat = compiled.tasks[task]!.seats[seatIndex]!;
  board.start[task] = found.start;
  board.end[task] = found.end;
  board.seat[task] = seatIndex;
  board.shares[task] = found.shares;
  board.line[seat.machine]!.splice(found.at, 0, task);
  for (const need of seat.tools) use(board.toolUse[need.tool]!, found.start, found.end, need.count);
  if (found.shares !== null) usePeople(board, compiled.closed[seat.machine]!, found, found.shares);
}

function usePeople(board: Board, closed: Closed, place: Fit, shares: Shares): void {
  const crews = board.compiled.crews.length;
  for (let i = 0; i < shares.length; i++) {
    const count = shares[i]!;
    if (count === 0) continue;
    const profile = board.crewUse[i % crews]!;
    let at = place.start;
    for (let w = windowAfter(closed, at); w < closed.from.length && closed.from[w]! < place.end; w++) {
      use(profile, at, closed.from[w]!, count);
      at = closed.until[w]!;
    }
    use(profile, at, place.end, count);
  }
}
