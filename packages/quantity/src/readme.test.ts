import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Decimal } from './decimal.ts';
import * as door from './index.ts';
import { runReadmeExamples } from './readme-examples.test-data.ts';

function show(value: unknown): string {
  if (value instanceof Decimal) return value.toString();
  if (typeof value === 'object' && value !== null && 'value' in value && 'unit' in value) return door.formatQuantity(value as door.Quantity);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

test('every example of the README does what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  assert.ok((await runReadmeExamples(readme, { '@millrace/quantity': door }, show)) >= 20);
});
