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
  '5-crew',
  '5-crew-3-2',
  'kelly',
  'panama-slow',
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
    if (patterns[id].tracks.length !== 4) continue;
    for (const crew of patterns[id].tracks.keys()) assert.equal(averageWeeklyHours(patterns[id], crew), 42, id);
  }
  assert.equal(averageWeeklyHours(patterns['24on-48off']), 56);
  assert.equal(averageWeeklyHours(patterns.kelly), 56);
  // 168 h by five crews, as ploegenroosters.nl gives for both
  for (const id of ['5-crew', '5-crew-3-2'] as const) for (const crew of patterns[id].tracks.keys()) assert.equal(averageWeeklyHours(patterns[id], crew), 33.6);
  assert.equal(averageWeeklyHours(patterns['3x5x8'], 2), 40);
});

test('the DuPont cycle has its seven days off in a row, once in four weeks', () => {
  const twice = (patterns.dupont.tracks[0] ?? '').repeat(2);
  assert.equal(twice.match(/-{7,}/g)?.length, 2);
  assert.equal(cycleDays(patterns.dupont), 28);
});

/** `N4 -3` is four nights and three days off. */
const written = (runs: string): string => runs.replaceAll(/([A-Z-])(\d+) ?/g, (_run, letter: string, days: string) => letter.repeat(Number(days)));

// In words, as published: continental and metropolitan in Occupational and Environmental Medicine (rotas "2-2-3" and "2-2-2", delaying), continental also
// by snapschedule.com, turned by nine days; southern swing by climbtheladder.com; Panama by bmscentral.com; DuPont and Kelly by several;
// five crews by ploegenroosters.nl.
test('each rotation has the sequence of days that is published for it', () => {
  const published: Partial<Record<keyof typeof patterns, string>> = {
    continental: 'E2 L2 N3 -2 E2 L3 N2 -2 E3 L2 N2 -3',
    metropolitan: 'E2 L2 N2 -2',
    'panama-slow': 'D2 -2 D3 -2 D2 -3 D2 -2 D3 -2 D2 -3 N2 -2 N3 -2 N2 -3 N2 -2 N3 -2 N2 -3',
    'southern-swing': 'E7 -2 L7 -2 N7 -3',
    dupont: 'N4 -3 D3 -1 N3 -3 D4 -7',
    pitman: 'D2 -2 D3 -2 D2 -3',
    '5-crew': 'E2 L2 N2 -4',
    '5-crew-3-2': 'N3 -2 L3 -2 E3 -2',
    kelly: 'F1 -1 F1 -1 F1 -4',
    '24on-48off': 'F1 -2',
  };
  for (const [id, runs] of Object.entries(published)) assert.equal(patterns[id as keyof typeof patterns].tracks[0], written(runs), id);
  const elsewhere = written('E2 L3 N2 -2 E3 L2 N2 -3 E2 L2 N3 -2');
  assert.equal(patterns.continental.tracks[0], elsewhere.slice(19) + elsewhere.slice(0, 19));
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
