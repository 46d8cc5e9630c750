import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { connection, type Connection } from './connection.ts';
import { watch } from './watch.ts';

const at = (minute: number) => Temporal.Instant.from('2026-11-22T06:00:00Z').add({ minutes: minute });
const seen = (fares: Connection['state'], more: object = {}) => ({
  connection: 'packaging-sparkplug',
  connector: 'sparkplug',
  place: 'packaging',
  server: 'one',
  since: at(0),
  wrongClocks: [],
  odd: [],
  samplesWaiting: 0,
  wordsWaiting: 0,
  fares,
  ...more,
});
const after = (fares: Connection['state'], before?: Connection, more: object = {}) =>
  done<Connection>(connection, before, watch, seen(fares, more), actOf({ at: at(1).toString() }), before ? [before] : []).state;

test('a connection is as the server that listens saw it last, from each state to each', () => {
  const all = ['connected', 'waiting', 'left-out', 'stopped'] as const;
  for (const from of all) for (const to of all) assert.equal(after(to, after(from)).state, to);
});
test('an error that is over is not shown any more', () => {
  const failed = after('waiting', undefined, { lastError: { at: at(0), message: 'no answer within 10000 ms' }, samplesWaiting: 4_096 });
  const back = after('connected', failed);
  assert.deepEqual([failed.samplesWaiting, back.lastError, back.samplesWaiting], [4_096, undefined, 0]);
});
test('another server that took over is named', () => {
  assert.equal(after('connected', after('connected'), { server: 'two' }).server, 'two');
});
