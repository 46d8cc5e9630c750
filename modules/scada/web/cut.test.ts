import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutAtBreaks } from './cut.ts';

const at = (time: string) => Temporal.Instant.from(`2026-11-22T${time}:00Z`);
const ms = (time: string) => at(time).epochMilliseconds;
const breaks = [
  { start: at('10:00'), end: at('10:30') },
  { start: at('12:00'), end: at('12:15') },
];
const parts = (from: string, to: string) =>
  cutAtBreaks({ from: ms(from), to: ms(to) }, breaks).map((one) => [
    new Date(one.from).toISOString().slice(11, 16),
    new Date(one.to).toISOString().slice(11, 16),
    one.isBreak ? 'break' : 'work',
  ]);

test('a stretch is cut where a break begins and ends', () => {
  assert.deepEqual(parts('09:50', '10:10'), [
    ['09:50', '10:00', 'work'],
    ['10:00', '10:10', 'break'],
  ]);
  assert.deepEqual(parts('09:00', '13:00'), [
    ['09:00', '10:00', 'work'],
    ['10:00', '10:30', 'break'],
    ['10:30', '12:00', 'work'],
    ['12:00', '12:15', 'break'],
    ['12:15', '13:00', 'work'],
  ]);
});
test('one that lies within a break, ends with it or begins with its end is whole', () => {
  assert.deepEqual(parts('10:05', '10:10'), [['10:05', '10:10', 'break']]);
  assert.deepEqual(parts('10:00', '10:30'), [['10:00', '10:30', 'break']]);
  assert.deepEqual(parts('10:30', '11:00'), [['10:30', '11:00', 'work']]);
  assert.deepEqual(parts('11:00', '11:00'), [['11:00', '11:00', 'work']]);
});
