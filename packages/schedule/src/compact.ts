import type { Board, Found } from './board.ts';
import { clear, fitWithResources, nothingFound, put, readyAt } from './board.ts';
import { setupTime } from './compile.ts';
import { setUpDone } from './work-time.ts';

const found: Found = nothingFound();

/**
 * Pull every start as early as it goes with the order on each machine and the people kept, so that each start is held
 * by something. Nothing gets later by it: what starts earlier frees machine, tools and people earlier.
 */
export function compact(board: Board): void {
  while (pull(board));
}

function pull(board: Board): boolean {
  const { compiled } = board;
  const start = Float64Array.from(board.start);
  const end = Float64Array.from(board.end);
  const seat = Int32Array.from(board.seat);
  const shares = [...board.shares];
  const before = new Int32Array(start.length).fill(-1);
  for (const line of board.line) for (let i = 1; i < line.length; i++) before[line[i]!] = line[i - 1]!;
  const tasks = [...start.keys()].filter((t) => !compiled.isFixed[t]);
  tasks.sort((a, b) => start[a]! - start[b]! || end[a]! - end[b]! || a - b);
  clear(board);
  let moved = false;
  for (const task of tasks) {
    const own = compiled.tasks[task]!;
    const place = own.seats[seat[task]!]!;
    const previous = before[task]!;
    const family = previous < 0 ? compiled.family[place.machine]! : compiled.tasks[previous]!.family;
    const free = previous < 0 ? compiled.start : Math.max(compiled.start, board.end[previous]!);
    const machineReady = setUpDone(compiled.closed[place.machine]!, free, setupTime(compiled, place.machine, family, own.family));
    fitWithResources(board, place, own.isInterruptible, Math.max(readyAt(board, task), machineReady), Infinity, shares[task]!, found);
    found.at = previous < 0 ? 0 : board.line[place.machine]!.indexOf(previous) + 1;
    put(board, task, seat[task]!, found);
    if (found.start < start[task]!) moved = true;
  }
  return moved;
}
