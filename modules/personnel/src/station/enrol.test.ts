import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { enrol } from './enrol.ts';
import { station, type Station } from './station.ts';
import { enrolled, unit, wish } from './station.fixture.ts';

const wanted = (parts: readonly object[], input: object = wish) => done<Station>(station, undefined, enrol, input, actOf(), { parts });

test('a station stands at a part of the plant, and says who enrolled it', () => {
  assert.deepEqual([enrolled.state, enrolled.place, enrolled.enrolledBy], ['enrolled', 'PK-21', 'ana']);
});
test('a station stands nowhere but at a part of the plant', () => {
  assert.throws(() => wanted([]), { rule: 'personnel.station.enrol/no-such-place' });
  assert.throws(() => wanted([{ ...unit, state: 'retired' }]), { rule: 'personnel.station.enrol/no-such-place' });
});
test('the token of a station is not kept, only its hash', () => {
  assert.equal(enrol.input.safeDecode({ ...wish, tokenHash: 'the token itself' }).success, false);
});
