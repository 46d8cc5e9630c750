import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@millrace/kernel';
import { actOf, done, outcomes } from '@millrace/testkit/pure';
import { answer } from './answer.ts';
import { call } from './call.ts';
import { call as callRecord, type Call } from './call-record.ts';

const id = newId<'mes.call'>();
const { state: raised } = done<Call>(
  callRecord,
  undefined,
  call,
  { call: id, place: 'packaging-2', about: 'maintenance', words: 'cartoner jams' },
  actOf({ happenedAt: '2026-11-22T09:58:00Z' }),
);

test('a call for help says who called, about what, and when it was needed', () => {
  assert.deepEqual([raised.state, raised.raisedBy, raised.about, raised.raisedAt.toString()], ['raised', 'ana', 'maintenance', '2026-11-22T09:58:00Z']);
});
test('a call is a report: it is never refused', () => {
  assert.deepEqual([call.is, call.refusals, call.rules], ['report', {}, {}]);
});
test('every verb on every state of a call does what is expected at the line', () => {
  const { state: answered } = done(callRecord, raised, answer, { call: id });
  const verbs = { answer: { command: answer, input: { call: id } } };
  assert.deepEqual(outcomes(callRecord, raised, verbs), { answer: 'answered' });
  assert.deepEqual(outcomes(callRecord, answered, verbs), { answer: 'refused: answered-already' });
});
