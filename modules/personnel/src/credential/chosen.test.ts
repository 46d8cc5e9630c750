import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenPassword, chosenPin } from './chosen.ts';

test('a password has at least 12 letters and at most 200, and who chooses another reads why', () => {
  assert.ok(chosenPassword.safeParse('four words make one').success);
  for (const [wrong, says] of [
    ['eleven let.', /at least 12 letters/],
    [undefined, /at least 12 letters/],
    ['x'.repeat(201), /at most 200 letters/],
  ] as const)
    assert.match(chosenPassword.safeParse(wrong).error?.issues[0]?.message ?? '', says);
});

test('a PIN is 4 to 8 digits', () => {
  assert.ok(chosenPin.safeParse('0042').success);
  for (const wrong of ['123', '123456789', '12a4', '']) assert.equal(chosenPin.safeParse(wrong).success, false, wrong);
});
