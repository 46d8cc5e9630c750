import { instant } from '@millrace/kernel';
import * as z from 'zod';

/** Name of a signal. The engine reads no text on after U+0000. */
export const signalName = z
  .string()
  .min(1)
  .max(500)
  .refine((name) => !name.includes('\0'), 'holds U+0000, which no name of a signal has');

/** A signal and the stretch of source time to read: from `from`, up to but not including `to`. */
export const stretch = z.object({
  signal: signalName,
  from: instant(),
  to: instant(),
});
export type Stretch = z.output<typeof stretch>;

/** What is wrong with an empty or reversed stretch. */
export const wrongWith = ({ from, to }: Pick<Stretch, 'from' | 'to'>): string | undefined =>
  Temporal.Instant.compare(from, to) < 0 ? undefined : `from is ${from} and to is ${to}; a stretch begins before it ends.`;

/** Throws on an empty or reversed stretch. */
export function checkStretch(asked: Pick<Stretch, 'from' | 'to'>): void {
  const wrong = wrongWith(asked);
  if (wrong !== undefined) throw new RangeError(wrong);
}

// the engine counts nanoseconds in 64 bits, up to April 2262: nothing is kept from beyond, and a later moment would wrap round to before all
const lastKept = 2n ** 63n - 1n;

/** A moment as a bound parameter, to be read as `moment('from')` in SQL. */
export const nanoseconds = (at: Temporal.Instant): string => String(at.epochNanoseconds > lastKept ? lastKept : at.epochNanoseconds);
/** The bound parameter `name` as a moment of the engine. */
export const moment = (name: string): string => `fromUnixTimestamp64Nano({${name}:Int64}, 'UTC')`;

/** The rows of one signal, each source time once. */
export const ofSignal = 'from sample final where site = {site:String} and signal = {signal:String}';

/** A boolean as a GET parameter carries it. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/** A moment as arithmetic counts it: milliseconds as a double, exact to 0.3 µs. */
export const millisecondsOf = (at: Temporal.Instant): number => Number(at.epochNanoseconds / 1_000_000n) + Number(at.epochNanoseconds % 1_000_000n) / 1e6;
export const instantOf = (timeMs: number): Temporal.Instant =>
  Temporal.Instant.fromEpochNanoseconds(BigInt(Math.trunc(timeMs)) * 1_000_000n + BigInt(Math.round((timeMs % 1) * 1e6)));
