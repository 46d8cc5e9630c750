import assert from 'node:assert/strict';
import { test } from 'node:test';
import { command, id, noun, one, registry } from '@millrace/kernel';
import { modelOf, type ModelObject } from '@millrace/model';
import * as z from 'zod';
import { actsRehearsal } from './acts-rehearsal.ts';
import type { PastAct } from './past-act.ts';

const at = Temporal.Instant.from('2026-11-22T10:00:00Z');
const window = { from: at.subtract({ hours: 24 }), to: at.add({ hours: 24 }), zone: 'UTC' };
const lot = noun({
  address: 'store.lot',
  title: 'Lot',
  states: z.object({ id: z.string(), state: z.literal('kept') }),
  events: { released: {} },
  evolve: (_before, event) => ({ id: event.subject, state: 'kept' }),
});
const release = command({
  address: 'store.lot.release',
  summary: 'Release a lot',
  input: z.object({ lot: id('store.lot') }),
  refusals: { gone: 'The lot is gone.' },
  rules: { untested: 'The lot has not been tested.' },
  load: (input) => one(lot, input.lot),
  decide: (state) => ({ type: 'store.lot.released', subject: state.id as never }),
});
const rehearsal = actsRehearsal(registry([{ commands: [release] }]).commands);

const plantWith = (...more: readonly ModelObject[]) =>
  modelOf([
    { kind: 'equipment.site', id: 'site', fields: { name: 'Site' } },
    { kind: 'equipment.line', id: 'L1', fields: { name: 'Line 1', in: 'site' } },
    { kind: 'personnel.role', id: 'qa', fields: { name: 'QA', may: ['store.lot.*'] } },
    { kind: 'personnel.role-assignment', id: 'quinn / qa / site', fields: { person: 'quinn', role: 'qa', at: 'site' } },
    ...more,
  ]);
const mode = (value: string, where: object = {}): ModelObject => ({ kind: 'governance.mode', id: `m ${value}`, fields: { of: 'store.lot.release', mode: value, ...where } });
const done = (more: object = {}): PastAct => ({
  is: 'done',
  id: 'act-1',
  at,
  happenedAt: at,
  address: 'store.lot.release',
  by: 'quinn',
  lentBy: null,
  role: 'qa',
  station: null,
  reason: null,
  input: null,
  place: 'L1',
  name: 'L-0412',
  before: { severity: 'minor' },
  records: {},
  signed: [{ step: null, role: 'qa' }],
  remarks: [],
  ...more,
});
const refused = (rule = 'store.lot.release/untested'): PastAct => ({
  is: 'refused',
  key: 'key-1',
  at,
  address: 'store.lot.release',
  rule,
  sentence: 'The lot has not been tested.',
});
const said = (fact: PastAct, ...more: readonly ModelObject[]) =>
  rehearsal
    .under(plantWith(...more), window)
    .hear(fact)
    .map(({ name, isUnknown }) => (isUnknown ? `not known: ${name}` : name));

test('what a rule only noted would have been refused where it is enforced', () => {
  const noted = done({ remarks: [{ rule: 'store.lot.release/untested', mode: 'shadow', sentence: 'The lot has not been tested.' }] });
  assert.deepEqual(said(noted, mode('shadow')), []);
  assert.deepEqual(said(noted), ['store.lot.release by quinn, L-0412 at Line 1: The lot has not been tested.']);
});

test('what the house noted of an act is no rule of the plant, and would have refused nothing', () => {
  const noted = (rule: string) => done({ remarks: [{ rule: `store.lot.release/${rule}`, mode: 'advise', sentence: 'Kept on the device.' }] });
  for (const rule of ['delivered-by-another', 'too-long-ago', 'clock-ahead']) assert.deepEqual(said(noted(rule)), []);
});

test('what a rule of the plant refused would have gone on where the rule only advises; what always holds is refused under any mode', () => {
  assert.deepEqual(said(refused()), ['store.lot.release: The lot has not been tested.']);
  assert.deepEqual(said(refused(), mode('advise')), []);
  assert.deepEqual(said(refused('store.lot.release/gone')), []);
});

test('where a refusal was is not kept: under a mode of one part of the plant nobody knows', () => {
  assert.deepEqual(said(refused(), mode('advise', { at: 'L1' })), ['not known: store.lot.release: The lot has not been tested.']);
});

test('a signature more would have been missing, and the one that was given counts once', () => {
  const policy = (...roles: readonly string[]): ModelObject => ({
    kind: 'governance.signature-policy',
    id: 'p',
    fields: { of: 'store.lot.release', signatures: roles.map((role) => ({ role, says: `I, ${role}` })) },
  });
  assert.deepEqual(said(done(), policy('qa')), []);
  assert.match(said(done(), policy('plant-manager', 'qa'))[0]!, /it needs the signature of plant-manager: “I, plant-manager”$/);
  assert.match(said(done(), policy('qa', 'qa'))[0]!, /it needs the signature of qa/);
  assert.deepEqual(
    said(
      done({
        signed: [
          { step: null, role: 'qa' },
          { step: 'store.lot.release/1', role: 'plant-manager' },
        ],
      }),
      policy('plant-manager', 'qa'),
    ),
    [],
  );
});

test('a step that the plant adds would have been waited for, where its condition holds and nobody signed it', () => {
  const step = (when?: string): ModelObject => ({
    kind: 'governance.lifecycle-step',
    id: 's',
    fields: { of: 'store.lot', step: 'agree', title: 'Agreed', before: 'store.lot.release', role: 'plant-manager', says: 'I agree', ...(when !== undefined && { when }) },
  });
  assert.match(said(done(), step())[0]!, /it waits for the step “Agreed” of plant-manager$/);
  assert.deepEqual(said(done(), step('severity = critical')), []);
  assert.equal(said(done({ before: { severity: 'critical' } }), step('severity = critical')).length, 1);
  assert.deepEqual(said(done({ signed: [{ step: 'agree', role: 'plant-manager' }] }), step()), []);
});

test('whoever keeps a right in another way keeps it: a loan, another role, a token', () => {
  assert.equal(said(done({ by: 'tom', lentBy: 'quinn' })).length, 0);
  assert.equal(
    said(done({ by: 'tom', lentBy: 'tom' }), { kind: 'personnel.role-assignment', id: 'tom / none / site', fields: { person: 'tom', role: 'none', at: 'site' } }).length,
    1,
  );
  assert.equal(said(done({ by: 'gateway' })).length, 0);
});
