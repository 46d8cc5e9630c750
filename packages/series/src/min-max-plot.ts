import { checkSamples, finite, onlyNamed, positive } from './check.ts';
import { firstAtOrAfter } from './bound.ts';
import { Columns } from './columns.ts';
import { badNoData, isBad, isGood } from './status.ts';
import type { Samples } from './series.ts';

/** What a chart shows: a stretch of time over so many pixel columns. */
export interface PlotSettings {
  readonly startMs: number;
  readonly endMs: number;
  /** Pixel columns. */
  readonly columns: number;
  /** A silence longer than this is a hole, ms. Default: none is. */
  readonly maxGapMs?: number;
}

/**
 * At most seven points per pixel column - first, lowest, highest, last, the first that is not Good, a break where there is
 * a hole inside it and one where there is a hole behind it - so that the drawn line covers the same pixels as all the samples would: M4 (Jugel et al., VLDB 7, 2014), as
 * in PI's Plot call. The samples next to the stretch are kept so that the line enters and leaves the picture.
 */
export function minMaxPlot(samples: Samples, settings: PlotSettings): Samples & { readonly statuses: Uint32Array } {
  checkSamples(samples);
  onlyNamed('settings', settings, ['startMs', 'endMs', 'columns', 'maxGapMs']);
  const startMs = finite('startMs', settings.startMs);
  const endMs = finite('endMs', settings.endMs);
  if (!(endMs > startMs)) throw new RangeError(`endMs is ${endMs} and startMs is ${startMs}; a picture needs a length.`);
  const { columns } = settings;
  if (!Number.isInteger(columns) || columns < 1) throw new RangeError(`columns is ${columns}; it must be a whole number of pixels, 1 or more.`);
  const maxGapMs = settings.maxGapMs === undefined ? Number.POSITIVE_INFINITY : positive('maxGapMs', settings.maxGapMs);

  const { timesMs, values, statuses } = samples;
  const columnOf = (timeMs: number): number => Math.floor(((timeMs - startMs) / (endMs - startMs)) * columns);
  const drawn = new Columns();
  let column: Column | undefined;
  /** A hole since the last sample. */
  let holeMs = Number.NaN;

  const flush = (): void => {
    if (column !== undefined) {
      const { first, low, high, notGood, last } = column;
      let isBroken = Number.isNaN(column.holeMs);
      for (const i of [...new Set([first, low, high, notGood, last])].toSorted((a, b) => a - b)) {
        if (i < 0) continue;
        if (!isBroken && timesMs[i]! > column.holeMs) {
          drawn.add(column.holeMs, Number.NaN, badNoData);
          isBroken = true;
        }
        drawn.add(timesMs[i]!, values[i]!, statuses?.[i] ?? 0);
      }
    }
    column = undefined;
    if (drawn.length > 0 && !Number.isNaN(holeMs)) drawn.add(holeMs, Number.NaN, badNoData);
    holeMs = Number.NaN;
  };

  const from = Math.max(0, firstAtOrAfter(timesMs, startMs) - 1);
  for (let i = from; i < timesMs.length; i++) {
    const timeMs = timesMs[i]!;
    const status = statuses?.[i] ?? 0;
    if (isBad(status)) {
      if (Number.isNaN(holeMs)) holeMs = timeMs;
    } else {
      if (i > from && timeMs - timesMs[i - 1]! > maxGapMs && Number.isNaN(holeMs)) holeMs = (timeMs + timesMs[i - 1]!) / 2;
      const place = timeMs < startMs ? -1 : Math.min(columnOf(timeMs), columns);
      if (column === undefined || column.place !== place) {
        flush();
        column = { place, first: i, last: i, low: i, high: i, notGood: isGood(status) ? -1 : i, holeMs: Number.NaN };
      } else {
        // one break per column is all a pixel can show
        if (Number.isNaN(column.holeMs)) column.holeMs = holeMs;
        holeMs = Number.NaN;
        column.last = i;
        if (values[i]! < values[column.low]!) column.low = i;
        if (values[i]! > values[column.high]!) column.high = i;
        if (column.notGood < 0 && !isGood(status)) column.notGood = i;
      }
    }
    if (timeMs >= endMs) break;
  }
  flush();
  return drawn.done();
}

/** What is drawn of one pixel column: rows of the series. */
interface Column {
  readonly place: number;
  readonly first: number;
  last: number;
  low: number;
  high: number;
  notGood: number;
  /** The first hole between two of its samples. */
  holeMs: number;
}
