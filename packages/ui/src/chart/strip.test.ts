/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hourMarks, stateTotals, stripSegments, type StateInterval } from './strip.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 6, minute)).toISOString();
const window = { from: at(0), to: at(60) };
const run = (id: string, from: number, to: number): StateInterval => ({ id, state: 'production', from: at(from), to: at(to) });

test('time nobody knows of is unknown, never production', () => {
  const segments = stripSegments([run('a', 10, 30), run('b', 40, 60)], window);
  assert.deepEqual(
    segments.map(({ interval, seconds }) => [interval.state, seconds / 60]),
    [
      ['unknown', 10],
      ['production', 20],
      ['unknown', 10],
      ['production', 20],
    ],
  );
});

test('intervals are cut to the window', () => {
  const segments = stripSegments([run('a', -30, 90)], window);
  assert.deepEqual(
    segments.map(({ start, width }) => [start, width]),
    [[0, 1]],
  );
});

test('whatever is sent, the segments fill the window once', () => {
  const interval = fc.tuple(fc.integer({ min: -30, max: 90 }), fc.integer({ min: 0, max: 60 })).map(([from, length]) => run(`${from}`, from, from + length));
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 8 }), (intervals) => {
      const segments = stripSegments(intervals, window);
      const sum = segments.reduce((total, { width }) => total + width, 0);
      return Math.abs(sum - 1) < 1e-9 && segments.every(({ start }, i) => i === 0 || Math.abs(start - segments[i - 1]!.start - segments[i - 1]!.width) < 1e-9);
    }),
  );
});

test('totals count seconds per state', () => {
  const totals = stateTotals(stripSegments([run('a', 0, 30)], window));
  assert.deepEqual(
    [...totals],
    [
      ['production', 1800],
      ['unknown', 1800],
    ],
  );
});

test('hour marks are whole hours and not too many', () => {
  const marks = hourMarks({ from: at(20), to: new Date(Date.UTC(2026, 10, 22, 14, 20)).toISOString() }, 5);
  assert.deepEqual(
    marks.map(({ at: mark }) => mark.slice(11, 16)),
    ['08:00', '10:00', '12:00', '14:00'],
  );
});

test('a window that ends before it begins is refused', () => {
  assert.throws(() => stripSegments([], { from: at(60), to: at(0) }), /its end must be after its begin/);
});
