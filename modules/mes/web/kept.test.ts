import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Kept } from '@millrace/ui';
import { read, running, subject } from '../src/execution/execution.fixture.ts';
import { countsKept, keptHere, withKept } from './kept.ts';

const kept = (input: object, more: Partial<Kept> = {}): Kept => ({
  id: 'k',
  order: 1,
  address: 'mes.reading.record',
  input: { execution: subject, step: 'check', data: 'mean', ...input },
  envelope: { happenedAt: '2026-11-22T10:05:00Z' },
  person: { id: 'ana', name: 'Ana' },
  label: 'Record',
  state: 'waiting',
  tries: 0,
  ...more,
});

test('what was read while the server was away is shown, judged by the same rules, and marked', () => {
  const [reading] = withKept(running, [kept({ value: '18.93' })]).readings;
  assert.deepEqual([reading!.value, reading!.says, reading!.from], ['18.93', '0.13 above limit', keptHere]);
});
test('a re-check that is out of limits blocks at the terminal too, without a server', () => {
  assert.equal(withKept(read(running, '18.93'), [kept({ value: '18.95' })]).state, 'blocked');
});
test('what the server has already is not shown twice', () => {
  const there = withKept(running, [kept({ value: '18.50' })]);
  assert.equal(withKept(there, [kept({ value: '18.50' })]).readings.length, 1);
});
test('reports of other jobs change nothing here', () => {
  assert.equal(withKept(running, [kept({ execution: '01900000-0000-7000-8000-000000000001', value: '18.5' })]), running);
});
test('counts that wait are added up beside those the server has', () => {
  const count = (input: object) => kept({}, { address: 'work.job-order.count', input });
  const entries = [
    count({ jobOrder: 'j', good: '480', scrap: [{ reason: 'r', value: '7' }] }),
    count({ jobOrder: 'j', good: '20', scrap: [] }),
    count({ jobOrder: 'other', good: '9' }),
  ];
  assert.deepEqual(countsKept('j', entries), { good: 500, scrap: 7 });
});
