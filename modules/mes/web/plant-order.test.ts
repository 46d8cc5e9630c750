import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inPlantOrder } from './plant-order.ts';

const tree: Record<string, readonly string[]> = {
  'L-10': ['L-10', 'packaging', 'site'],
  'L-2': ['L-2', 'packaging', 'site'],
  'L-1': ['L-1', 'packaging', 'site'],
  'C-1': ['C-1', 'coating', 'site'],
};
const model = { chain: (place: string | undefined) => tree[place!] ?? [] };
const names = { place: (id: string | null | undefined) => (id ?? '').replace('L-', 'Packaging line ').replace('C-', 'Coating line ') };

test('lines stand in the order of the plant: area by area, line 2 after line 1 and before line 10', () => {
  assert.deepEqual(inPlantOrder(['L-10', 'L-2', 'C-1', 'L-1'], model, names), ['C-1', 'L-1', 'L-2', 'L-10']);
});
