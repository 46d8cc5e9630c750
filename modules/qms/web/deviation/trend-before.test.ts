import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trendBefore } from './trend-before.ts';

test('readings that rose one after the other before the limit are a trend that was there to be seen', () => {
  assert.deepEqual(trendBefore([18.4, 18.45, 18.5, 18.55, 18.6, 18.65, 18.93], 6), { n: 6, way: 'rising' });
});
test('four in a row are chance', () => {
  assert.equal(trendBefore([18.6, 18.5, 18.55, 18.6, 18.7, 18.93], 5), undefined);
});
test('what came after the failing reading says nothing of the time before', () => {
  assert.equal(trendBefore([18.5, 18.93, 18.94, 18.95, 18.96, 18.97, 18.98], 1), undefined);
});
