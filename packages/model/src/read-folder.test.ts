import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { draftKinds } from './fixtures/kinds.fixture.ts';
import { check } from './check/check.ts';
import { load } from './load/load.ts';
import { loadPlant, readFolder } from './node.ts';

function folder(t: TestContext, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const made = mkdtempSync(join(tmpdir(), 'millrace-folder-'));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text);
  return made;
}
const lindau = 'equipment.enterprise:\n  lindau: { name: Lindau }\n';
/** What is told of a folder, without the way to it. */
const told = (made: string) => load(draftKinds, readFolder(made)).problems.map((one) => `${one.file.slice(made.length + 1)}:${one.line}:${one.column} ${one.code} ${one.says}`);

test('a file in Windows-1252 is told with the letter that cannot be read, and no name is kept with a wrong one', (t) => {
  const made = folder(t, { 'a.yaml': Buffer.from('equipment.enterprise:\n  lindau: { name: Mühle }\n', 'latin1') });
  assert.deepEqual(told(made), ['a.yaml:2:20 not-read This is not UTF-8: the byte 0xfc stands where a letter should be.']);
});
test('a letter that is cut off is told where it begins', (t) => {
  assert.deepEqual(told(folder(t, { 'a.yaml': Buffer.from('# caf\xe9r\n', 'latin1') })), ['a.yaml:1:6 not-read This is not UTF-8: the byte 0xe9 stands where a letter should be.']);
});
test('a file in UTF-16 is told as such', (t) => {
  assert.deepEqual(told(folder(t, { 'a.yaml': Buffer.from(`\ufeff${lindau}`, 'utf16le') })), ['a.yaml:1:1 not-read This file is in UTF-16.']);
});
test('a file whose ending is written in capitals is read: passed over, what it holds would be retired', (t) => {
  assert.equal(load(draftKinds, readFolder(folder(t, { 'A.YAML': lindau }))).model.objects.length, 1);
});
test('a link out of the folder is told and not followed', (t) => {
  const [made, other] = [folder(t, { 'a.yaml': lindau }), folder(t, { 'b.yaml': lindau })];
  symlinkSync(join(other, 'b.yaml'), join(made, 'b.yaml'));
  symlinkSync(other, join(made, 'more'));
  symlinkSync('nowhere.yaml', join(made, 'c.yaml'));
  assert.deepEqual(told(made), [
    `b.yaml:1:1 not-read This link leads out of the folder, to ${other}/b.yaml.`,
    'c.yaml:1:1 not-read This link leads nowhere.',
    `more:1:1 not-read This link leads out of the folder, to ${other}.`,
  ]);
});
test('a link inside the folder is read, and a ring of folders ends', (t) => {
  const made = folder(t);
  mkdirSync(join(made, '.now'));
  writeFileSync(join(made, '.now', 'a.yaml'), lindau);
  symlinkSync('.now/a.yaml', join(made, 'a.yaml'));
  assert.equal(load(draftKinds, readFolder(made)).model.objects.length, 1);
  mkdirSync(join(made, 'lines'));
  symlinkSync('../lines', join(made, 'lines', 'again'));
  assert.deepEqual(told(made), ['lines/again:1:1 not-read This is a link to no file.']);
});
test('a pipe under the name of a model file is told and not waited for; a folder of such a name is a folder', (t) => {
  const made = folder(t, { 'a.yaml': lindau });
  execFileSync('mkfifo', [join(made, 'b.yaml')]);
  mkdirSync(join(made, 'c.yaml'));
  assert.deepEqual(told(made), ['b.yaml:1:1 not-read This is no file.']);
});
test('a file of 200 MB is told at once', (t) => {
  const made = folder(t, { 'a.yaml': lindau, 'b.yaml': '' });
  truncateSync(join(made, 'b.yaml'), 200_000_000);
  assert.deepEqual(told(made), ['b.yaml:1:1 not-read This file has 200.0 MB; one may have 4 MB.']);
});
test('files that hold no object are no plant: their plan would retire the whole of it', (t) => {
  assert.throws(() => loadPlant(draftKinds, folder(t, { 'a.yaml': '# to be written\n' })), /hold no object/);
});
test('what a file that cannot be read holds is not told as missing elsewhere', (t) => {
  const made = folder(t, {
    'a.yaml': Buffer.from(`\ufeff${lindau}`, 'utf16le'),
    'b.yaml': 'equipment.site:\n  s: { name: S, in: lindau, timeZone: Europe/Vienna, currency: EUR }\n',
  });
  assert.deepEqual(
    check(draftKinds, load(draftKinds, readFolder(made))).map((one) => one.code),
    ['not-read'],
  );
});
