import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelOf, type ModelObject } from '@millrace/model';
import { nobodyKeepsTheModel } from './keepers.ts';

const object = (kind: string, id: string, fields: Record<string, unknown>) => ({ kind, id, fields }) as unknown as ModelObject;
const person = (id: string, fields: object = {}) => object('personnel.person', id, { name: id, ...fields });
const role = (id: string, may: readonly string[], includes: readonly string[] = []) => object('personnel.role', id, { may, includes });
const is = (who: string, what: string, fields: object = {}) => object('personnel.role-assignment', `${who} ${what}`, { person: who, role: what, at: 'mill', ...fields });
const signed = (...roles: readonly string[]) =>
  object('governance.signature-policy', 'model.revision.apply', { of: 'model.revision.apply', signatures: roles.map((one) => ({ role: one, says: 'Seen' })) });
const mill = object('equipment.site', 'mill', { name: 'Mill' });
const found = (...objects: ModelObject[]) => [...nobodyKeepsTheModel(undefined, modelOf([mill, ...objects]))].map(({ says, instead }) => `${says} ${instead}`);

const engineer = role('engineer', ['model.*']);
const eva = person('eva');

test('a plant keeps somebody who may change its model', () => {
  assert.deepEqual(found(eva, engineer, is('eva', 'engineer')), []);
  assert.deepEqual(found(eva, engineer), [
    'Nobody could change the model of mill any more: no person holds, at mill and without an end, a role that may model.revision.apply. Assign such a role to a person at mill.',
  ]);
  assert.deepEqual(found(eva, role('chief', [], ['engineer']), engineer, is('eva', 'chief')), []);
});
test('whoever may it at a part of the plant, until a day, or is a machine, does not keep it', () => {
  assert.equal(found(eva, engineer, is('eva', 'engineer', { at: 'line-1' })).length, 1);
  assert.equal(found(eva, engineer, is('eva', 'engineer', { until: '2026-12-31' })).length, 1);
  assert.equal(found(eva, person('robot', { machine: true }), engineer, is('robot', 'engineer')).length, 1);
});
test('who keeps it can also sign it, and those who sign before are there', () => {
  const quality = role('quality', []);
  assert.match(found(eva, engineer, quality, is('eva', 'engineer'), signed('quality'))[0]!, /may model\.revision\.apply and signs as quality/);
  const both = role('head', [], ['engineer', 'quality']);
  assert.deepEqual(found(eva, engineer, quality, both, is('eva', 'head'), signed('quality')), []);
  assert.deepEqual(found(eva, engineer, quality, is('eva', 'engineer'), signed('quality', 'engineer')), [
    'Nobody could change the model of mill any more: its policy asks quality to sign first, and no person is that at mill without an end. Assign quality to a person at mill, or ask for another signature.',
  ]);
});
test('a model without people, without roles, or of no site, says nothing of it', () => {
  assert.deepEqual(found(engineer), []);
  assert.deepEqual(found(eva), []);
  assert.deepEqual([...nobodyKeepsTheModel(undefined, modelOf([eva, engineer]))], []);
});
