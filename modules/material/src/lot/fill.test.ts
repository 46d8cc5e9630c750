import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@millrace/kernel';
import { done } from '@millrace/testkit/pure';
import { fill } from './fill.ts';
import { byRule, heldFromRelease } from './lot.fixture.ts';
import { lot, type Lot } from './lot.ts';

const empty = { ...heldFromRelease, quantity: { value: '0', unit: '{tbl}' } } as unknown as Lot;
const [first, second] = [newId<'work.job-order'>(), newId<'work.job-order'>()];
const filled = (before: Lot, source: string, value: string) => done(lot, before, fill, { lot: before.id, source, quantity: { value, unit: '{tbl}' } } as never, byRule).state;

test('a lot holds what its jobs made', () => {
  const one = filled(empty, first, '12000');
  assert.deepEqual(one.quantity, { value: '12000', unit: '{tbl}' });
  assert.deepEqual(filled(one, second, '300').quantity, { value: '12300', unit: '{tbl}' });
});
test('a count that comes later corrects what was said of its job, and is not added to it', () => {
  assert.equal(filled(filled(empty, first, '12000'), first, '12010').quantity.value, '12010');
});
test('what was received besides stays in it', () => {
  const received = { ...empty, quantity: { value: '500', unit: '{tbl}' } } as Lot;
  assert.equal(filled(filled(received, first, '100'), first, '90').quantity.value, '590');
});
test('a lot on hold is filled and stays on hold', () => {
  assert.equal(filled(empty, first, '12000').state, 'on-hold');
});
