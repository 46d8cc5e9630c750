import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelOf } from '@millrace/model';
import { holdersOf } from './holders-of.ts';

const role = (id: string, includes: readonly string[] = []) => ({ kind: 'personnel.role', id, fields: { name: id, includes } });
const holds = (person: string, of: string, at: string, more: object = {}) => ({
  kind: 'personnel.role-assignment',
  id: `${person} / ${of} / ${at}`,
  fields: { person, role: of, at, ...more },
});
const model = modelOf([
  role('team-leader'),
  role('supervisor', ['team-leader']),
  holds('lena', 'team-leader', 'packaging'),
  holds('sam', 'supervisor', 'site'),
  holds('olaf', 'team-leader', 'coating'),
  holds('newt', 'team-leader', 'packaging', { from: '2026-12-01' }),
  holds('gone', 'team-leader', 'packaging', { until: '2026-11-01' }),
]);
const chain = (place: string) => [place, 'site'];
const holders = holdersOf(model, chain, '2026-11-22');

test('who is meant by a role at a place holds it there or above it, or holds one that includes it', () => {
  assert.deepEqual(holders('team-leader', 'packaging'), ['lena', 'sam']);
  assert.deepEqual(holders('supervisor', 'packaging'), ['sam']);
});

test('a role that begins later, or has ended, is held by nobody on the day', () => {
  assert.deepEqual(holdersOf(model, chain, '2026-12-01')('team-leader', 'packaging'), ['lena', 'newt', 'sam']);
  assert.deepEqual(holdersOf(model, chain, '2026-11-01')('team-leader', 'packaging'), ['gone', 'lena', 'sam']);
});
