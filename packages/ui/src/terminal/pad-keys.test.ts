/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { badgeReader, pressKey } from './pad-keys.ts';

const type = (keys: string, start = '') => [...keys].reduce(pressKey, start);

test('digits are kept as typed, trailing noughts too', () => {
  assert.equal(type('18.90'), '18.90');
});

test('a second point is not taken, a leading point gets its nought, a comma is a point', () => {
  assert.equal(type('1.2.3'), '1.23');
  assert.equal(type('.5'), '0.5');
  assert.equal(type('1,5'), '1.5');
});

test('the sign can be changed at any time', () => {
  assert.equal(pressKey('4.2', '±'), '-4.2');
  assert.equal(pressKey('-4.2', '±'), '4.2');
});

test('deleting the last digit of a negative number leaves nothing behind', () => {
  assert.equal(pressKey('-4', 'Backspace'), '');
});

test('a scanner is told from a hand by its speed', () => {
  const read = (gapMs: number) => {
    const reader = badgeReader();
    return [...'A1234', 'Enter'].map((key, i) => reader.press(key, i * gapMs)).at(-1);
  };
  assert.equal(read(8), 'A1234');
  assert.equal(read(120), undefined);
});
