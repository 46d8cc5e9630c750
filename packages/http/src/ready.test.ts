import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf } from './ready.ts';

test('a server whose database hangs is not ready, and says so while it hangs', async () => {
  const hangs = new Promise<undefined>(() => undefined);
  const problems = await problemsOf({ database: () => hangs, engine: async () => undefined, historian: () => Promise.reject(new Error('refused')) }, 50);
  assert.deepEqual(problems, { database: 'no answer within 0.05 s', historian: 'Error: refused' });
});

test('a server where all is well waits for nothing', async () => {
  assert.deepEqual(await problemsOf({ database: async () => undefined }, 60_000), {});
});
