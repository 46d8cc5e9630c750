import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoffSchema } from './backoff.ts';
import { handClock } from './doubles.ts';
import { keepLinked, type Link } from './link.ts';

const backoff = backoffSchema.parse({ firstMs: 1000, jitter: 0 });

function scripted(script: ('up' | 'down')[]) {
  const cut: ((why: string) => void)[] = [];
  let opened = 0;
  return {
    opened: () => opened,
    cut: (why: string) => cut.pop()?.(why),
    async open(): Promise<Link> {
      opened += 1;
      if ((script.shift() ?? 'up') === 'down') throw new Error('nobody answers');
      const { promise: closed, resolve } = Promise.withResolvers<string>();
      cut.push(resolve);
      return { closed, close: async () => resolve('we hung up') };
    },
  };
}

test('a line that falls is opened again after growing waits, and its values are told stale first', async () => {
  const clock = handClock();
  const line = scripted(['up', 'down', 'down', 'up']);
  const lost: string[] = [];
  const kept = keepLinked({ open: line.open, lost: (why) => void lost.push(why), backoff, clock });
  await kept.first;
  line.cut('the switch was rebooted');
  await clock.advance(0);
  assert.deepEqual(lost, ['the switch was rebooted']);
  assert.equal(kept.status().state, 'waiting');
  await clock.advance(1000);
  assert.equal(kept.status().lastError?.message, 'nobody answers');
  await clock.advance(1999);
  assert.equal(line.opened(), 2);
  await clock.advance(1);
  assert.equal(line.opened(), 3);
  await clock.advance(4000);
  assert.equal(kept.status().state, 'connected');
  assert.equal(kept.status().attempts, 0);
  await kept.stop();
  assert.equal(kept.status().state, 'stopped');
});

test('a first try that fails is told to who started it, and nothing goes on behind', async () => {
  const clock = handClock();
  const line = scripted(['down']);
  const kept = keepLinked({ open: line.open, backoff, clock });
  await assert.rejects(kept.first, /nobody answers/);
  await clock.advance(600_000);
  assert.equal(line.opened(), 1);
});

test('a stop during the wait ends it at once', async () => {
  const clock = handClock();
  const line = scripted(['up']);
  const kept = keepLinked({ open: line.open, backoff, clock });
  await kept.first;
  line.cut('gone');
  await clock.advance(0);
  await kept.stop();
  assert.equal(line.opened(), 1);
});

test('a line that is taken and dropped at once is waited for longer each time, and told why that may be', async () => {
  const clock = handClock();
  const line = scripted([]);
  const kept = keepLinked({ open: line.open, backoff, clock });
  await kept.first;
  for (const waitMs of [1000, 2000, 4000]) {
    line.cut('The broker closed the connection.');
    await clock.advance(waitMs - 1);
    assert.equal(kept.status().state, 'waiting');
    await clock.advance(1);
    assert.equal(kept.status().state, 'connected');
  }
  assert.match(kept.status().lastError!.message, /3 times in a row: another client may come under the same name/);
  await clock.advance(60_000);
  line.cut('the switch was rebooted');
  await clock.advance(1000);
  assert.deepEqual([kept.status().state, kept.status().lastError?.message], ['connected', 'the switch was rebooted']);
  await kept.stop();
});
