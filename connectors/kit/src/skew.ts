import * as z from 'zod';
import type { Sample } from './emission.ts';
import { statusCode, withMark } from './quality.ts';

/** From which distance between a device's clock and ours a value is marked. Null switches a side off, e.g. for a replay. */
export const skewSchema = z.strictObject({
  aheadMs: z.number().int().min(0).nullable().default(5_000).describe('Marked clock-ahead from so far in the future, ms; nothing is measured before it happens'),
  behindMs: z.number().int().min(0).nullable().default(600_000).describe('Marked clock-behind from so far in the past, ms; longer than an ordinary network pause'),
  distrustMs: z.number().int().min(0).nullable().default(3_600_000).describe('Either way: from here on the value is also uncertain, ms'),
});

export type SkewLimits = z.output<typeof skewSchema>;

/**
 * Marks a value whose source time cannot be right by our clock; the value and its time are kept as told.
 * A value its source declares historical may be as old as it likes, and one that still holds is as young as the word that it does.
 */
export function markSkew(sample: Sample, limits: SkewLimits): Sample {
  const skewMs = (sample.heldAt ?? sample.sourceTime).epochMilliseconds - sample.receivedAt.epochMilliseconds;
  const isAhead = limits.aheadMs !== null && skewMs > limits.aheadMs;
  const isBehind = limits.behindMs !== null && -skewMs > limits.behindMs && !sample.historical;
  if (!isAhead && !isBehind) return sample;

  const distrusted = limits.distrustMs !== null && Math.abs(skewMs) > limits.distrustMs;
  return {
    ...sample,
    quality: withMark(sample.quality, isAhead ? 'clock-ahead' : 'clock-behind', {
      skewMs,
      ...(distrusted && { worstStatus: statusCode.UncertainSubNormal }),
    }),
  };
}

/** What is known of one device's clock: the distance last seen, and since when it has been out of limits. */
export interface DeviceClock {
  readonly source: string;
  readonly skewMs: number;
  readonly since: Temporal.Instant;
}

/** Keeps the list of devices whose clock is wrong now, for the connection's status. */
export function followClocks(wrong: ReadonlyMap<string, DeviceClock>, list: readonly Sample[]): ReadonlyMap<string, DeviceClock> {
  let next: Map<string, DeviceClock> | undefined;
  for (const { source, receivedAt, quality, historical } of list) {
    if (historical) continue;
    const known = (next ?? wrong).get(source);
    if (quality.skewMs === undefined) {
      if (known) (next ??= new Map(wrong)).delete(source);
    } else if (known?.skewMs !== quality.skewMs) {
      (next ??= new Map(wrong)).set(source, { source, skewMs: quality.skewMs, since: known?.since ?? receivedAt });
    }
  }
  return next ?? wrong;
}
