import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer } from './answer.ts';
import { end } from './end.ts';
import { accepted, answered, does, raised } from './escalation.fixture.ts';

test('who accepted says what was done, and the sender sees it', () => {
  assert.deepEqual(answered.state === 'answered' && [answered.answeredBy, answered.did], ['tina', 'Nozzle cleaned']);
});
test('what nobody accepted is not answered', () => {
  assert.throws(() => does(raised, answer, { did: 'cleaned' }), { rule: 'governance.escalation.answer/not-accepted' });
});
test('nobody answers for whoever accepted', () => {
  assert.throws(() => does(accepted, answer, { did: 'cleaned' }, 'tom'), { rule: 'governance.escalation.answer/not-yours' });
});
test('with its cause over an answer closes it', () => {
  const over = does(accepted, end, { on: 'call', cause: 'call-1', at: Temporal.Instant.from('2026-11-22T10:10:00Z') }, 'rule', 'system', [accepted]).state;
  assert.equal(does(over, answer, { did: 'cleaned' }).state.state, 'closed');
});
test('an escalation is answered once', () => {
  assert.throws(() => does(answered, answer, { did: 'again' }), { rule: 'governance.escalation.answer/over' });
});
