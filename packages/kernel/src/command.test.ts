import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import type { Act } from './act.ts';
import { command, decideWith, type Remark } from './command.ts';
import { one } from './needs.ts';
import { noun } from './noun.ts';
import { houseRefusal, notPermitted, sentence } from './refusal.ts';

const door = noun({
  address: 'gate.door',
  title: 'Door',
  states: z.discriminatedUnion('state', [z.object({ id: z.string(), state: z.literal('open') }), z.object({ id: z.string(), state: z.literal('shut') })]),
  events: { shut: {} },
  evolve: (_state, event) => ({ id: event.subject, state: 'shut' }),
});
const shut = command({
  address: 'gate.door.shut',
  summary: 'Shut a door',
  input: z.object({ door: z.string(), loudness: z.number() }),
  refusals: { already: 'The door is {state}.' },
  rules: { loud: 'Not louder than {limit} dB; this was {loudness} dB.' },
  load: (input) => one(door, input.door),
  decide(state, input, _act, { refuse, rule }) {
    if (state.state === 'shut') throw refuse('already', { state: state.state });
    rule('loud', input.loudness > 60, { limit: 60, loudness: input.loudness });
    return { type: 'gate.door.shut', subject: state.id as never };
  },
});
const act = {} as Act;

test('an invariant is refused with its code, its sentence and its facts', () => {
  assert.throws(() => decideWith(shut, { id: 'd', state: 'shut' }, { door: 'd', loudness: 1 }, act), {
    name: 'Refusal',
    rule: 'gate.door.shut/already',
    message: 'The door is shut.',
    facts: { state: 'shut' },
    status: 409,
  });
});

test('a plant rule refuses where it is enforced and is noted elsewhere', () => {
  const loud = { door: 'd', loudness: 90 };
  assert.throws(() => decideWith(shut, { id: 'd', state: 'open' }, loud, act), { rule: 'gate.door.shut/loud' });
  const remarks: Remark[] = [];
  assert.equal(decideWith(shut, { id: 'd', state: 'open' }, loud, act, () => 'advise', remarks).length, 1);
  assert.deepEqual(remarks, [{ rule: 'gate.door.shut/loud', mode: 'advise', sentence: 'Not louder than 60 dB; this was 90 dB.', facts: { limit: 60, loudness: 90 } }]);
});

test('a mode is asked for by the rule, not by the command', () => {
  const asked: string[] = [];
  decideWith(shut, { id: 'd', state: 'open' }, { door: 'd', loudness: 90 }, act, (rule) => (asked.push(rule), 'observe'));
  assert.ok(asked.includes('gate.door.shut/loud'));
});

test('a sentence whose fact is not known says so rather than showing a hole', () => {
  assert.equal(sentence('held since {since} by {by}', { by: null }), 'held since unknown by unknown');
});

test('a refusal of the house carries its address and its status', () => {
  assert.deepEqual({ ...houseRefusal('a.b.c', 'not-signed-in') }, { rule: 'a.b.c/not-signed-in', facts: {}, status: 401, name: 'Refusal' });
});

test('a sentence says the name of a role, and its facts keep the id', () => {
  const wait = command({
    address: 'gate.door.wait',
    summary: 'Wait at a door',
    input: z.object({ door: z.string() }),
    refusals: { locked: 'Let a {role} open it, or {roles}.' },
    load: (input) => one(door, input.door),
    decide(_state, _input, _act, { refuse }) {
      throw refuse('locked', { role: 'qa-release', roles: ['shift-lead', 'porter'] });
    },
  });
  const asked = () =>
    decideWith(wait, { id: 'd', state: 'open' }, { door: 'd' }, act, undefined, [], (role) => ({ 'qa-release': 'QA release', 'shift-lead': 'Shift lead' })[role] ?? role);
  assert.throws(asked, { message: 'Let a QA release open it, or Shift lead or porter.', facts: { role: 'qa-release', roles: ['shift-lead', 'porter'] } });
});

test('who may not is told the roles that may, and where nobody knows them, the right that is missing', () => {
  const named = (...may: string[]) => notPermitted('gate.door.shut', 'Gate 1', may, (role) => role.toUpperCase()).message;
  assert.equal(named('porter'), 'You may not do this at Gate 1. It needs the role PORTER; ask somebody in it, or have it given or lent to you.');
  assert.match(named('a', 'b', 'c'), /It needs the role A, B or C;/);
  assert.match(named('a', 'b', 'c', 'd', 'e', 'f'), /It needs the role A, B, C, D or 2 more;/);
  assert.equal(named(), 'You may not do this at Gate 1. It needs a role that holds gate.door.shut; ask your supervisor or the system administrator.');
});
