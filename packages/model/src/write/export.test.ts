import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { draftKinds } from '../fixtures/kinds.fixture.ts';
import { load } from '../load/load.ts';
import { keyOf, modelOf, type ModelObject } from '../model.ts';
import { readFolder } from '../node.ts';
import { modelText } from '../plan/plan.ts';
import { exportFiles } from './export.ts';
import { jsonSchema } from './json-schema.ts';
import { written } from './written.ts';

const files = readFolder(join(import.meta.dirname, '../../../../plants/gearbox')).map((file) => ({ ...file, path: file.path.replace(/.*gearbox/, 'gearbox') }));
const { model } = load(draftKinds, files);

// a text of blanks only is none that files may hold: load refuses it by its own rule
const name = fc.string({ minLength: 1, maxLength: 30 }).filter((text) => text.trim() !== '');

/** The plant after somebody has renamed things, dropped some and added others. */
const edited = fc.tuple(fc.subarray([...model.objects], { minLength: 1 }), name, fc.subarray([...model.objects])).map(([kept, newName, touched]) => {
  const keys = new Set(touched.map(keyOf));
  const objects = kept.map((object): ModelObject =>
    keys.has(keyOf(object)) && typeof object.fields['name'] === 'string' ? { ...object, fields: { ...object.fields, name: newName } } : object,
  );
  const fresh: ModelObject = { kind: 'equipment.class', id: 'fresh', fields: { name: newName } };
  return modelOf([...objects, fresh]);
});

test('what is written over the old files reads back as the plant it was written from', () => {
  fc.assert(
    fc.property(edited, (wanted) => {
      const again = load(draftKinds, exportFiles(draftKinds, wanted, files));
      return again.problems.length === 0 && modelText(again.model) === modelText(wanted);
    }),
    { numRuns: 15 },
  );
});

test('what is written afresh reads back, whatever the names contain', () => {
  fc.assert(
    fc.property(edited, (wanted) => {
      const again = load(draftKinds, exportFiles(draftKinds, wanted));
      return again.problems.length === 0 && modelText(again.model) === modelText(wanted);
    }),
    { numRuns: 15 },
  );
});

test('a changed limit changes its own line and no other', () => {
  const objects = model.objects.map((object): ModelObject =>
    object.id === 'turn-gs-100' ? { ...object, fields: JSON.parse(JSON.stringify(object.fields).replace('at most 12', 'at most 10')) as typeof object.fields } : object,
  );
  const old = files.flatMap((file) => file.text.split('\n'));
  const now = exportFiles(draftKinds, modelOf(objects), files).flatMap((file) => file.text.split('\n'));
  const changed = now.filter((text, i) => text !== old[i]);
  assert.deepEqual(
    changed.map((text) => text.trim()),
    ['- { id: runout, ask: Run-out, unit: um, limits: at most 10, outOfLimits: { recheck: 1 } }'],
  );
});

test('what the schema fills in by itself is not written', () => {
  const unit = draftKinds.need('equipment.unit');
  assert.deepEqual(written(unit, unit.schema.parse({ name: 'Press', in: 'line-1' })), { name: 'Press', in: 'line-1' });
  assert.deepEqual(written(unit, unit.schema.parse({ name: 'Press', in: 'line-1', station: true })), { name: 'Press', in: 'line-1', station: true });
});

test('files with mistakes are not written over', () => {
  assert.throws(() => exportFiles(draftKinds, model, [{ path: 'a.yaml', text: 'equipment.class:\n  a: { nam: A }\n' }]), /mend them before writing over them \(first: a\.yaml:2\)/);
});

test('editors get every kind, its fields with their meaning, and both ways to write it', () => {
  const schema = jsonSchema(draftKinds) as {
    $defs: Record<string, { properties: Record<string, { description?: string }>; additionalProperties: boolean }>;
    else: { properties: Record<string, { type: string }> };
    then: { oneOf: { properties: { kind: { const: string } } }[] };
  };
  assert.deepEqual(
    Object.keys(schema.$defs),
    draftKinds.all.map((kind) => kind.name),
  );
  assert.equal(schema.$defs['equipment.unit']?.additionalProperties, false);
  assert.equal(schema.$defs['equipment.unit']?.properties['station']?.description, 'It has a terminal at which people work');
  assert.ok(schema.$defs['equipment.unit']?.properties['was']);
  assert.deepEqual([schema.else.properties['equipment.unit']?.type, schema.else.properties['indicator.target']?.type], ['object', 'array']);
  assert.deepEqual(
    schema.then.oneOf.map((one) => one.properties.kind.const),
    draftKinds.all.map((kind) => kind.name),
  );
});
