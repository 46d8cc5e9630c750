import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done } from '@millrace/testkit/pure';
import { station } from './station.ts';
import { enrolled, stationId } from './station.fixture.ts';
import { tried } from './try.ts';

const unknown = { station: stationId, isKnown: false, lockAfter: 3, lockForS: 300 };
const locked = [1, 2, 3].reduce((state) => done(station, state, tried, unknown).state, enrolled);

test('the third unknown badge in a row locks the reader for five minutes', () => {
  assert.equal(locked.lockedUntil?.toString(), '2026-11-22T10:05:00Z');
});
test('a known badge in between lets the counting begin anew, and ends a lock that is over', () => {
  assert.equal(done(station, done(station, enrolled, tried, unknown).state, tried, { ...unknown, isKnown: true }).state.wrongTries, 0);
  assert.equal(done(station, locked, tried, { ...unknown, isKnown: true }).state.lockedUntil, undefined);
});
