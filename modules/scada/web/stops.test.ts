import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choiceOf, stopsOf, type Stop } from './stops.ts';
import type { StripRow } from './strip.ts';

const row = (id: string, state: string, from: string, to: string | null, reason: string | null = null): StripRow => ({
  id,
  state,
  mode: 'produce',
  startsAt: `2026-11-22T${from}Z`,
  endsAt: to === null ? null : `2026-11-22T${to}Z`,
  jobOrder: 'jo',
  reason,
  explainedBy: null,
  saysWhy: null,
  saysReason: null,
  source: 'machine',
});
const now = Date.parse('2026-11-22T10:30:00Z');
const delays = (rows: readonly StripRow[]) => rows.filter((one) => one.state !== 'execute').map((one) => ({ id: one.id, state: 'delay' }));

test('a machine that goes from holding to held and to resetting stood once, and its reason is due once', () => {
  const rows = [
    row('a', 'execute', '10:00:00', '10:10:00'),
    row('b', 'holding', '10:10:00', '10:10:04'),
    row('c', 'held', '10:10:04', '10:12:00'),
    row('d', 'execute', '10:12:00', '10:20:00'),
    row('e', 'held', '10:20:00', null),
  ];
  const stops = stopsOf(rows, delays(rows), now);
  assert.deepEqual(
    stops.map((stop) => [stop.id, stop.seconds, stop.intervals]),
    [
      ['b', 120, ['b', 'c']],
      ['e', 600, ['e']],
    ],
  );
});

test('two reasons that follow each other are two stops', () => {
  const rows = [row('b', 'held', '10:10:00', '10:11:00', 'feeder-jam'), row('c', 'held', '10:11:00', '10:12:00', 'foil-change')];
  assert.equal(stopsOf(rows, delays(rows), now).length, 2);
});

test('a time without an order is no stop because the machine says so; one that a person explained is shown with what they said', () => {
  const idle = { ...row('a', 'idle', '10:00:00', '10:10:00', 'no-order'), saysWhy: 'no-order', saysReason: 'no-order' };
  assert.deepEqual(stopsOf([idle], [{ id: 'a', state: 'no-order' }], now), []);
  const explained = { ...idle, explainedBy: 'operator-1' };
  assert.deepEqual(
    stopsOf([explained], [{ id: 'a', state: 'no-order' }], now).map((stop) => [stop.reason, stop.explainedBy, stop.saysWhy]),
    [['no-order', 'operator-1', 'no-order']],
  );
});

test('the dialog that was opened for an older stop shows it among the newest', () => {
  const newest = ['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a'].map((id) => ({ id }) as Stop);
  const ids = (opened?: string) =>
    choiceOf(newest, opened)
      .map((stop) => stop.id)
      .join('');
  assert.deepEqual([ids(), ids('g'), ids('b')], ['hgfedc', 'hgfedc', 'hgfedb']);
});
