/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { listParams, moveCursor, nextSort, type Filter } from './list-state.ts';

const filters: Filter[] = [
  { name: 'state', label: 'State', kind: 'choice', choices: [{ value: 'opened', label: 'open' }] },
  { name: 'text', label: 'Contains', kind: 'text' },
];
const sorts = [
  { value: '-raised', label: 'Newest first' },
  { value: 'due', label: 'Due' },
];

test('only declared filters and sorts are asked for', () => {
  assert.deepEqual(listParams({ state: 'opened', text: 'seal', stale: 'x', sort: 'colour' }, { filters, sorts, limit: 50 }), {
    limit: 50,
    state: 'opened',
    text: 'seal',
    sort: '-raised',
  });
  assert.deepEqual(listParams({ state: 'gone', sort: 'due' }, { filters, sorts, limit: 20, fixed: { unit: 'PK-21' } }), {
    limit: 20,
    sort: 'due',
    unit: 'PK-21',
  });
});

test('a column sorts up, then down, then not at all', () => {
  assert.deepEqual([nextSort(undefined, 'due'), nextSort('due', 'due'), nextSort('-due', 'due'), nextSort('due', 'number')], ['due', '-due', undefined, 'number']);
});

test('arrows stop at the ends', () => {
  assert.deepEqual(
    [moveCursor(0, 'ArrowUp', 5), moveCursor(4, 'ArrowDown', 5), moveCursor(1, 'ArrowDown', 5), moveCursor(2, 'End', 5), moveCursor(0, 'PageDown', 5)],
    [0, 4, 2, 4, 4],
  );
});

test('other keys leave the cursor, an empty list has none', () => {
  assert.deepEqual([moveCursor(3, 'x', 5), moveCursor(0, 'ArrowDown', 0)], [3, -1]);
});
