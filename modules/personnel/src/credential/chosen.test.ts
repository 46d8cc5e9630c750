import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenPassword, chosenPin, leastLetters, whyNotTheirs } from './chosen.ts';

test('a password has at least 12 letters and at most 200, and who chooses another reads why', () => {
  assert.ok(chosenPassword.safeParse('four words make one').success);
  for (const [wrong, says] of [
    ['eleven let.', /at least 12 letters/],
    [undefined, /at least 12 letters/],
    ['x'.repeat(201), /at most 200 letters/],
  ] as const)
    assert.match(chosenPassword.safeParse(wrong).error?.issues[0]?.message ?? '', says);
});

test('the least length that is said is the one that is asked, counted as a person counts letters', () => {
  assert.ok(chosenPassword.safeParse('a'.repeat(leastLetters)).success);
  // six faces are six letters, whatever a computer makes of them
  for (const short of ['a'.repeat(leastLetters - 1), '😀'.repeat(6), 'é'.normalize('NFD').repeat(leastLetters - 1)])
    assert.match(chosenPassword.safeParse(short).error?.issues[0]?.message ?? '', new RegExp(`at least ${leastLetters} letters`), short);
});

test('nobody’s name is their password, however it is written', () => {
  const ines = { person: 'operator-1', name: 'Ines Albrecht' };
  for (const guess of ['operator-1', 'Operator 1', 'Ines Albrecht', 'ines.albrecht', ' INES ALBRECHT '])
    assert.match(whyNotTheirs(guess, ines) ?? '', /^Your name is no password/, guess);
  assert.equal(whyNotTheirs('Ines Albrecht likes tea', ines), undefined);
});

test('a PIN is 4 to 8 digits', () => {
  assert.ok(chosenPin.safeParse('0042').success);
  for (const wrong of ['123', '123456789', '12a4', '']) assert.equal(chosenPin.safeParse(wrong).success, false, wrong);
});
