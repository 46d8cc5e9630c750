/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fieldsOf, inputOf, labelOf, problemsIn, startValues, type Schema } from './schema.ts';

const schema: Schema = {
  type: 'object',
  required: ['deviation', 'justification', 'mass', 'severity'],
  properties: {
    deviation: { type: 'string', format: 'uuid' },
    justification: { type: 'string', minLength: 1, maxLength: 4000 },
    mass: { title: 'Net mass', type: 'number', minimum: 0, exclusiveMaximum: 500, unit: 'kg' },
    count: { type: 'integer' },
    severity: { type: 'string', enum: ['minor', 'major'] },
    isStopped: { type: 'boolean', default: false },
    lots: { type: 'array', items: { type: 'string' }, maxItems: 2 },
    dueOn: { type: 'string', format: 'date' },
    place: { type: 'object', required: ['unit'], properties: { unit: { type: 'string' }, note: { type: 'string' } } },
    class: { anyOf: [{ const: 'a' }, { const: 'b' }] },
    approver: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    batch: { $ref: '#/$defs/batch' },
  },
  $defs: { batch: { type: 'integer', minimum: 1 } },
};
const fields = fieldsOf(schema, ['deviation']);
const by = Object.fromEntries(fields.map((field) => [field.name, field]));

test('what is known already is not asked', () => {
  assert.equal(by['deviation'], undefined);
});

test('each kind of value gets its kind of field', () => {
  assert.deepEqual(
    fields.map(({ name, kind }) => `${name} ${kind}`),
    [
      'justification long-text',
      'mass number',
      'count whole',
      'severity choice',
      'isStopped yes-no',
      'lots list',
      'dueOn date',
      'place group',
      'class choice',
      'approver text',
      'batch whole',
    ],
  );
});

test('labels come from the schema, or from the name', () => {
  assert.deepEqual([by['mass']?.label, by['isStopped']?.label, labelOf('netMassKg'), labelOf('risk-class')], ['Net mass', 'Is stopped', 'Net mass kg', 'Risk class']);
});

test('a missing answer, a wrong number and a limit are each said in a sentence', () => {
  assert.deepEqual(problemsIn(fields, { mass: 500, count: 1.5, severity: 'fatal', lots: ['a', 'b', 'c'] }), {
    justification: 'This is needed.',
    mass: 'Less than 500 kg.',
    count: 'Type a whole number.',
    severity: 'Choose one of the list.',
    lots: 'At most 2 entries.',
  });
});

test('a group that was not begun is not asked for; one that was is checked', () => {
  const good = { justification: 'x', mass: 1, severity: 'minor' };
  assert.deepEqual(problemsIn(fields, good), {});
  assert.deepEqual(problemsIn(fields, { ...good, place: { note: 'here' } }), { 'place.unit': 'This is needed.' });
});

test('blanks alone are no justification', () => {
  assert.equal(problemsIn(fields, { justification: '   ', mass: 1, severity: 'minor' })['justification'], 'At least 1 characters.');
});

test('what is sent leaves out what was not answered', () => {
  assert.deepEqual(inputOf(fields, { justification: ' because ', mass: 1, severity: 'minor', count: undefined, lots: [], place: { note: '' }, dueOn: '' }), {
    justification: 'because',
    mass: 1,
    severity: 'minor',
  });
});

test('an unticked box is an answer', () => {
  assert.deepEqual(inputOf(fields, { isStopped: false }), { isStopped: false });
});

test('a form starts with the defaults of the schema under what is given', () => {
  assert.deepEqual(startValues(fields, { severity: 'major' }), { severity: 'major', isStopped: false, place: {} });
});

test('a reference that leads nowhere is named', () => {
  assert.throws(() => fieldsOf({ type: 'object', properties: { a: { $ref: '#/$defs/none' } } }), { message: /#\/\$defs\/none/ });
});
