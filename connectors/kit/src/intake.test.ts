import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handClock, recordingSink } from './doubles.ts';
import { type Sample, samples } from './emission.ts';
import { intake } from './intake.ts';
import { silent } from './log.ts';
import { good } from './quality.ts';
import { skewSchema } from './skew.ts';

const skew = skewSchema.parse({});
const heard = (at: Temporal.Instant, more: Partial<Sample> = {}): Sample => ({
  source: 'press-1',
  name: 'force',
  value: 1,
  quality: good,
  sourceTime: at,
  receivedAt: at,
  ...more,
});

test('what the sink cannot keep is offered again, in order, nothing lost and nothing doubled', async () => {
  const clock = handClock();
  const kept = recordingSink();
  let full = 3;
  const sink = { take: async (list: Parameters<typeof kept.take>[0]) => (full-- > 0 ? Promise.reject(new Error('the disk is full')) : kept.take(list)) };
  const into = intake({ sink, log: silent, clock, skew });
  const done = Promise.all([1, 2, 3].map((value) => into.take(samples([heard(clock.now(), { value })]))));
  await clock.advance(60_000);
  await done;
  assert.deepEqual(
    kept.samples().map((one) => one.value),
    [1, 2, 3],
  );
  assert.equal(into.status().counts['offeredAgain'], 3);
});

test('a signal that falls silent while the line stands is told stale', async () => {
  const clock = handClock();
  const kept = recordingSink();
  const into = intake({ sink: kept, log: silent, clock, skew, staleAfterMs: 3000 });
  await into.take(samples([heard(clock.now())]));
  await clock.advance(2000);
  assert.equal(kept.samples().length, 1);
  await clock.advance(4000);
  assert.deepEqual(
    kept.samples().map((one) => one.quality.marks ?? []),
    [[], ['stale']],
  );
  await into.stop();
});

test('a step back in time is kept and marked, and what follows in order is not', async () => {
  const clock = handClock();
  const kept = recordingSink();
  const into = intake({ sink: kept, log: silent, clock, skew });
  const at = (s: number) => clock.now().add({ seconds: s });
  await into.take(samples([heard(at(86_400), { receivedAt: clock.now() }), heard(at(-3)), heard(at(-2)), heard(at(-2)), heard(at(-5))]));
  assert.deepEqual(
    kept.samples().map((one) => one.quality.marks ?? []),
    [['clock-ahead'], ['time-backward'], [], [], ['time-backward']],
  );
});

test('a stop does not wait for a sink that cannot keep anything', async () => {
  const into = intake({ sink: { take: () => Promise.reject(new Error('the disk is full')) }, log: silent, clock: handClock(), skew });
  const lost = assert.rejects(into.take(samples([heard(handClock().now())])), /the disk is full/);
  await into.stop();
  await lost;
});

test('a number that is none is kept as bad with what was told, and those behind it go on', async () => {
  const clock = handClock();
  const kept = recordingSink();
  const into = intake({ sink: kept, log: silent, clock, skew });
  await into.take(samples([Number.NaN, Number.NEGATIVE_INFINITY, 7].map((value) => heard(clock.now(), { value }))));
  assert.deepEqual(
    kept.samples().map((one) => [one.value, one.quality.grade, one.quality.note]),
    [
      [null, 'bad', 'the source told NaN'],
      [null, 'bad', 'the source told -Infinity'],
      [7, 'good', undefined],
    ],
  );
});
