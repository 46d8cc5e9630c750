import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { ref } from '../field/identity.ts';
import { kind } from '../kind.ts';
import { kindsOf } from '../kinds.ts';
import { modelOf, type ModelObject } from '../model.ts';
import { after, applicationOf } from '../plan/apply.ts';
import { modelText, plan } from '../plan/plan.ts';
import { nobodyToAsk } from '../plan/consequence.ts';
import { diff } from './diff.ts';
import { fieldDiff } from './field-diff.ts';

const line = kind({ name: 'equipment.line', title: 'line', about: 'A line.', schema: z.strictObject({ name: z.string() }) });
const unit = kind({
  name: 'equipment.unit',
  title: 'unit',
  about: 'A unit.',
  schema: z.strictObject({ name: z.string(), in: ref, cost: z.string().optional(), steps: z.array(z.strictObject({ id: z.string(), limit: z.number() })).default([]) }),
  refs: { in: 'equipment.line' },
  parent: 'in',
  groups: { cost: ['cost'] },
});
const kinds = kindsOf([line, unit]);
const everything = () => 'model';

const lines: ModelObject[] = ['a', 'b'].map((id) => ({ kind: 'equipment.line', id, fields: { name: id } }));
const steps = fc.uniqueArray(fc.record({ id: fc.constantFrom('s', 't', 'u'), limit: fc.integer({ min: 0, max: 2 }) }), { selector: (step) => step.id });
const units = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom('1', '2', '3', '4'),
      fields: fc.record({ name: fc.constantFrom('x', 'y'), in: fc.constantFrom('a', 'b'), cost: fc.constantFrom('1', '2', undefined), steps }),
    }),
    { selector: (one) => one.id },
  )
  .map((some) =>
    modelOf([...lines, ...some.map(({ id, fields: { cost, ...fields } }) => ({ kind: 'equipment.unit', id, fields: cost === undefined ? fields : { ...fields, cost } }))]),
  );

const input = {
  kinds,
  plant: 'x',
  asOf: { at: Temporal.Instant.from('2026-11-22T10:00:00Z'), position: 0 },
  ownership: [],
  today: Temporal.PlainDate.from('2026-11-22'),
  waiting: [],
  signatures: () => [],
  ask: nobodyToAsk,
  digest: (text: string) => text,
};

test('what a plan applies makes the record say what the files say, whatever both said', async () => {
  await fc.assert(
    fc.asyncProperty(units, units, async (current, desired) => {
      const report = await plan({ ...input, current, desired });
      return modelText(after(current, applicationOf(kinds, report).steps)) === modelText(desired);
    }),
    { numRuns: 200 },
  );
});

test('two models are compared as alike exactly when they say the same', () => {
  fc.assert(fc.property(units, units, (a, b) => (diff(kinds, a, b, everything).changes.length === 0) === (modelText(a) === modelText(b))));
});

test('what another owns stays as it is in the record, whatever the files say', () => {
  const costElsewhere = (_: unknown, __: string, ___: unknown, group: string) => (group === 'cost' ? 'erp' : 'model');
  fc.assert(
    fc.property(units, units, (current, desired) =>
      diff(kinds, current, desired, costElsewhere).changes.every((change) => {
        if (change.action === 'retire') return true;
        const had = change.action === 'add' ? undefined : change.before['cost'];
        return change.after['cost'] === had;
      }),
    ),
  );
});

test('where nothing is owned by the model, nothing changes', () => {
  fc.assert(fc.property(units, units, (current, desired) => diff(kinds, current, desired, () => 'records').changes.length === 0));
});

test('a rename keeps the object, and references to it that follow are no change of their own', () => {
  const current = modelOf([...lines, { kind: 'equipment.unit', id: '1', fields: { name: 'x', in: 'a', steps: [] } }]);
  const desired = modelOf([
    { kind: 'equipment.line', id: 'alpha', was: 'a', fields: { name: 'a' } },
    { kind: 'equipment.line', id: 'b', fields: { name: 'b' } },
    { kind: 'equipment.unit', id: '1', fields: { name: 'x', in: 'alpha', steps: [] } },
  ]);
  const { changes } = diff(kinds, current, desired, everything);
  assert.deepEqual(
    changes.map((change) => [change.action, change.id, 'follows' in change]),
    [
      ['rename', 'alpha', false],
      ['change', '1', true],
    ],
  );
});

test('a unit that moves to another line while its line is renamed is a change', () => {
  const current = modelOf([...lines, { kind: 'equipment.unit', id: '1', fields: { name: 'x', in: 'a', steps: [] } }]);
  const desired = modelOf([
    { kind: 'equipment.line', id: 'alpha', was: 'a', fields: { name: 'a' } },
    { kind: 'equipment.line', id: 'b', fields: { name: 'b' } },
    { kind: 'equipment.unit', id: '1', fields: { name: 'x', in: 'b', steps: [] } },
  ]);
  const moved = diff(kinds, current, desired, everything).changes.find((change) => change.id === '1');
  assert.deepEqual(moved?.action === 'change' ? [moved.fields, moved.follows] : [], [[{ path: 'in', from: 'alpha', to: 'b' }], undefined]);
});

test('fields are compared as deep as they have names, and things in lists by their id', () => {
  const from = { name: 'x', limits: { low: 1, high: 2 }, steps: [{ id: 's', limit: 1 }], words: ['a'] };
  const to = {
    name: 'x',
    limits: { low: 1, high: 3 },
    steps: [
      { id: 't', limit: 5 },
      { id: 's', limit: 2 },
    ],
    words: ['a', 'b'],
  };
  assert.deepEqual(fieldDiff(from, to), [
    { path: 'limits.high', from: 2, to: 3 },
    { path: 'steps[s].limit', from: 1, to: 2 },
    { path: 'steps[t]', to: { id: 't', limit: 5 } },
    { path: 'words', from: ['a'], to: ['a', 'b'] },
  ]);
});
