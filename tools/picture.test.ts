import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withPicture } from './picture.ts';
import { picture } from './rooms.ts';

const root = join(import.meta.dirname, '..');

test('ARCHITECTURE.md shows the house as it stands (else: npx node tools/picture.ts)', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  assert.equal(text, withPicture(text, picture(root)));
});

test('a picture without its markers is not written', () => {
  assert.throws(() => withPicture('no marker', 'flowchart BT'), /0 markers/);
});
