import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftKinds } from '../fixtures/kinds.fixture.ts';
import { load } from '../load/load.ts';
import type { Step } from '../plan/apply.ts';
import { wholeCheck } from './whole.ts';

const model = load(draftKinds, [
  {
    path: 'plant.yaml',
    text: `equipment.enterprise:
  lindau: { name: Lindau }
equipment.site:
  s: { name: S, in: lindau, timeZone: Europe/Vienna, currency: EUR }
equipment.area:
  a: { name: A, in: s }
equipment.line:
  l: { name: L, in: a }
equipment.class:
  press: { name: Press }
equipment.unit:
  P-1: { name: Press 1, in: l }
`,
  },
]).model;
const check = wholeCheck(draftKinds);
const step = (one: object) => ({ consequences: [], ...one }) as unknown as Step;

test('a unit of a class that the record no longer holds is named, with its field and what there is instead', () => {
  const broken = check(model, [step({ action: 'add', kind: 'equipment.unit', id: 'P-2', after: { name: 'Press 2', in: 'l', class: 'presses' } })]);
  assert.deepEqual(
    broken.map(({ kind, id, path, says, instead }) => ({ kind, id, path, says, instead })),
    [{ kind: 'equipment.unit', id: 'P-2', path: 'class', says: '`class` names the equipment class presses, which is not in the model.', instead: 'Did you mean press?' }],
  );
});

test('an object is read by its kind again: a field that it does not have never comes into force', () => {
  const [broken] = check(model, [step({ action: 'add', kind: 'equipment.unit', id: 'P-2', after: { name: 'Press 2', in: 'l', klass: 'press' } })]);
  assert.deepEqual([broken?.path, broken?.says, broken?.instead], ['klass', '`klass` is no field of a unit.', 'Did you mean class?']);
});

test('a kind that no room has is named with what was probably meant', () => {
  const [broken] = check(model, [step({ action: 'add', kind: 'equipment.unitt', id: 'P-2', after: {} })]);
  assert.deepEqual([broken?.code, broken?.instead], ['unknown-kind', 'Did you mean equipment.unit?']);
});

test('what was wrong before the change does not stand against it, so that a record can be mended piece by piece', () => {
  const wrong = { ...model, objects: [...model.objects, { kind: 'equipment.unit', id: 'P-9', fields: { name: 'Lost', in: 'nowhere' } }] };
  assert.deepEqual(check(wrong, [step({ action: 'add', kind: 'equipment.class', id: 'mill', after: { name: 'Mill' } })]), []);
  assert.equal(check(wrong, [step({ action: 'retire', kind: 'equipment.line', id: 'l', before: {} })]).length, 1, 'what the change itself breaks is told');
});

test('a name that no file could give an object never comes into force', () => {
  const named = (kind: string, id: string, after: object) => check(model, [step({ action: 'add', kind, id, after })]).map((one) => `${one.code} ${one.says} ${one.instead}`);
  assert.deepEqual(named('equipment.class', 'a b/<c>', { name: 'A' }), [
    'no-identity "a b/<c>" cannot be the id of an equipment class. An id is a short name of letters, digits, dot, dash or underscore.',
  ]);
  assert.equal(named('equipment.class', '', { name: 'A' }).length, 1);
  assert.match(
    named('personnel.role-assignment', 'foo', { person: 'p', role: 'r', at: 'l' })[0]!,
    /^no-identity A role assignment is known by its person, role, at: this one is p \/ r \/ l\. Call it "p \/ r \/ l"\.$/,
  );
});

test('a text that no file may hold never comes into force: an export would write what the next check refuses', () => {
  const [broken] = check(model, [step({ action: 'add', kind: 'equipment.class', id: 'mill', after: { name: 'M\u202ellim' } })]);
  assert.deepEqual([broken?.path, broken?.says], ['name', '`name` holds U+202E, which nobody sees.']);
  assert.deepEqual(check(model, [step({ action: 'add', kind: 'equipment.class', id: 'mill', after: { name: 'a\r\nb' } })]), []);
});
