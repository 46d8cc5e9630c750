import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Decimal } from '@millrace/quantity';
import * as door from './index.ts';
import { runReadmeExamples } from './readme-examples.test-data.ts';

function show(value: unknown): string {
  if (value instanceof Decimal) return value.toString();
  if (typeof value === 'number') return String(Math.round(value * 10_000) / 10_000);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

test('every example of the README does what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  assert.ok((await runReadmeExamples(readme, { '@millrace/kpi': door }, show)) >= 15);
});
