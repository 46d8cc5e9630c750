import assert from 'node:assert/strict';
import { test } from 'node:test';
import { impureFiles, reachOf } from '@millrace/testkit/door';

const reach = reachOf(new URL('./index.ts', import.meta.url));

test('the door reaches nothing of Node, so that a browser can reckon', () => {
  assert.ok(reach.files.length > 20);
  assert.deepEqual(reach.names, ['@millrace/calendar', '@millrace/quantity', '@millrace/statistics', '@millrace/statistics/guard']);
});

test('no file behind the door reads a clock, chance or the environment', () => {
  assert.deepEqual(impureFiles(reach), []);
});
