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
test('who is assigned to the whole enterprise keeps the plant', () => {
  assert.deepEqual(found(eva, engineer, object('equipment.enterprise', 'corp', {}), is('eva', 'engineer', { at: 'corp' })), []);
});
test('who keeps it can also sign it: whoever has the rights of the role that signs, and not the role, does not', () => {
  const head = role('head', [], ['engineer']);
  assert.match(
    found(eva, engineer, head, is('eva', 'head'), signed('engineer'))[0]!,
    /the role engineer, which signs it, and may model\.revision\.apply in it\. Assign engineer to a person at mill/,
  );
  assert.deepEqual(found(eva, engineer, is('eva', 'engineer'), signed('engineer')), []);
  assert.match(found(eva, engineer, role('quality', []), is('eva', 'engineer'), is('eva', 'quality'), signed('quality'))[0]!, /the role quality, which signs it/);
});
test('those who sign before are there, and may sign', () => {
  const quality = role('quality', ['record.step.sign']);
  const quinn = person('quinn');
  assert.deepEqual(found(eva, engineer, quality, is('eva', 'engineer'), signed('quality', 'engineer')), [
    'Nobody could change the model of mill any more: quality is to sign first, and no person is that at mill and without an end and may record.step.sign. Assign quality to a person at mill and let it record.step.sign, or ask for another signature.',
  ]);
  const both = [eva, quinn, engineer, is('eva', 'engineer'), is('quinn', 'quality'), signed('quality', 'engineer')];
  assert.deepEqual(found(...both, quality), []);
  assert.equal(found(...both, role('quality', [])).length, 1);
  const step = (more = {}) => object('governance.lifecycle-step', 's', { step: 'seen', before: 'model.revision.apply', role: 'quality', says: 'Seen', ...more });
  assert.equal(found(eva, engineer, quality, is('eva', 'engineer'), step()).length, 1);
  assert.deepEqual(found(eva, engineer, quality, is('eva', 'engineer'), step({ when: 'kind = work.master' })), []);
});
test('where different persons are asked to sign, there are so many', () => {
  const quality = role('quality', ['record.step.sign']);
  const policy = (differentPersons: boolean) =>
    object('governance.signature-policy', 'model.revision.apply', {
      of: 'model.revision.apply',
      signatures: ['quality', 'quality', 'engineer'].map((one) => ({ role: one, says: 'Seen' })),
      differentPersons,
    });
  const [eva_, quinn] = [
    [eva, is('eva', 'engineer'), is('eva', 'quality')],
    [person('quinn'), is('quinn', 'quality')],
  ];
  assert.match(found(engineer, quality, ...eva_, ...quinn, policy(true))[0]!, /asks 3 different persons to sign as quality and quality and engineer/);
  assert.deepEqual(found(engineer, quality, ...eva_, ...quinn, policy(false)), []);
  assert.deepEqual(found(engineer, quality, ...eva_, ...quinn, person('ros'), is('ros', 'quality'), policy(true)), []);
});
test('a model without people, without roles, or of no site, says nothing of it', () => {
  assert.deepEqual(found(engineer), []);
  assert.deepEqual(found(eva), []);
  assert.deepEqual([...nobodyKeepsTheModel(undefined, modelOf([eva, engineer]))], []);
});
