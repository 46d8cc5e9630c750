import assert from 'node:assert/strict';
import { test } from 'node:test';
import { steps } from './steps.ts';

const add = (id: string) => ({ action: 'add' as const, kind: 'equipment.unit', id, after: { name: id } });

test('a change takes each object once: what stood before the second of two steps nobody has seen', () => {
  assert.equal(steps.safeParse([add('P-1'), add('P-2')]).success, true);
  assert.match(steps.safeParse([add('P-1'), add('P-1')]).error?.message ?? '', /equipment\.unit P-1 stands in two steps/);
  const renamed = { action: 'rename' as const, kind: 'equipment.unit', id: 'P-3', was: 'P-1', before: {}, after: {} };
  assert.equal(steps.safeParse([renamed, { action: 'retire' as const, kind: 'equipment.unit', id: 'P-1', before: {} }]).success, false);
});
