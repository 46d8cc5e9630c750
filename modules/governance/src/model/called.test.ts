import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelOf, type ModelObject } from '@millrace/model';
import { workIsStuck } from './called.ts';

const object = (kind: string, id: string, fields: Record<string, unknown>) => ({ kind, id, fields }) as unknown as ModelObject;
const role = (id: string, may: readonly string[], includes: readonly string[] = []) => object('personnel.role', id, { may, includes });
const signs = (address: string, by: string, at?: string) =>
  object('governance.signature-policy', `${address} ${at ?? ''}`, { of: address, ...(at !== undefined && { at }), signatures: [{ role: by, says: 'Seen' }] });
const line = object('equipment.line', 'weighing', { in: 'tablets' });
const box = object('equipment.unit', 'BOX1', { in: 'weighing' });
const calls = (called: string) => ({ data: [{ outOfLimits: { leadsTo: 'call', calls: called } }] });
const work = (step: object) => object('work.master', 'weigh', { on: [{ at: 'BOX1' }], steps: [{ data: [], ...step }] });
const found = (...objects: ModelObject[]) =>
  [...workIsStuck(undefined, modelOf([line, box, ...objects]))].map(({ says, instead, path }) => `${path?.join('.')}: ${says} ${instead}`);

test('who is called for a value out of limits may decide about it', () => {
  assert.deepEqual(found(role('technician', ['scada.stop.explain']), work(calls('technician'))), [
    'steps.0.data.0.outOfLimits.calls: technician is to decide about this value, and may not: nothing of what it may covers mes.block.answer. Add mes.block.answer to what technician may, or name another role.',
  ]);
  assert.deepEqual(found(role('technician', ['mes.block.*']), work(calls('technician'))), []);
  assert.deepEqual(found(role('technician', [], ['fitter']), role('fitter', ['mes.block.answer']), work(calls('technician'))), []);
});
test('and may sign it where the work runs, as the nearest policy asks', () => {
  const both = [role('technician', ['mes.block.*']), role('supervisor', ['mes.block.*']), work(calls('technician'))];
  assert.deepEqual(found(...both, signs('mes.block.answer', 'supervisor')), [
    'steps.0.data.0.outOfLimits.calls: technician is to decide about this value at BOX1, where mes.block.answer is signed as supervisor: nobody is both. Write a signature policy of mes.block.answer for BOX1 that technician signs, or name supervisor here.',
  ]);
  assert.deepEqual(found(...both, signs('mes.block.answer', 'supervisor'), signs('mes.block.answer', 'technician', 'weighing')), []);
});
test('a role that includes both the called and the signing one is the one who comes', () => {
  const roles = [role('leader', ['mes.block.*']), role('supervisor', [], ['leader'])];
  assert.deepEqual(found(...roles, work(calls('leader')), signs('mes.block.answer', 'supervisor')), []);
});
test('who does a step and who verifies it may do so', () => {
  const operator = role('operator', ['mes.step.complete']);
  assert.deepEqual(found(operator, work({ signs: { says: 'Clear', role: 'operator', second: 'operator' } })), [
    'steps.0.signs.second: operator is to verify this step, and may not: nothing of what it may covers mes.step.verify. Add mes.step.verify to what operator may, or name another role.',
  ]);
  assert.match(found(role('guest', []), work({ signs: { says: 'Clear', role: 'guest' } }))[0]!, /^steps\.0\.signs\.role: guest is to do this step, and may not/);
});
test('a role that the model does not have is told elsewhere', () => {
  assert.deepEqual(found(work(calls('nobody'))), []);
});
