import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { isPredictable } from './predictable.ts';

test('one letter, a row of keys, figures in a row or a short block again and again are predictable, forwards and backwards', () => {
  for (const secret of [
    'aaaaaaaaaaaa',
    'abababababab',
    'abcdefghijkl',
    'lkjihgfedcba',
    '123456789012',
    '098765432109',
    '1234abcd5678',
    'qwertzuiop123',
    'qwertyuiop[]',
    'asdfghjklasdf',
    'aaaabbbbccccdddd',
    'klopsklopsklops',
    'tom1tom1tom1',
    'ananasananas',
    'aaaaaaaaaaaaword',
  ])
    assert.ok(isPredictable([...secret]), secret);
});
test('a sentence is not, nor a long word, nor one with a year behind it', () => {
  for (const secret of ['four words make one', 'correct horse battery staple', 'vier worte sind genug', 'rhabarberbarbara', 'winter in 2026', 'xkT9-qwe-Lm4z'])
    assert.ok(!isPredictable([...secret.toLowerCase()]), secret);
});
test('what is drawn by chance is taken', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  for (let n = 0; n < 2000; n++) {
    const drawn = Array.from({ length: 12 }, () => letters[randomInt(letters.length)]!);
    assert.ok(!isPredictable(drawn), drawn.join(''));
  }
});
