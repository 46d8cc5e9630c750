/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { daysOf, letterCells, letterInWords, letterSize, type LetterName } from './letter.ts';

const letters: LetterName[] = ['S', 'Q', 'D', 'C', 'P', 'M', 'E', 'I'];

for (const letter of letters) {
  test(`the letter ${letter} has one cell for each of 31 days, none twice`, () => {
    const cells = letterCells(letter);
    assert.equal(cells.length, 31);
    assert.equal(new Set(cells.map(({ column, row }) => `${column} ${row}`)).size, 31);
    const { columns, rows } = letterSize(letter);
    assert.ok(cells.every(({ column, row }) => column < columns && row < rows));
  });
}

test('the days of a letter run in reading order', () => {
  const cells = letterCells('S', 30);
  assert.equal(cells.length, 30);
  assert.ok(cells.every((cell, i) => i === 0 || cell.row > cells[i - 1]!.row || cell.column > cells[i - 1]!.column));
});

test('a month of 32 days is refused', () => {
  assert.throws(() => letterCells('S', 32), { message: 'days is 32; a month has 28 to 31' });
});

test('a past working day without a result is missing, not good', () => {
  const days = daysOf({ days: 30, today: 4, results: { 1: { isGood: true } }, off: [2] });
  assert.deepEqual(
    days.slice(0, 5).map(({ state }) => state),
    ['good', 'off', 'missing', 'today', 'future'],
  );
});

test('a result on an off day counts: overtime on Sunday is shown', () => {
  const days = daysOf({ days: 30, today: 4, results: { 2: { isGood: false, hasAction: true, isRestated: true } }, off: [2] });
  assert.deepEqual(days[1], { day: 2, state: 'bad', hasAction: true, isRestated: true });
});

test('a day that is to come has no result, whatever was sent', () => {
  assert.equal(daysOf({ days: 30, today: 4, results: { 9: { isGood: true } }, off: [] })[8]?.state, 'future');
});

test('a letter in words names the bad and the missing days', () => {
  const days = daysOf({ days: 30, today: 4, results: { 1: { isGood: true }, 2: { isGood: false } }, off: [] });
  assert.equal(letterInWords('Safety', days), 'Safety: 1 good, 1 bad (2), 1 missing (3)');
});
