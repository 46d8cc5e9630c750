import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith, newId, type Id } from '@millrace/kernel';
import { objectId, type StoredObject } from '@millrace/model';
import { actOf, done } from '@millrace/testkit/pure';
import { bucketOf, interval, type Interval } from '../interval/interval.ts';
import { report } from '../unit/report.ts';
import { around, at, heard, place, says } from '../unit/unit.fixture.ts';
import { unit, type UnitState } from '../unit/unit.ts';
import { explain } from './explain.ts';

const reasonOf = (name: string, made: 'stop' | 'scrap' = 'stop'): StoredObject => ({
  id: objectId('equipment.reason', name),
  state: 'current',
  kind: 'equipment.reason',
  name,
  fields: { for: made },
  since: 'r1',
});
const stopped: Interval = {
  id: newId() as Id<'scada.interval'>,
  state: 'recorded',
  place,
  bucket: bucketOf(place, at(0)),
  packml: 'held',
  mode: 'produce',
  startsAt: at(0),
  endsAt: at(10),
  source: 'machine',
};
const give = (stop: string, { ended = [stopped] as Interval[], running = heard, reason = reasonOf('jam') } = {}) =>
  decideWith(explain, { unit: [running], ended, reason }, { place, interval: stop as Id<'scada.interval'>, reason: reason.name }, actOf());

test('an ended stop gets the reason and the name of who gave it', () => {
  const [event] = give(stopped.id);
  const after = interval.evolve(stopped, event as never);
  assert.deepEqual([after.reason, after.explainedBy], ['jam', 'ana']);
});
test('the stop that runs now is explained before it ends', () => {
  const standing = done<UnitState>(unit, heard, report, says('held', 10), actOf(), around(heard)).state;
  const [event] = give(standing.now.interval, { ended: [], running: standing });
  assert.equal(unit.evolve(standing, event as never).now.reason, 'jam');
});
test('time in which the unit ran has no reason', () => {
  assert.throws(() => give(stopped.id, { ended: [{ ...stopped, packml: 'execute' }] }), { rule: 'scada.stop.explain/not-standing' });
  assert.throws(() => give(heard.now.interval, { ended: [] }), { rule: 'scada.stop.explain/not-standing' });
});
test('a stop that late data replaced, or of another unit, is not explained', () => {
  assert.throws(() => give(stopped.id, { ended: [{ ...stopped, state: 'replaced' }] }), { rule: 'scada.stop.explain/no-such-stop' });
  assert.throws(() => give(stopped.id, { ended: [{ ...stopped, place: 'packaging-1' }] }), { rule: 'scada.stop.explain/no-such-stop' });
});
test('a reason for scrap does not explain a stop', () => {
  assert.throws(() => give(stopped.id, { reason: reasonOf('scratched', 'scrap') }), { rule: 'scada.stop.explain/no-such-reason' });
});
