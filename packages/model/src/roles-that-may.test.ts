import { test } from 'node:test';
import assert from 'node:assert/strict';
import { rolesThatMay } from './roles-that-may.ts';

const role = (id: string, may: readonly string[], includes: readonly string[] = []) => ({ kind: 'personnel.role', id, fields: { name: id, may, includes } });
const given = (person: string, to: string, at: string, more: object = {}) => ({
  kind: 'personnel.role-assignment',
  id: `${person} ${to} ${at}`,
  fields: { person, role: to, at, ...more },
});
const objects = [
  role('operator', ['work.job-order.start']),
  role('leader', [], ['operator']),
  role('clerk', ['work.*']),
  role('erp', ['work.job-order.*']),
  { kind: 'personnel.person', id: 'robot', fields: { machine: true } },
  given('ann', 'operator', 'line-1'),
  given('bea', 'leader', 'site'),
  given('cat', 'clerk', 'line-2'),
  given('robot', 'erp', 'site'),
];
const may = (...around: string[]) => rolesThatMay(objects, 'work.job-order.start', around, '2026-11-26');

test('of a part of the plant the roles are named that somebody holds there, by what they include too', () => {
  assert.deepEqual(may('unit-1', 'line-1', 'site'), ['operator', 'leader']);
  assert.deepEqual(may('line-2', 'site'), ['clerk', 'leader'], 'the nearest first');
});

test('a role that only machines hold is nobody to ask', () => {
  assert.equal(may('line-1', 'site').includes('erp'), false);
  assert.equal(may('elsewhere').includes('erp'), false);
});

test('where nobody holds one there, all are named that may', () => {
  assert.deepEqual(may('elsewhere'), ['operator', 'leader', 'clerk']);
});

test('an assignment that is over, or not yet, names nobody', () => {
  const lent = [...objects, given('dan', 'clerk', 'line-1', { until: '2026-11-25' })];
  assert.deepEqual(rolesThatMay(lent, 'work.job-order.start', ['line-1', 'site'], '2026-11-26'), ['operator', 'leader']);
});
