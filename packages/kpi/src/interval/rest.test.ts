import { test } from 'node:test';
import fc from 'fast-check';
import { completeness, oee, oeeSums, profiles } from '../index.ts';

const start = Temporal.Instant.from('2026-11-25T21:00:00Z');

test('leaves that cover a window to the nanosecond leave nothing unknown, however they are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 1n, max: 3_600_000_000_000n }), { minLength: 1, maxLength: 40 }), (lengths) => {
      let at = start.epochNanoseconds;
      const leaves = lengths.map((length, i) => ({
        id: `I-${i}`,
        state: 'production' as const,
        start: Temporal.Instant.fromEpochNanoseconds(at),
        end: Temporal.Instant.fromEpochNanoseconds((at += length)),
      }));
      const window = { start, end: leaves.at(-1)!.end };
      const sums = oeeSums({ window, leaves, responses: [], profile: profiles['iso-22400-2'] });
      return sums.unknownMs === 0 && oee(sums).completeness === 1 && completeness(window, leaves).share <= 1;
    }),
  );
});
