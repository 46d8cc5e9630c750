import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as door from './index.ts';
import { runReadmeExamples } from './readme-examples.test-data.ts';

test('every example of the README does what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  assert.ok((await runReadmeExamples(readme, { '@millrace/calendar': door }, (value) => String(value))) >= 12);
});
