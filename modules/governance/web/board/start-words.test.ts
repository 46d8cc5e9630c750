import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Text } from '@millrace/ui';
import { shiftWords, startWords } from './start-words.ts';

const t = ((text: string, facts: Record<string, unknown> = {}) => text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(facts[name]))) as Text;
const says = (asOf: string, metAt: string | null = null, meets: string | null = '06:30') =>
  startWords({ board: { meets } as never, today: '2026-11-26', asOf, metAt }, 'Europe/Berlin', t);

test('a meeting is due until its time, and then late by as much', () => {
  assert.equal(says('2026-11-26T05:10:00Z'), 'Start meeting · due 06:30');
  assert.equal(says('2026-11-26T05:33:00Z'), 'Start meeting · due 06:30');
  assert.equal(says('2026-11-26T05:52:00Z'), 'Start meeting · due 06:30, 22 min late');
  assert.equal(says('2026-11-26T08:45:00Z'), 'Start meeting · due 06:30, 3 h late');
});
test('once the day had its meeting nothing is due, and a board without a time has none', () => {
  assert.equal(says('2026-11-26T08:45:00Z', '2026-11-26T05:31:00Z'), 'Start another meeting');
  assert.equal(says('2026-11-26T08:45:00Z', null, null), 'Start meeting');
});

const shift = (name: string, endsAt: string) => ({ id: name, name, crew: null, startsAt: '2026-11-26T05:00:00Z', endsAt });
const early = shift('Early', '2026-11-26T13:00:00Z');
const board = (asOf: string, running: ReturnType<typeof shift> | null) => shiftWords({ closed: early, running, asOf }, 'Europe/Berlin', t);

test('a shift has just closed for as long as a hand-over takes; later the board says when it closed and which one runs', () => {
  const late = shift('Late', '2026-11-26T21:00:00Z');
  assert.equal(board('2026-11-26T13:20:00Z', late), 'Early shift just closed');
  assert.equal(board('2026-11-26T19:15:00Z', late), 'Late shift runs · Early shift closed 14:00');
  assert.equal(board('2026-11-27T06:15:00Z', null), 'Early shift closed 26 Nov 14:00, none runs');
});
