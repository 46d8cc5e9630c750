import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { brokenLinks, missingScripts } from './docs.ts';

const root = join(import.meta.dirname, '..');
const pages = globSync('{*.md,{docs,packages,modules,connectors,apps,plants,bench,tools}/**/*.md}', {
  cwd: root,
  exclude: (name) => name.includes('node_modules') || name.includes('dist'),
}).toSorted();
const scripts = globSync('{.,packages/*,modules/*,connectors/*,apps/*}/package.json', { cwd: root }).flatMap((file) =>
  Object.keys((JSON.parse(readFileSync(join(root, file), 'utf8')) as { scripts?: object }).scripts ?? {}),
);
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');

test('every relative link in the documents leads somewhere', () => {
  assert.ok(pages.length > 20);
  assert.deepEqual(
    pages.flatMap((page) =>
      brokenLinks(
        textOf(page),
        (to) => existsSync(join(root, dirname(page), to)),
        (to) => textOf(relative(root, join(root, dirname(page), to))),
      ).map((link) => `${page}: ${link}`),
    ),
    [],
  );
});

test('every npm script that a document names exists', () => {
  assert.deepEqual(
    pages.flatMap((page) => missingScripts(textOf(page), scripts).map((script) => `${page}: npm run ${script}`)),
    [],
  );
});

test('decision records are numbered without a gap or a double', () => {
  const numbers = globSync('[0-9][0-9][0-9][0-9]-*.md', { cwd: join(root, 'docs/decisions') })
    .toSorted()
    .map((name) => Number(name.slice(0, 4)));
  assert.deepEqual(
    numbers,
    numbers.map((_, i) => i + 1),
  );
});

test('every decision is in the list of decisions', () => {
  const list = textOf('docs/decisions/README.md');
  assert.deepEqual(
    globSync('[0-9]*-*.md', { cwd: join(root, 'docs/decisions') }).filter((name) => !list.includes(`(${name})`)),
    [],
  );
});

test('every runtime dependency says on one page why it earns its place', () => {
  const reasons = textOf('docs/decisions/0020-runtime-dependencies.md');
  const used = globSync('{packages,modules,connectors,apps}/*/package.json', { cwd: root }).flatMap((file) =>
    Object.keys((JSON.parse(textOf(file)) as { dependencies?: object }).dependencies ?? {}),
  );
  assert.deepEqual(
    [...new Set(used)].filter((name) => !name.startsWith('@millrace/') && !reasons.includes(`\`${name}\``)),
    [],
  );
});

test('a link to a file or a heading that is not there is found', () => {
  const text = '# Here\n[a](gone.md) [b](there.md#nowhere) [c](#here) [d](https://example.org/x) `[e](code.md)`\n```\n[f](block.md)\n```\n';
  assert.deepEqual(
    brokenLinks(
      text,
      (to) => to === 'there.md',
      () => '# There\n',
    ),
    ['gone.md', 'there.md#nowhere'],
  );
});

test('a script that nobody wrote is found', () => {
  assert.deepEqual(missingScripts('Run `npm run check`, then npm run chekc -- x.', ['check']), ['chekc']);
});
