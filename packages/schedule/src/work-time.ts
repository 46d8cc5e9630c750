import type { Window } from './problem.ts';

/** Closed windows of one machine as flat arrays, touching ones of a kind joined. */
export interface Closed {
  readonly from: readonly number[];
  readonly until: readonly number[];
  readonly canSpan: readonly boolean[];
}

const neverClosed: Closed = { from: [], until: [], canSpan: [] };

export function closedOf(windows: readonly Window[] | undefined): Closed {
  if (!windows || windows.length === 0) return neverClosed;
  const from: number[] = [];
  const until: number[] = [];
  const canSpan: boolean[] = [];
  for (const window of windows) {
    const spans = window.canSpan ?? true;
    const last = from.length - 1;
    if (last >= 0 && until[last] === window.from && canSpan[last] === spans) until[last] = window.until;
    else {
      from.push(window.from);
      until.push(window.until);
      canSpan.push(spans);
    }
  }
  return { from, until, canSpan };
}

/** Index of the first window that ends after `at`. */
export function windowAfter(closed: Closed, at: number): number {
  let low = 0;
  let high = closed.until.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (closed.until[middle]! > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Place and end of work; written into by `fit`, read at once. */
export interface Fit {
  start: number;
  end: number;
}

/** Earliest start from `earliest` on, and the end, of so much work. Work that cannot pause needs one open stretch. */
export function fit(closed: Closed, earliest: number, time: number, isInterruptible: boolean, into: Fit): void {
  const { from, until, canSpan } = closed;
  let start = earliest;
  let w = windowAfter(closed, start);
  for (;;) {
    while (w < from.length && from[w]! <= start) start = until[w++]!;
    if (w === from.length || start + time <= from[w]!) {
      into.start = start;
      into.end = start + time;
      return;
    }
    if (!isInterruptible) {
      start = until[w++]!;
      continue;
    }
    let left = time - (from[w]! - start);
    let resumed = w;
    // work goes on after each window it may wait through, until it is done or meets one it may not
    while (canSpan[resumed]!) {
      const again = until[resumed]!;
      resumed++;
      if (resumed === from.length || again + left <= from[resumed]!) {
        into.start = start;
        into.end = again + left;
        return;
      }
      left -= from[resumed]! - again;
    }
    start = until[resumed]!;
    w = resumed + 1;
  }
}

/** When so much set-up work, begun at `from` and paused over every closed window, is done. */
export function setUpDone(closed: Closed, from: number, time: number): number {
  if (time === 0) return from;
  if (closed.from.length === 0) return from + time;
  let at = from;
  let left = time;
  for (let w = windowAfter(closed, at); w < closed.from.length; w++) {
    const open = closed.from[w]! - at;
    if (open >= left) break;
    if (open > 0) left -= open;
    at = closed.until[w]!;
  }
  return at + left;
}

/** Latest beginning of so much set-up work that is done by `by`, and its last working moment. */
export function setUpBefore(closed: Closed, by: number, time: number): Fit {
  let w = closed.from.length - 1;
  while (w >= 0 && closed.from[w]! >= by) w--;
  let at = by;
  while (w >= 0 && closed.until[w]! >= at) at = closed.from[w--]!;
  const end = at;
  let left = time;
  for (; w >= 0; w--) {
    const open = at - closed.until[w]!;
    if (open >= left) break;
    left -= open;
    at = closed.from[w]!;
  }
  return { start: at - left, end };
}
