import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBlocked } from './on-block.ts';

const block = { step: 'scale', data: 'reading', value: '10.1', says: '0.098 above limit', leadsTo: 'call' as const, since: Temporal.Instant.from('2026-11-22T10:00:00Z') };
const sentenceOf = (of: object) =>
  (onBlocked.inputs({ block: { ...block, ...of }, place: 'BOX3', subject: 'x' } as never, { id: 'y' } as never)[0] as { sentence: string }).sentence;

test('whoever is called reads at which step what was read, with its unit', () => {
  assert.equal(sentenceOf({ title: 'Check the scale', ask: 'Reading', unit: 'kg' }), 'Check the scale: Reading 10.1 kg, 0.098 above limit');
  assert.equal(sentenceOf({ title: 'Check the count', ask: 'Blisters' }), 'Check the count: Blisters 10.1, 0.098 above limit');
});
test('a block that does not say what was asked says the value', () => {
  assert.equal(sentenceOf({}), 'Value out of limits: 10.1, 0.098 above limit');
});
