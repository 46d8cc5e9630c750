import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from './historian-testing.ts';
import { openTokenTable } from './historian-tokens.ts';

test('a token is known after the historian was started again', () => {
  using folder = temporaryFolder();
  const before = openTokenTable(folder.path);
  before.add('plant.sample', 'batch 1');
  before.close();
  const after = openTokenTable(folder.path);
  assert.equal(after.has('plant.sample', 'batch 1'), true);
  assert.equal(after.has('plant.sample', 'batch 2'), false);
  assert.equal(after.has('plant.other', 'batch 1'), false);
  after.close();
});

test('a last line torn by a crash is ignored and does not spoil the next', () => {
  using folder = temporaryFolder();
  const before = openTokenTable(folder.path);
  before.add('plant.sample', 'whole');
  before.close();
  appendFileSync(join(folder.path, 'tokens'), '0badc0de ["plant.sample","to');
  const torn = openTokenTable(folder.path);
  torn.add('plant.sample', 'next');
  torn.close();
  const after = openTokenTable(folder.path);
  assert.deepEqual(
    ['whole', 'next', 'to'].map((token) => after.has('plant.sample', token)),
    [true, true, false],
  );
  after.close();
});

test('the oldest tokens are forgotten, so that the file stays bounded', () => {
  using folder = temporaryFolder();
  const tokens = openTokenTable(folder.path, 10);
  for (let n = 0; n < 100; n++) tokens.add('sample', `batch ${n}`);
  assert.equal(tokens.has('sample', 'batch 0'), false);
  assert.equal(tokens.has('sample', 'batch 99'), true);
  assert.ok(readFileSync(join(folder.path, 'tokens'), 'utf8').split('\n').length <= 21);
  tokens.close();
});
