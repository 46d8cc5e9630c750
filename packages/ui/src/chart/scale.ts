/** Maps a value to a place on the screen. */
export type Scale = (value: number) => number;

/** Straight scale; an empty domain puts everything in the middle, rather than nowhere. */
export function linear([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  if (from === to) return () => (start + end) / 2;
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** Domain that holds all finite values with a margin (share of the range), so that no point lies on the frame. */
export function domainOf(values: readonly (number | undefined)[], margin = 0.08): [number, number] {
  const known = values.filter((value): value is number => value !== undefined && Number.isFinite(value));
  if (known.length === 0) return [0, 1];
  const low = Math.min(...known);
  const high = Math.max(...known);
  const pad = high === low ? Math.max(Math.abs(high) * margin, 1e-9) : (high - low) * margin;
  return [low - pad, high + pad];
}

/** Round values (1, 2, 5 x 10^n) inside a domain, about as many as asked for. */
export function niceTicks([from, to]: readonly [number, number], count = 4): number[] {
  const range = to - from;
  if (!(range > 0) || !Number.isFinite(range)) return [from];
  const rough = range / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  // the factor nearest on a logarithmic scale
  const over = rough / power;
  const step = power * (over >= Math.sqrt(50) ? 10 : over >= Math.sqrt(10) ? 5 : over >= Math.SQRT2 ? 2 : 1);
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(digits)));
}

/** Decimals the ticks need, so that a column of labels has one width. */
export function decimalsOf(values: readonly number[]): number {
  return Math.max(0, ...values.map((value) => (String(value).split('.')[1] ?? '').length));
}

/** Moves labels apart until they stand at least `gap` from each other, as little as possible, inside [top, bottom]; in their given order. */
export function spread(places: readonly number[], gap: number, [top, bottom]: readonly [number, number]): number[] {
  const order = places.map((place, i) => ({ place, i })).toSorted((a, b) => a.place - b.place || a.i - b.i);
  let last = -Infinity;
  for (const one of order) {
    one.place = Math.max(one.place, last + gap, top);
    last = one.place;
  }
  let next = bottom;
  for (const one of order.toReversed()) {
    one.place = Math.min(one.place, next);
    next = one.place - gap;
  }
  return order.toSorted((a, b) => a.i - b.i).map(({ place }) => place);
}

/** SVG path through the points; a gap in the data is a gap in the line. */
export function linePath(points: readonly ({ readonly x: number; readonly y: number } | undefined)[]): string {
  let pen = 'M';
  const parts: string[] = [];
  for (const point of points) {
    if (point) {
      parts.push(`${pen}${round(point.x)} ${round(point.y)}`);
      pen = 'L';
    } else pen = 'M';
  }
  return parts.join('');
}

/** Two decimals are finer than any screen. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
