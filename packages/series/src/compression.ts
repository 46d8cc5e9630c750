import { checkSample, checkSamples, claim, notNegative, onlyNamed } from './check.ts';
import { Columns } from './columns.ts';
import { codeOf, isBad } from './status.ts';
import type { Sample, Samples } from './series.ts';

/** When a value is worth archiving. Same meaning as the PI archive's CompDev, CompMin and CompMax. */
export interface CompressionSettings {
  /** How far the archived line may run from a value that was left out; in the signal's unit. */
  readonly compDev: number;
  /**
   * Values sooner than this after the last archived one are left out, ms. Default 0. Danger: above 0 the promise of
   * `compDev` does not hold within that time.
   */
  readonly compMinMs?: number;
  /** The archive never skips longer than this while values come, ms. Default: never enforced. */
  readonly compMaxMs?: number;
  /** The signal holds its value between samples; then the archived value is held too, instead of a line drawn. */
  readonly stepped?: boolean;
}

/** Takes values as they come, late ones too, and keeps two of them. */
export interface Compressor {
  push(timeMs: number, value: number, status?: number): void;
  /** The newest value, archived or not: what a screen shows as "now". */
  readonly snapshot: Sample | undefined;
  /** Archive the newest value, because nothing more will come. */
  finish(): void;
}

/**
 * Swinging door: leave out values that the line between archived ones tells within `compDev`. The door is the cone from
 * the last archived value through the bands of all values since; a value outside it closes the line at the one before.
 * So every Good value left out lies within `compDev` of the archived line (E. H. Bristol, Swinging door trending, ISA
 * 1990, with the pivot in the archived value itself, which makes the bound exact).
 * A change of status always ends the line, as OPC 10000-4 §7.22.2 asks of deadbands. A value that comes late cannot be
 * fitted into a line already drawn: it is archived as it is.
 */
export function swingingDoor(settings: CompressionSettings, archive: (timeMs: number, value: number, status: number, isLate: boolean) => void): Compressor {
  onlyNamed('settings', settings, ['compDev', 'compMinMs', 'compMaxMs', 'stepped']);
  const compDev = notNegative('compDev', settings.compDev);
  const compMinMs = notNegative('compMinMs', settings.compMinMs ?? 0);
  const compMaxMs = settings.compMaxMs === undefined ? Number.POSITIVE_INFINITY : notNegative('compMaxMs', settings.compMaxMs);
  if (compMaxMs < compMinMs) throw new RangeError(`compMaxMs is ${compMaxMs} and compMinMs is ${compMinMs}; the longest time must not be shorter than the shortest.`);
  const stepped = claim('stepped', settings.stepped ?? false);

  let archived: Sample | undefined;
  /** The newest value, not archived yet. */
  let held: Sample | undefined;
  let lowestSlope = Number.NEGATIVE_INFINITY;
  let highestSlope = Number.POSITIVE_INFINITY;

  const keep = (sample: Sample): void => {
    archive(sample.timeMs, sample.value, sample.status, false);
    archived = sample;
    held = undefined;
    openDoor();
  };
  const openDoor = (): void => {
    lowestSlope = Number.NEGATIVE_INFINITY;
    highestSlope = Number.POSITIVE_INFINITY;
  };
  const hold = (from: Sample, sample: Sample): void => {
    const elapsedMs = sample.timeMs - from.timeMs;
    lowestSlope = Math.max(lowestSlope, (sample.value - compDev - from.value) / elapsedMs);
    highestSlope = Math.min(highestSlope, (sample.value + compDev - from.value) / elapsedMs);
    held = sample;
  };
  const fits = (from: Sample, sample: Sample): boolean => {
    if (isBad(sample.status)) return true;
    if (stepped) return Math.abs(sample.value - from.value) <= compDev;
    const slope = (sample.value - from.value) / (sample.timeMs - from.timeMs);
    return slope >= lowestSlope && slope <= highestSlope;
  };

  return {
    push(timeMs, value, status = 0) {
      checkSample(timeMs, value, status);
      const newest = held ?? archived;
      if (newest !== undefined && timeMs <= newest.timeMs) {
        archive(timeMs, value, status, true);
        return;
      }
      const sample = { timeMs, value, status };
      if (archived === undefined) return keep(sample);
      if (codeOf(status) !== codeOf(archived.status)) {
        // the last value of the old quality tells how far the line went; a stepped or Bad one needs no end
        if (held !== undefined && !stepped && !isBad(held.status)) keep(held);
        return keep(sample);
      }
      if (!fits(archived, sample)) {
        const closing = stepped ? sample : held;
        if (closing === undefined || closing.timeMs - archived.timeMs < compMinMs) {
          openDoor();
          hold(archived, sample);
          return;
        }
        keep(closing);
        if (closing === sample) return;
      }
      if (timeMs - archived.timeMs >= compMaxMs) return keep(sample);
      hold(archived, sample);
    },
    get snapshot() {
      return held ?? archived;
    },
    finish() {
      if (held !== undefined) keep(held);
    },
  };
}

/** What a swinging door would have archived of a series, its first and last value included. */
export function compress(samples: Samples, settings: CompressionSettings): Samples {
  checkSamples(samples);
  const kept = new Columns();
  const door = swingingDoor(settings, (timeMs, value, status) => kept.add(timeMs, value, status));
  samples.timesMs.forEach((timeMs, i) => door.push(timeMs, samples.values[i]!, samples.statuses?.[i] ?? 0));
  door.finish();
  return kept.done();
}
