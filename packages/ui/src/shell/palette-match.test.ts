/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { bestMatches, matchScore } from './palette-match.ts';

test('every word typed must be found', () => {
  assert.equal(matchScore('approve lot', 'Approve qms.deviation.approve'), 0);
  assert.ok(matchScore('appr dev', 'Approve qms.deviation.approve') > 0);
});

test('a name that begins with what was typed comes first', () => {
  assert.deepEqual(
    bestMatches('close', ['Enclose sample', 'To close', 'Close'], (name) => name, 5),
    ['Close', 'To close', 'Enclose sample'],
  );
});

test('nothing typed offers the first ones in their order', () => {
  assert.deepEqual(
    bestMatches('', ['b', 'a', 'c'], (name) => name, 2),
    ['b', 'a'],
  );
});
