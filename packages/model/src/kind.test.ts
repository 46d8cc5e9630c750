import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { ref } from './field/identity.ts';
import { keyText, kind, referencesOf } from './kind.ts';
import { kindsOf } from './kinds.ts';

const declared = { name: 'equipment.unit', title: 'unit', about: 'A unit.', schema: z.strictObject({ name: z.string(), in: ref.optional() }) };

test('a kind whose fields would swallow misspelt names is refused', () => {
  assert.throws(() => kind({ ...declared, schema: z.object({ name: z.string() }) }), /its schema lets unknown fields pass; use z\.strictObject/);
  const inside = z.strictObject({ steps: z.array(z.object({ id: z.string() })) });
  assert.throws(() => kind({ ...declared, schema: inside }), /steps\.\* lets unknown fields pass/);
});

test('a kind that would change what was written is refused, for it could not be written back', () => {
  const schema = z.strictObject({ name: z.string().transform((text) => text.length) });
  assert.throws(() => kind({ ...declared, schema }), /turns what is written into something else/);
});

test('a kind that contradicts itself is refused by name', () => {
  assert.throws(() => kind({ ...declared, name: 'Unit' }), /kind Unit: its name is room\.noun/);
  assert.throws(() => kind({ ...declared, refs: { inn: 'equipment.line' } }), /refs "inn" names the field inn/);
  assert.throws(() => kind({ ...declared, parent: 'in' }), /parent "in" is no reference/);
  assert.throws(() => kind({ ...declared, place: 'at' }), /place "at" is no reference/);
  assert.throws(() => kind({ ...declared, acyclic: ['in'] }), /acyclic "in" is no reference/);
  assert.throws(() => kind({ ...declared, removed: { in: 'Delete it.' } }), /removed "in" names a field that it has/);
  const stepped = z.strictObject({ steps: z.array(z.strictObject({ at: z.string() }).optional()) });
  assert.throws(() => kind({ ...declared, schema: stepped, removed: { 'steps.*.at': 'Delete it.' } }), /removed "steps\.\*\.at" names a field that it has/);
  assert.deepEqual([...kind({ ...declared, schema: stepped, removed: { 'steps.*.in': 'Delete it.' } }).removed.keys()], ['steps.*.in']);
  assert.throws(() => kind({ ...declared, schema: z.strictObject({ id: z.string() }) }), /the field id is taken/);
});

test('two kinds of one name, and references to a kind nobody declares, are refused', () => {
  const unit = kind(declared);
  assert.throws(() => kindsOf([unit, unit]), { message: 'The kind equipment.unit is declared twice.' });
  const lost = kind({ ...declared, name: 'equipment.line', refs: { in: 'equipment.unti' } });
  assert.throws(() => kindsOf([unit, lost]), { message: 'kind equipment.line: "in" refers to equipment.unti, which no room declares. Is equipment.unit meant?' });
});

test('a list object is known by its key, absent parts as a star', () => {
  const target = kind({ ...declared, name: 'indicator.target', key: ['name', 'in'] });
  assert.equal(keyText(target, { name: 'oee', in: 'PK-21' }), 'oee / PK-21');
  assert.equal(keyText(target, { name: 'oee' }), 'oee / *');
});

test('references are found through lists and maps, and absent ones passed over', () => {
  const schema = z.strictObject({ steps: z.array(z.strictObject({ role: ref.optional() })), by: z.record(z.string(), ref) });
  const work = kind({ ...declared, schema, refs: { 'steps.*.role': 'equipment.unit', 'by.*': 'equipment.unit' } });
  const found = referencesOf(work, { steps: [{ role: 'a' }, {}, { role: 'b' }], by: { x: 'c' } });
  assert.deepEqual(
    found.map(({ path, id }) => [path.join('.'), id]),
    [
      ['steps.0.role', 'a'],
      ['steps.2.role', 'b'],
      ['by.x', 'c'],
    ],
  );
});
