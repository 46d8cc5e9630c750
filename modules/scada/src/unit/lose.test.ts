import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@millrace/kernel';
import { done } from '@millrace/testkit/pure';
import { lose } from './lose.ts';
import { around, at, heard, place, stale } from './unit.fixture.ts';
import { unit } from './unit.ts';

const loseAt = (minute: number, before = heard) => done(unit, before, lose, { place, interval: newId(), at: at(minute) }, undefined, around(before));

test('a machine that is no longer heard is unknown from that moment, and nothing is guessed', () => {
  assert.deepEqual([stale.state, stale.now.state, stale.now.since.toString()], ['stale', 'unknown', '2026-11-22T06:10:00Z']);
});
test('the stretch before it is kept up to the moment it was lost', () => {
  const [ended] = loseAt(10).events as readonly { type: string; packml?: string; endsAt?: Temporal.Instant }[];
  assert.deepEqual([ended?.type, ended?.packml, ended?.endsAt?.toString()], ['scada.interval.recorded', 'execute', '2026-11-22T06:10:00Z']);
});
test('a loss is never dated before the last word of the machine', () => {
  assert.equal(loseAt(-5).state.now.since.toString(), '2026-11-22T06:00:00Z');
});
test('a machine is lost once', () => {
  assert.deepEqual(loseAt(20, stale).events, []);
});
