import * as z from 'zod';

/** How long to wait before trying a lost connection again; data, so that a plant can change it. */
export const backoffSchema = z
  .strictObject({
    firstMs: z.number().int().min(1).default(500).describe('Wait before the first retry, ms'),
    factor: z.number().min(1).max(10).default(2).describe('Each further wait is this many times the last'),
    maxMs: z.number().int().min(1).default(60_000).describe('No wait is longer, ms'),
    jitter: z.number().min(0).max(1).default(0.5).describe('Share of the wait that is left to chance, 0 to 1'),
  })
  .refine((one) => one.maxMs >= one.firstMs, { path: ['maxMs'], error: 'maxMs must be at least firstMs' });

export type Backoff = z.output<typeof backoffSchema>;

/**
 * Wait before retry number `attempt` (from 1), ms. `chance` is in [0, 1): a hundred clients that lost one broker
 * together must not come back together.
 */
export function delayMs(backoff: Backoff, attempt: number, chance: number): number {
  if (!Number.isInteger(attempt) || attempt < 1) throw new RangeError(`attempt is ${attempt}; it counts from 1.`);
  if (!(chance >= 0 && chance < 1)) throw new RangeError(`chance is ${chance}; it lies from 0 (included) to 1 (excluded).`);
  // 2^1024 overflows a double; Math.min brings Infinity back to maxMs
  const full = Math.min(backoff.maxMs, backoff.firstMs * backoff.factor ** (attempt - 1));
  return Math.round(full * (1 - backoff.jitter * chance));
}
