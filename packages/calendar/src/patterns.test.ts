import assert from 'node:assert/strict';
import { test } from 'node:test';
import { averageWeeklyHours, coverage, cycleDays, patterns } from './patterns.ts';
import type { RotationPattern } from './patterns.ts';

const roundTheClock = [
  'continental',
  'metropolitan',
  'southern-swing',
  'dupont',
  'pitman',
  '2-2-3',
  '4on-4off',
  '4on-4off-fixed',
  '2-2-4',
  '3on-3off',
  '7on-7off',
  '24on-48off',
] as const;

test('a round-the-clock rotation has exactly one crew on each shift of every day', () => {
  for (const id of roundTheClock) {
    const pattern: RotationPattern = patterns[id];
    const letters = [...new Set(pattern.tracks.join('').replaceAll('-', ''))].toSorted();
    for (const [day, count] of coverage(pattern).entries()) {
      assert.deepEqual(
        Object.entries(count).toSorted(),
        letters.map((letter) => [letter, 1]),
        `${id}, day ${day + 1}`,
      );
    }
  }
});

test('weekly rotations work each shift once on five days and leave the weekend free', () => {
  for (const [id, shifts] of [
    ['5x8', 1],
    ['2x5x8', 2],
    ['3x5x8', 3],
  ] as const) {
    for (const [day, count] of coverage(patterns[id]).entries()) {
      assert.equal(
        Object.values(count).reduce((a, b) => a + b, 0),
        day % 7 < 5 ? shifts : 0,
        `${id}, day ${day + 1}`,
      );
    }
  }
});

test('four crews share the 168 hours of the week: 42 hours each on average', () => {
  for (const id of roundTheClock) {
    if (id === '24on-48off') continue;
    for (const crew of patterns[id].tracks.keys()) assert.equal(averageWeeklyHours(patterns[id], crew), 42, id);
  }
  assert.equal(averageWeeklyHours(patterns['24on-48off']), 56);
  assert.equal(averageWeeklyHours(patterns['3x5x8'], 2), 40);
});

test('the DuPont cycle has its seven days off in a row, once in four weeks', () => {
  const twice = (patterns.dupont.tracks[0] ?? '').repeat(2);
  assert.equal(twice.match(/-{7,}/g)?.length, 2);
  assert.equal(cycleDays(patterns.dupont), 28);
});

test('in 2-2-3 every second weekend is off', () => {
  const track = patterns['2-2-3'].tracks[0] ?? '';
  const weekends = [0, 1, 2, 3].map((week) => track.slice(week * 7 + 4, week * 7 + 7));
  assert.deepEqual(weekends, ['DDD', '---', 'NNN', '---']);
});

test('a rotation with tracks of different length, or none, is refused', () => {
  assert.throws(() => coverage({ id: 'x', title: '', tracks: ['DD-', 'DD'], hours: {} }), /different lengths/);
  assert.throws(() => coverage({ id: 'x', title: '', tracks: [], hours: {} }), /is empty/);
  assert.throws(() => averageWeeklyHours({ id: 'x', title: '', tracks: ['DX'], hours: { D: 12 } }), /lacks a length/);
});
