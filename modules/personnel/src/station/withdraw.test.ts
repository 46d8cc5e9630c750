import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done } from '@millrace/testkit/pure';
import { station } from './station.ts';
import { enrolled, stationId } from './station.fixture.ts';
import { withdraw } from './withdraw.ts';

const withdrawn = done(station, enrolled, withdraw, { station: stationId }).state;

test('a station is withdrawn once, for a reason that is kept', () => {
  assert.equal(withdrawn.state, 'withdrawn');
  assert.equal(withdraw.needsReason, true);
  assert.throws(() => done(station, withdrawn, withdraw, { station: stationId }), { rule: 'personnel.station.withdraw/withdrawn-already' });
});
