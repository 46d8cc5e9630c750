import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onModelObject } from './on-model-object.ts';

test('only a material with a shelf life is queued: of ten thousand objects in one revision the others keep nobody waiting', () => {
  const isQueued = (kind: string, fields: object) => onModelObject.isFor({ type: 'model.object.set', subject: '-', kind, name: 'one', fields, since: '-' } as never);
  assert.equal(isQueued('material.definition', { shelfLife: '18 months' }), true);
  assert.equal(isQueued('material.definition', { unit: 'kg' }), false);
  assert.equal(isQueued('equipment.unit', { shelfLife: '18 months' }), false);
});
