import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runReadme, unnamedIn } from '@millrace/testkit/readme';
import * as door from './index.ts';

test('every example of the README does what it says', async () => {
  // a quantity is said as people read it
  const say = (value: unknown) => (typeof value === 'object' && value !== null && 'value' in value && 'unit' in value ? door.formatQuantity(value as door.Quantity) : undefined);
  assert.ok((await runReadme(new URL('../README.md', import.meta.url), { '@millrace/quantity': door }, say)) >= 20);
});

test('every function behind the door is named in the README', () => {
  assert.deepEqual(unnamedIn(new URL('../README.md', import.meta.url), door), []);
});
