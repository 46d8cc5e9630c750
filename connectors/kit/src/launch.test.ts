import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { backoffSchema } from './backoff.ts';
import { ConfigError } from './config.ts';
import { defineConnector } from './connector.ts';
import { handClock, recordingSink } from './doubles.ts';
import { launch } from './launch.ts';
import { silent } from './log.ts';

function unreachable(times: number) {
  let left = times;
  let started = 0;
  const connector = defineConnector({
    type: 'press',
    title: 'A press that is switched off',
    emits: ['samples'],
    config: z.strictObject({ port: z.number().int().max(65_535), password: z.string().min(8).default('longenough') }),
    sample: { port: 4840 },
    async probe() {
      if (left > 0) throw new Error('the press does not answer');
    },
    async start(_config, _sink, _log, clock) {
      started += 1;
      if (left-- > 0) throw new Error('the press does not answer');
      return { stop: async () => {}, status: () => ({ state: 'connected', since: clock.now(), attempts: 0, counts: {}, wrongClocks: [] }) };
    },
  });
  return { connector, started: () => started };
}

const base = () => ({ config: { port: 4840 }, sink: recordingSink(), log: silent, clock: handClock(), backoff: backoffSchema.parse({ firstMs: 1000, jitter: 0 }) });

test('policy error: who starts the plant is told', async () => {
  await assert.rejects(launch(unreachable(1).connector, { ...base(), policy: 'error' }), /does not answer/);
});

test('policy ignore: the rest goes on and the status says why this one is out', async () => {
  const running = await launch(unreachable(1).connector, { ...base(), policy: 'ignore' });
  assert.equal(running.status().state, 'ignored');
  assert.equal(running.status().lastError?.message, 'the press does not answer');
});

test('policy retry: it is tried with growing waits until it stands', async () => {
  const { connector, started } = unreachable(2);
  const with_ = base();
  const running = await launch(connector, { ...with_, policy: 'retry' });
  await with_.clock.advance(0);
  assert.equal(running.status().state, 'waiting');
  await with_.clock.advance(1000);
  await with_.clock.advance(2000);
  assert.equal(running.status().state, 'connected');
  assert.equal(started(), 3);
});

test('policy retry: a stop while waiting ends it', async () => {
  const { connector, started } = unreachable(99);
  const with_ = base();
  const running = await launch(connector, with_);
  await with_.clock.advance(0);
  await running.stop();
  await with_.clock.advance(600_000);
  assert.equal(started(), 1);
});

test('policy probe: what cannot be reached for trial is never started', async () => {
  const { connector, started } = unreachable(1);
  assert.equal((await launch(connector, { ...base(), policy: 'probe' })).status().state, 'ignored');
  assert.equal(started(), 0);
});

test('wrong settings are refused under every policy, with path, value and what is allowed, and no secret', async () => {
  for (const policy of ['error', 'ignore', 'retry', 'probe'] as const) {
    await assert.rejects(launch(unreachable(0).connector, { ...base(), policy, config: { port: 70_000, password: 'short' } }), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.faults[0] ?? '', /^port: 70000: Too big.*65535/);
      assert.match(error.faults[1] ?? '', /^password: \(hidden\): /);
      assert.doesNotMatch(error.message, /short"/);
      return true;
    });
  }
});
