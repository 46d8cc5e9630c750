import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const door = new URL('./index.ts', import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), 'sampling-readme-'));
after(() => rmSync(folder, { recursive: true }));

/** An example as it stands in the README, with what it says after `// =>` and `// refused:` asserted. */
function asserted(example: string): string {
  const body = example
    .replaceAll(/from '@millrace\/[a-z]+'/g, `from '${door}'`)
    .replaceAll(/^(.+); \/\/ => (.+)$/gm, 'assert.deepEqual($1, $2);')
    .replaceAll(/^(.+); \/\/ refused: (.+)$/gm, (_line, call: string, sentence: string) => `assert.throws(() => ${call}, { message: ${JSON.stringify(sentence)} });`);
  return `import assert from 'node:assert/strict';\n${body}`;
}

const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]!);

examples.forEach((example, i) => {
  test(`example ${i + 1} of the README gives what it says`, async () => {
    const file = join(folder, `example-${i}.mjs`);
    writeFileSync(file, asserted(example));
    await import(pathToFileURL(file).href);
  });
});

test('every example of the README says what comes out', () => {
  assert.equal(examples.length, 8);
  for (const example of examples) assert.match(example, /\/\/ (=>|refused:)/);
});
