import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { command } from './command.ts';
import { fresh } from './needs.ts';
import { noun } from './noun.ts';
import { query } from './query.ts';
import { upward } from './reaction.ts';
import { readEvent } from './read-event.ts';
import { refusalReference, registry } from './registry.ts';
import { houseRefusals } from './refusal.ts';
import { instant } from './instant.ts';

const bell = noun({
  address: 'gate.bell',
  title: 'Bell',
  states: z.object({ id: z.string(), state: z.literal('rung') }),
  events: { rung: { at: instant(), by: z.string() } },
  versions: { rung: 3 },
  upcasters: { rung: { 1: (data) => ({ ...data, by: 'nobody' }), 2: (data) => ({ ...data, by: `p:${String(data.by)}` }) } },
  evolve: (_none, event) => ({ id: event.subject, state: 'rung' }),
});
const ring = command({
  address: 'gate.bell.ring',
  summary: 'Ring',
  input: z.object({ bell: z.string() }),
  refusals: { tired: 'Not again.' },
  rules: { late: 'Not after ten.' },
  load: (input) => fresh(bell, input.bell),
  decide: (_none, input, act) => ({ type: 'gate.bell.rung', subject: input.bell as never, at: act.at, by: act.by }),
});

test('an address brought twice is found at the start', () => {
  assert.throws(() => registry([{ commands: [ring] }, { commands: [ring] }]), /gate\.bell\.ring is brought twice/);
  assert.throws(
    () => registry([{ commands: [ring], queries: [query({ address: 'gate.bell.ring', summary: '', input: z.object({}), output: z.object({}) })] }]),
    /is a command already/,
  );
});

test('two reactions of one name are found at the start', () => {
  const echo = upward({ name: 'gate.echo', noun: bell, on: 'gate.bell.rung', then: ring, inputs: () => [] });
  assert.throws(() => registry([{ reactions: [echo, echo] }]), /Two reactions or timers are named gate\.echo/);
});

test('the reference of refusals has every sentence there is', () => {
  const rules = refusalReference(registry([{ nouns: [bell], commands: [ring] }])).map((one) => one.rule);
  assert.deepEqual(rules, [...Object.keys(houseRefusals).map((rule) => `*/${rule}`), 'gate.bell.ring/tired', 'gate.bell.ring/late']);
});

test('a stored event is lifted version by version, and its moments are moments', () => {
  assert.deepEqual(readEvent(bell, 'gate.bell.rung', 1, 'b', { at: '2026-11-22T06:00:00Z' }), {
    type: 'gate.bell.rung',
    subject: 'b',
    at: Temporal.Instant.from('2026-11-22T06:00:00Z'),
    by: 'p:nobody',
  });
});

test('a stored event that cannot be read is a fault that names it', () => {
  assert.throws(() => readEvent(bell, 'gate.bell.rung', 0, 'b', {}), /gate\.bell\.rung of version 0 cannot be read/);
  assert.throws(() => readEvent(bell, 'gate.bell.rung', 3, 'b', { by: 'x' }), /A stored gate\.bell\.rung of b does not fit its shape/);
  assert.throws(() => readEvent(bell, 'gate.bell.broken', 1, 'b', {}), /has no event "broken"/);
});
