import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runReadme, unnamedIn } from '@millrace/testkit/readme';
import * as door from './index.ts';

test('every example of the README does what it says', async () => {
  assert.ok((await runReadme(new URL('../README.md', import.meta.url), { '@millrace/spc': door })) >= 30);
});

test('every function behind the door is named in the README', () => {
  assert.deepEqual(unnamedIn(new URL('../README.md', import.meta.url), door), []);
});
