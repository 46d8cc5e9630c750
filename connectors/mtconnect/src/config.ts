import { backoffSchema, skewSchema } from '@millrace/connector-kit';
import * as z from 'zod';

const keys = z.array(z.string().min(1)).describe('Keys; * stands for any characters');

/** Settings of a connection to an SHDR adapter. */
export const configSchema = z.strictObject({
  host: z.string().min(1).describe('Where the adapter listens'),
  port: z.number().int().min(1).max(65_535).default(7878).describe('Its TCP port; 7878 by habit'),
  source: z.string().min(1).describe('Name of the machine; a key written device:key names its own'),
  numbers: keys.default([]).describe('Keys whose values are numbers; all others stay text, since 0010 may be a program'),
  conditions: keys.default([]).describe('Keys that are conditions; five fields after a level word are taken for one anyway'),
  messages: keys.default([]).describe('Keys that carry a native code and a text'),
  timeSeries: keys.default([]).describe('Keys that carry count, rate and values'),
  heartbeatMs: z.number().int().min(100).nullable().default(null).describe('PING so often, ms; null: as the adapter’s PONG says'),
  silentMs: z.number().int().min(1_000).default(600_000).describe('An adapter that answers no PING counts as gone after so long without a line, ms'),
  connectTimeoutMs: z.number().int().min(100).default(10_000).describe('A connection attempt is given up after, ms'),
  maxLineBytes: z
    .number()
    .int()
    .min(256)
    .default(1024 * 1024)
    .describe('A longer line is thrown away and told, bytes'),
  maxAssetBytes: z
    .number()
    .int()
    .min(256)
    .default(4 * 1024 * 1024)
    .describe('A larger asset is thrown away and told, bytes'),
  staleAfterMs: z.number().int().min(100).nullable().default(null).describe('A single key silent for so long is told stale, ms; null, since an adapter tells only changes'),
  skew: skewSchema.prefault({}),
  backoff: backoffSchema.prefault({}),
});

export type Config = z.output<typeof configSchema>;

/** A test for keys by patterns in which `*` stands for any characters; answers are remembered. */
export function keyTest(patterns: readonly string[]): (key: string) => boolean {
  const exact = new Set(patterns.filter((one) => !one.includes('*')));
  const wild = patterns
    .filter((one) => one.includes('*'))
    .map(
      (one) =>
        new RegExp(
          `^${one
            .split('*')
            .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
            .join('.*')}$`,
        ),
    );
  const known = new Map<string, boolean>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = exact.has(key) || wild.some((one) => one.test(key));
    // an adapter has hundreds of keys; one that invents them does not fill our memory
    if (known.size < 10_000) known.set(key, answer);
    return answer;
  };
}
