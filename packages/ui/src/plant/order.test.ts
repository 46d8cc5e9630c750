import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byPlace } from './order.ts';

const within: Record<string, string> = { plant: '', packing: 'plant', 'line-10': 'packing', 'line-2': 'packing', 'BL-2': 'line-2', 'CP-2': 'line-2', 'BL-10': 'line-10' };
const chain = (place: string | undefined): string[] => (place ? [place, ...chain(within[place])] : []);

test('parts of the plant stand as its tree has them: a line before its units, its units together, line 2 before line 10', () => {
  const found = ['CP-2', 'BL-10', 'line-10', 'BL-2', 'plant', 'line-2', 'packing'].toSorted(byPlace({ chain }));
  assert.deepEqual(found, ['plant', 'packing', 'line-2', 'BL-2', 'CP-2', 'line-10', 'BL-10']);
});
