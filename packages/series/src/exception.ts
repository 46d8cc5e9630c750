import { checkSamples, claim, notNegative, onlyNamed } from './check.ts';
import { Columns } from './columns.ts';
import { codeOf, isBad } from './status.ts';
import type { Sample, Samples } from './series.ts';

/**
 * When a new value is worth sending from the source to the historian. Same meaning as the PI interfaces' ExcDev, ExcMin
 * and ExcMax.
 */
export interface ExceptionSettings {
  /** A change of more than this against the last value sent is news; in the signal's unit. Rule of thumb: half of CompDev or less. */
  readonly excDev: number;
  /** A change sooner than this after the last value sent is not news yet, ms. Default 0. A change of status always is. */
  readonly excMinMs?: number;
  /** After this long the next value is news whatever it is, ms. Default: never. */
  readonly excMaxMs?: number;
  /** A state: every change is news and `excDev` plays no part. */
  readonly isDiscrete?: boolean;
}

/** A filter that takes samples as they come, oldest first, and keeps two of them. */
export interface SampleFilter {
  push(samples: Samples): void;
}

/**
 * Send only the news. The value before the news is sent along when it was held back: without it a flat line followed by a
 * step would be drawn as a slope that never was.
 */
export function exceptionFilter(settings: ExceptionSettings, send: (timeMs: number, value: number, status: number) => void): SampleFilter {
  onlyNamed('settings', settings, ['excDev', 'excMinMs', 'excMaxMs', 'isDiscrete']);
  const excDev = notNegative('excDev', settings.excDev);
  const excMinMs = notNegative('excMinMs', settings.excMinMs ?? 0);
  const excMaxMs = settings.excMaxMs === undefined ? Number.POSITIVE_INFINITY : notNegative('excMaxMs', settings.excMaxMs);
  if (excMaxMs < excMinMs) throw new RangeError(`excMaxMs is ${excMaxMs} and excMinMs is ${excMinMs}; the longest time must not be shorter than the shortest.`);
  const isDiscrete = claim('isDiscrete', settings.isDiscrete ?? false);

  let sent: Sample | undefined;
  let heldBack: Sample | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;

  const isNews = (timeMs: number, value: number, status: number): boolean => {
    if (sent === undefined || codeOf(status) !== codeOf(sent.status)) return true;
    const elapsedMs = timeMs - sent.timeMs;
    if (elapsedMs >= excMaxMs) return true;
    if (elapsedMs < excMinMs || isBad(status)) return false;
    return isDiscrete ? value !== sent.value : Math.abs(value - sent.value) > excDev;
  };

  return {
    push(samples) {
      checkSamples(samples, lastMs);
      const { timesMs, values, statuses } = samples;
      for (let i = 0; i < timesMs.length; i++) {
        const timeMs = (lastMs = timesMs[i]!);
        const value = values[i]!;
        const status = statuses === undefined ? 0 : statuses[i]!;
        if (!isNews(timeMs, value, status)) {
          heldBack = { timeMs, value, status };
          continue;
        }
        if (heldBack !== undefined) send(heldBack.timeMs, heldBack.value, heldBack.status);
        send(timeMs, value, status);
        sent = { timeMs, value, status };
        heldBack = undefined;
      }
    },
  };
}

/** The values that an exception filter would have sent. The last sample is not among them when it is no news. */
export function reportByException(samples: Samples, settings: ExceptionSettings): Samples {
  const kept = new Columns();
  exceptionFilter(settings, (timeMs, value, status) => kept.add(timeMs, value, status)).push(samples);
  return kept.done();
}
