import { runsOf, withBreaks, type Run } from './gap.ts';
import type { Samples } from './series.ts';

/**
 * Thin a series to about `count` points that keep its *shape* to the eye: largest triangle three buckets (S. Steinarsson,
 * Downsampling time series for visual representation, University of Iceland 2013). Holes stay holes.
 * Danger: it can drop a single spike. Never show an alarm limit or prove a limit kept on it; use `minMaxPlot` there.
 */
export function shapePlot(samples: Samples, count: number, maxGapMs = Number.POSITIVE_INFINITY): Samples & { readonly statuses: Uint32Array } {
  if (!Number.isInteger(count) || count < 3) throw new RangeError(`count is ${count}; it must be a whole number of points, 3 or more.`);
  const runs = runsOf(samples, maxGapMs);
  const total = runs.reduce((sum, run) => sum + run.to - run.from, 0);
  // each run gets its share of the points, but its two ends at least
  const shareOf = (run: Run): number => Math.max(3, Math.round((count * (run.to - run.from)) / total));
  return withBreaks(samples, runs, (run) => largestTriangles(samples, run, shareOf(run)));
}

function largestTriangles({ timesMs, values }: Samples, run: Run, count: number): Iterable<number> {
  const length = run.to - run.from;
  if (length <= count) return Array.from({ length }, (_, i) => run.from + i);

  const kept = [run.from];
  const bucket = (length - 2) / (count - 2);
  const edge = (b: number): number => run.from + 1 + Math.floor(b * bucket);
  let chosen = run.from;
  for (let b = 0; b < count - 2; b++) {
    const [from, to] = [edge(b), edge(b + 1)];
    const nextTo = Math.min(edge(b + 2), run.to);
    let meanMs = 0;
    let mean = 0;
    for (let i = to; i < nextTo; i++) {
      meanMs += timesMs[i]!;
      mean += values[i]!;
    }
    meanMs /= nextTo - to;
    mean /= nextTo - to;
    const [baseMs, base] = [timesMs[chosen]!, values[chosen]!];
    let largest = -1;
    for (let i = from; i < to; i++) {
      const area = Math.abs((baseMs - meanMs) * (values[i]! - base) - (baseMs - timesMs[i]!) * (mean - base));
      if (area > largest) {
        largest = area;
        chosen = i;
      }
    }
    kept.push(chosen);
  }
  kept.push(run.to - 1);
  return kept;
}
