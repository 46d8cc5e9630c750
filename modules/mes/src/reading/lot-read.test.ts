import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mode } from '@millrace/kernel';
import type { Lot } from '@millrace/material';
import { actOf, done } from '@millrace/testkit/pure';
import { running, subject, withLots } from '../execution/execution.fixture.ts';
import { execution, type Execution } from '../execution/execution.ts';
import { mayNameLot } from './lot-read.ts';
import { record } from './record.ts';

const { at } = actOf();
const facts = {
  id: 'lot-1' as Lot['id'],
  lotNumber: 'L-0412',
  definition: 'API-7',
  quantity: { value: '5', unit: 'kg' } as never,
  place: 'store',
  receivedBy: 'wes',
  receivedAt: at,
};
const released: Lot = { ...facts, state: 'released', releasedBy: 'quinn', releasedAt: at };
const held: Lot = { ...facts, state: 'on-hold', heldFrom: 'released', holds: [{ noun: 'qms.deviation', cause: 'd', reason: 'Label differs', by: 'quinn', at }] };

const weighing: Execution = {
  ...running,
  steps: [running.steps[0]!, { ...running.steps[1]!, data: [{ id: 'lot', ask: 'Lot', answer: 'lot', recheck: 0, recheckBy: 'same', leadsTo: 'deviation' }] }],
};
const scan = (lots: readonly Lot[], value = 'L-0412', mode: Mode = 'enforce') =>
  done<Execution>(execution, weighing, record, { execution: subject, step: 'check', data: 'lot', value }, actOf(), withLots(weighing, lots), () => mode);
const last = (lots: readonly Lot[], value?: string, mode?: Mode) => scan(lots, value, mode).state.readings.at(-1);

test('a released lot is taken, and nothing is said of it', () => {
  assert.deepEqual([last([released])?.verdict, last([released])?.says], ['noted', undefined]);
});

test('a lot that nobody knows here is kept, and the record says that it is unknown', () => {
  assert.deepEqual([last([], 'L-XYZ')?.value, last([], 'L-XYZ')?.says], ['L-XYZ', 'no lot of this number is known here']);
});

test('a lot on hold, rejected, expired or in quarantine is not taken, and the sentence says why', () => {
  const barred: readonly [Lot, RegExp][] = [
    [held, /^Lot L-0412 may not be used: it is on hold \(Label differs\)\. Take another lot, or ask quality\.$/],
    [{ ...facts, state: 'rejected', rejectedBy: 'quinn', rejectedAt: at, rejectedWhy: 'Foreign matter' }, /it was rejected \(Foreign matter\)/],
    [{ ...released, expiresAt: at }, /it expired on 2026-11-22\./],
    [{ ...facts, state: 'quarantined' }, /it is in quarantine and not released yet/],
  ];
  for (const [lot, message] of barred) assert.throws(() => scan([lot]), { rule: 'mes.reading.record/lot-not-usable', message }, lot.state);
});

test('where the plant only advises, the lot is taken, the person is told, and the record says what it was', () => {
  const { remarks, state } = scan([held], undefined, 'advise');
  assert.deepEqual([remarks.map(({ rule }) => rule), state.readings.at(-1)?.says], [['mes.reading.record/lot-not-usable'], 'it is on hold (Label differs)']);
});

test('of two materials with one lot number the one that may be used is meant', () => {
  assert.equal(last([held, { ...released, id: 'lot-2' as Lot['id'], definition: 'API-8' }])?.says, undefined);
});

test('a lot that is on hold bars nothing where a weight was asked, and a weight or a yes is looked up nowhere', () => {
  const read = done<Execution>(execution, running, record, { execution: subject, step: 'check', data: 'mean', value: '18' }, actOf(), withLots(running, [held])).state;
  assert.equal(read.readings.at(-1)?.verdict, 'outside');
  assert.deepEqual(['18.50', '-0.3', 'yes', 'no'].filter(mayNameLot), []);
  assert.deepEqual(['0412', 'L-0412', '2026W4800160'].filter(mayNameLot).length, 3);
});
