import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mock, test } from 'node:test';
import { inspect } from 'node:util';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const block = (language: string, after: string) => new RegExp(`${after}[\\s\\S]*?\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];

test('the example in the README is the example that runs, and says what the README shows', async () => {
  const lines: string[] = [];
  const log = mock.method(console, 'log', (...words: unknown[]) => void lines.push(words.map((word) => (typeof word === 'string' ? word : inspect(word))).join(' ')));
  await import('./example.ts');
  log.mock.restore();
  assert.equal(block('ts', '## Try it'), readFileSync(join(import.meta.dirname, 'example.ts'), 'utf8'));
  assert.equal(block('text', 'It says'), `${lines.join('\n')}\n`);
});
