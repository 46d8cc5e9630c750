import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { runReadme } from './readme.ts';

const folder = mkdtempSync(join(tmpdir(), 'readme-'));
after(() => rmSync(folder, { recursive: true }));

const door = {
  third: 1 / 3,
  list: [1 / 3, 2],
  record: { name: 'L', sizes: [200, 0.125] },
  refuse: () => {
    throw new RangeError('n is 1; it must be more.');
  },
};
function readme(...blocks: string[]): URL {
  const file = join(folder, 'README.md');
  writeFileSync(file, blocks.map((block) => `text\n\`\`\`ts\n${block}\n\`\`\`\n`).join('\n'));
  return pathToFileURL(file);
}
const run = (...blocks: string[]) => runReadme(readme(...blocks), { 'the-package': door });
const use = `import { third, list, record, refuse } from 'the-package';\n`;

test('numbers count to the digits shown, values by their parts, text exactly, refusals by their words', async () => {
  const lines = [
    'third; // => 0.333',
    'third * 3; // => 1',
    'third / 1e6; // => 3.33e-7',
    'list; // => [0.33, 2]',
    "record; // => { name: 'L', sizes: [200, 0.125] }",
    'record.name; // => L',
    "record.name; // => 'L'",
    'new Float64Array(list); // => [0.3333, 2]',
    'refuse(); // refused: n is 1;',
    'await Promise.resolve(undefined); // => undefined',
  ];
  assert.equal(await run(use + lines.join('\n')), lines.length);
});

test('an example that says something else fails, and names its line', async () => {
  for (const wrong of [
    'third; // => 0.334',
    'third; // => 0.33333333333333337',
    'third * 3; // => 2',
    'third / 1e6; // => 3.34e-7',
    'list; // => [0.34, 2]',
    'list; // => [0.33]',
    "record; // => { name: 'L' }",
    "record; // => { name: 'M', sizes: [200, 0.125] }",
    'record.name; // => M',
    'refuse(); // refused: n is 2',
    'third; // refused: n is 1',
  ])
    await assert.rejects(run(use + wrong), /README\.md:4/, wrong);
});

test('a block sees the names of the blocks above and may use them anew', async () => {
  assert.equal(await run('const a = 1;\na; // => 1', 'a + 1; // => 2', 'const a = 5;\na; // => 5'), 3);
});

test('a package that was not handed over is named', async () => {
  await assert.rejects(run("import { x } from 'elsewhere';"), /the example imports elsewhere/);
});
