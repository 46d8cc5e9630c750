import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith } from '@millrace/kernel';
import { actOf, done } from '@millrace/testkit/pure';
import { opened } from '../session/session.fixture.ts';
import { station, type Station } from './station.ts';
import { enrolled, stationId } from './station.fixture.ts';
import { withdraw } from './withdraw.ts';

const loaded = (state: Station) => ({ station: state, sessions: [{ ...opened, stationId }] });
const withdrawn = done<Station>(station, enrolled, withdraw, { station: stationId }, undefined, loaded(enrolled)).state;

test('a station is withdrawn once, for a reason that is kept', () => {
  assert.equal(withdrawn.state, 'withdrawn');
  assert.equal(withdraw.needsReason, true);
  assert.throws(() => done(station, withdrawn, withdraw, { station: stationId }, undefined, loaded(withdrawn)), { rule: 'personnel.station.withdraw/withdrawn-already' });
});
test('who is signed in at a station that is withdrawn is out', () => {
  const all = decideWith(withdraw, loaded(enrolled) as never, { station: stationId }, actOf());
  assert.deepEqual(
    all.map((event) => event.type),
    ['personnel.station.withdrawn', 'personnel.session.ended'],
  );
});
