import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clockToleranceS, horizonDays, judgeMoment, type Moments } from './moment.ts';

const now = Temporal.Instant.from('2026-11-26T10:00:00Z');
const at = (clock: string) => Temporal.Instant.from(`2026-11-26T${clock}Z`);
const order: Moments = { from: at('06:00:00'), since: at('08:00:00') };

test('what is told in its time is taken as told', () => {
  for (const is of ['request', 'report'] as const) assert.deepEqual(judgeMoment(at('09:30:00'), now, is, order), { at: at('09:30:00') });
});
test('a moment that has not come is never taken; a clock a minute fast is not spoken of', () => {
  assert.deepEqual(judgeMoment(at('10:01:00'), now, 'report', order), { at: now });
  for (const said of ['2026-11-26T10:03:00Z', '2030-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])
    for (const is of ['request', 'report'] as const) assert.deepEqual(judgeMoment(Temporal.Instant.from(said), now, is, order), { at: now, odd: 'clock-ahead' });
});
test('what would have happened longer ago than anybody writes up is not reckoned with', () => {
  assert.deepEqual(judgeMoment(Temporal.Instant.from('1900-01-01T00:00:00Z'), now, 'report'), { at: now, odd: 'too-long-ago' });
  const lastYear = Temporal.Instant.from('2025-12-01T00:00:00Z');
  assert.deepEqual(judgeMoment(lastYear, now, 'request'), { at: lastYear });
});
test('nothing changes a record before it became what it is, and nothing happens to one before it began', () => {
  assert.deepEqual(judgeMoment(at('07:00:00'), now, 'request', order), { at: now, odd: 'before-record' });
  assert.deepEqual(judgeMoment(at('07:00:00'), now, 'report', order), { at: at('07:00:00') });
  assert.deepEqual(judgeMoment(at('05:00:00'), now, 'report', order), { at: now, odd: 'before-record' });
});
test('a clock a minute slow is drawn to when the record became what it is', () => {
  assert.deepEqual(judgeMoment(at('07:59:10'), now, 'request', order), { at: order.since });
});

test('whatever is said, what is reckoned is not in the future, not beyond the horizon, and not before the record unless that is said', () => {
  const second = fc.integer({ min: -5_000_000_000, max: 5_000_000_000 });
  const instant = second.map((s) => now.add({ seconds: s }));
  const moments = fc.option(
    fc
      .tuple(fc.nat(50_000_000), fc.nat(50_000_000))
      .map(([a, b]): Moments => ({ from: now.subtract({ seconds: Math.max(a, b) }), since: now.subtract({ seconds: Math.min(a, b) }) })),
    { nil: undefined },
  );
  fc.assert(
    fc.property(instant, fc.constantFrom('request' as const, 'report' as const), moments, (said, is, of) => {
      const judged = judgeMoment(said, now, is, of);
      const floor = is === 'request' ? of?.since : of?.from;
      const agoS = (now.epochMilliseconds - judged.at.epochMilliseconds) / 1000;
      const isWithin = agoS >= 0 && agoS <= horizonDays * 86_400 && (floor === undefined || Temporal.Instant.compare(judged.at, floor) >= 0);
      // and it is what was said, unless that is odd or within what clocks are off by
      const offS = Math.abs(said.epochMilliseconds - judged.at.epochMilliseconds) / 1000;
      return isWithin && (judged.odd === undefined ? offS <= clockToleranceS : judged.at.equals(now));
    }),
    { numRuns: 1000 },
  );
});
