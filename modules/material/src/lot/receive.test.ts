import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { delivery, known } from './lot.fixture.ts';
import { lot, type Lot } from './lot.ts';
import { receive } from './receive.ts';

test('a lot that comes in is in quarantine, never usable by default', () => {
  assert.equal(done<Lot>(lot, undefined, receive, delivery, actOf(), known).state.state, 'quarantined');
});
test('a lot of a material that the model lets start released is usable at once, by that rule and by no person', () => {
  const material = { ...known, definitions: [{ id: 'STEEL', state: 'current', fields: { startsIn: 'released' } }] };
  const { state } = done<Lot>(lot, undefined, receive, delivery, actOf(), material);
  assert.deepEqual([state.state, state.state === 'released' && state.releasedBy], ['released', 'rule:material.starts-released']);
});
test('a lot that has expired begins in quarantine, whatever its material starts in', () => {
  const material = { ...known, definitions: [{ id: 'STEEL', state: 'current', fields: { startsIn: 'released' } }] };
  const begins = (expiresAt: string) =>
    done<Lot>(lot, undefined, receive, { ...delivery, expiresAt: Temporal.Instant.from(expiresAt) }, actOf({ at: '2026-11-22T10:00:00Z' }), material).state.state;
  assert.deepEqual(['2026-11-22T09:59:59Z', '2026-11-22T10:00:00Z', '2026-11-22T10:00:01Z'].map(begins), ['quarantined', 'quarantined', 'released']);
});
test('a lot reported late was received when it came in, not when it was typed', () => {
  const { state } = done<Lot>(lot, undefined, receive, delivery, actOf({ at: '2026-11-22T10:00:00Z', happenedAt: '2026-11-22T06:15:00Z' }), known);
  assert.equal(state.receivedAt.toString(), '2026-11-22T06:15:00Z');
});
test('the received amount keeps every decimal it was given', () => {
  assert.deepEqual(done<Lot>(lot, undefined, receive, delivery, actOf(), known).state.quantity, { value: '25.000', unit: 'kg' });
});
test('a lot of a material that nobody knows is not taken for one, unless the plant only watches that rule', () => {
  const nobody = { ...known, definitions: [] };
  assert.throws(() => done(lot, undefined, receive, delivery, actOf(), nobody), { rule: 'material.lot.receive/unknown-material' });
  const { state, remarks } = done<Lot>(lot, undefined, receive, delivery, actOf(), nobody, () => 'advise');
  assert.deepEqual([state.state, remarks.map((one) => one.rule)], ['quarantined', ['material.lot.receive/unknown-material']]);
});
test('less than nothing, and a unit that there is not, are no amount of a lot', () => {
  for (const quantity of [
    { value: '-1', unit: 'kg' },
    { value: '1', unit: 'bananas' },
    { value: '1000000000000', unit: 'kg' },
  ])
    assert.equal(receive.input.safeDecode({ ...delivery, quantity }).success, false, JSON.stringify(quantity));
  assert.equal(receive.input.safeDecode({ ...delivery, quantity: { value: '0', unit: 'kg' } }).success, true);
});

test('a lot without a date of its own expires when the shelf life of its material is over', () => {
  const material = { ...known, definitions: [{ id: 'API-7', state: 'current', fields: { shelfLife: '24 months' } }] };
  const act = actOf({ at: '2026-11-22T10:00:00Z' });
  assert.equal(done<Lot>(lot, undefined, receive, delivery, act, material).state.expiresAt?.toString(), '2028-11-22T10:00:00Z');
  const labelled = { ...delivery, expiresAt: Temporal.Instant.from('2027-01-31T00:00:00Z') };
  assert.equal(done<Lot>(lot, undefined, receive, labelled, act, material).state.expiresAt?.toString(), '2027-01-31T00:00:00Z', 'what the label says goes first');
});
