import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenPassword, chosenPin, leastLetters, whyNotTheirs } from './chosen.ts';

const sentence = 'four words make one, ';
/** All that is said of a password, in one text. */
const saidOf = (password: unknown) => (chosenPassword.safeParse(password).error?.issues ?? []).map((issue) => issue.message).join(' | ');

test('a password has at least 12 letters and at most 200, and who chooses another reads why', () => {
  assert.ok(chosenPassword.safeParse('four words make one').success);
  for (const [wrong, says] of [
    ['eleven let.', /at least 12 letters/],
    [undefined, /at least 12 letters/],
    ['x'.repeat(201), /at most 200 letters\.$/],
    ['😀'.repeat(201), /at most 200 letters\.$/],
    ['x'.repeat(100_000), /at most 200 letters/],
    [`${'z\u0308'.repeat(300)}`, /at most 200 letters\.$/],
    [`${'z' + '\u0308'.repeat(3200)}${sentence}`, /at most 200 letters, with less upon each/],
    ['four\0words make one', /U\+0000/],
  ] as const)
    assert.match(saidOf(wrong), says);
});

test('the least length that is said is the one that is asked, counted as a person counts letters', () => {
  assert.ok(chosenPassword.safeParse('mahogany tea'.slice(0, leastLetters)).success);
  // six faces are six letters, whatever a computer makes of them
  for (const short of ['a'.repeat(leastLetters - 1), '😀'.repeat(6), 'é'.normalize('NFD').repeat(leastLetters - 1)])
    assert.match(chosenPassword.safeParse(short).error?.issues[0]?.message ?? '', new RegExp(`at least ${leastLetters} letters`), short);
});

test('the most letters are counted as the least are: two hundred faces are two hundred letters', () => {
  const faces = Array.from({ length: 200 }, (_, n) => String.fromCodePoint(0x1_f600 + ((n * n) % 60))).join('');
  assert.equal(faces.length, 400);
  assert.equal(saidOf(faces), '');
  assert.equal(saidOf(`${faces}😀`), 'Choose a password of at most 200 letters.');
});

test('what is wrong with a password is said once, whatever else is wrong with it', () => {
  for (const wrong of ['', 'a', '😀'.repeat(6), '\0', 'a'.repeat(5000), undefined, 12]) assert.equal(chosenPassword.safeParse(wrong).error?.issues.length, 1, String(wrong));
});

test('a password that follows from its beginning is refused in any case of its letters, and the sentence says what would be right', () => {
  for (const wrong of ['aaaaaaaaaaaa', 'aAaAaAaAaAaA', 'Qwertzuiop123', 'ＡＢＣＤＥＦＧＨＩＪＫＬ', '1234ABCD1234'])
    assert.match(saidOf(wrong), /^Most of this password follows from its beginning, as in aaaa, 1234 or qwerty; a sentence of four words is easy to keep/, wrong);
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
