import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { heldFromRelease, quarantined, rejected } from './lot.fixture.ts';
import { lot, type Lot } from './lot.ts';
import { shorten } from './shorten.ts';

const shortened = (state: Lot, shelfLife: string) => done<Lot>(lot, state, shorten, { definition: 'API-7', shelfLife, revision: 'r' }, actOf(), [state]);
const dated = { ...quarantined, expiresAt: Temporal.Instant.from('2028-11-22T10:00:00Z') } as Lot;

test('a shorter shelf life lets a lot expire earlier, a longer one changes nothing', () => {
  assert.equal(shortened(dated, '18 months').state.expiresAt?.toString(), '2028-05-22T10:00:00Z');
  assert.deepEqual(shortened(dated, '36 months').events, []);
});

test('a lot on hold stays on hold, a rejected one is not touched', () => {
  assert.deepEqual([shortened(heldFromRelease, '18 months').state.state, shortened(heldFromRelease, '18 months').events.length], ['on-hold', 1]);
  assert.deepEqual(shortened(rejected, '18 months').events, []);
});
