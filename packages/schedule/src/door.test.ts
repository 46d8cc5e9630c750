import assert from 'node:assert/strict';
import { test } from 'node:test';

import { impureFiles, reachOf } from '@millrace/testkit/door';

const reach = reachOf(new URL('./index.ts', import.meta.url));

test('the door reaches nothing of Node, so that a browser can schedule', () => {
  assert.ok(reach.files.length > 20);
  assert.deepEqual(reach.names, ['@millrace/calendar']);
  assert.ok(reachOf(new URL('./parallel.ts', import.meta.url)).names.includes('node:worker_threads'));
});

test('no file behind the door reads a clock, chance or the environment', () => {
  assert.deepEqual(impureFiles(reach), []);
  // the thread does, which shows that the question finds what it looks for
  assert.equal(impureFiles(reachOf(new URL('./parallel-worker.ts', import.meta.url))).length, 1);
});
