import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@millrace/kernel';
import { actOf, done } from '@millrace/testkit/pure';
import { answer } from './answer.ts';
import { call } from './call.ts';
import { call as callRecord, type Call } from './call-record.ts';

const id = newId<'mes.call'>();
const { state: raised } = done<Call>(callRecord, undefined, call, { call: id, place: 'packaging-2', about: 'quality' });

test('an answered call says who came, and when', () => {
  const { state } = done(callRecord, raised, answer, { call: id }, actOf({ by: 'quinn' }));
  assert.deepEqual(state.state === 'answered' && [state.answeredBy, state.answeredAt.toString()], ['quinn', '2026-11-22T10:00:00Z']);
});
test('who comes second hears who came first', () => {
  const { state } = done(callRecord, raised, answer, { call: id }, actOf({ by: 'quinn' }));
  assert.throws(() => done(callRecord, state, answer, { call: id }), { rule: 'mes.andon.answer/answered-already', message: 'This call was answered by quinn.' });
});
