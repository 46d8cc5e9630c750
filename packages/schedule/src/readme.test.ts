import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import * as door from './index.ts';

/** Runs the `ts` blocks of the README as one program; `// =>` lines must show that text, `// refuses:` lines must be refused with it. */
test('every example of the README does what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map((block) => block[1]!);
  const program = blocks.join('\n').split('\n').map(checked).join('\n');
  let checks = 0;
  const same = (value: unknown, expected: string): void => {
    checks++;
    assert.equal(typeof value === 'object' ? JSON.stringify(value) : String(value), expected);
  };
  const refused = (run: () => unknown, expected: string): void => {
    checks++;
    assert.throws(run, (error: Error) => error.message.includes(expected), `not refused with: ${expected}`);
  };
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (...names: string[]) => (...values: unknown[]) => Promise<void>;
  await new AsyncFunction('door', 'same', 'refused', program)(door, same, refused);
  assert.ok(checks >= 15);
});

function checked(line: string): string {
  const imported = /^import (\{.*\}) from '@millrace\/schedule';$/.exec(line);
  if (imported) return `const ${imported[1]} = door;`;
  const shown = /^(\s*)(.*?);?\s+\/\/ => (.*)$/.exec(line);
  if (shown) return `${shown[1]}same(${shown[2]}, ${JSON.stringify(shown[3])});`;
  const refusal = /^(\s*)(.*?);?\s+\/\/ refuses: (.*)$/.exec(line);
  return refusal ? `${refusal[1]}refused(() => ${refusal[2]}, ${JSON.stringify(refusal[3])});` : line;
}
