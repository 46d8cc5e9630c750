import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mode } from '@millrace/kernel';
import type { Lot } from '@millrace/material';
import { actOf, done } from '@millrace/testkit/pure';
import { running, subject, withLots } from '../execution/execution.fixture.ts';
import { execution, type Execution } from '../execution/execution.ts';
import { stepsOf } from '../execution/steps-of.ts';
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
const released: Extract<Lot, { state: 'released' }> = { ...facts, state: 'released', releasedBy: 'quinn', releasedAt: at };
const held: Extract<Lot, { state: 'on-hold' }> = {
  ...facts,
  state: 'on-hold',
  heldFrom: 'released',
  holds: [{ noun: 'qms.deviation', cause: 'd', reason: 'Label differs', by: 'quinn', at }],
};

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

test('a lot is judged by what was decided until it was read: what came later bars nothing, and the record says it', () => {
  const later = at.add({ hours: 1 });
  assert.equal(last([{ ...held, holds: [{ ...held.holds[0]!, at: later }] }])?.says, 'it was put on hold later (Label differs)');
  assert.equal(last([{ ...facts, state: 'rejected', rejectedBy: 'quinn', rejectedAt: later, rejectedWhy: 'Foreign matter' }])?.says, 'it was rejected later (Foreign matter)');
  assert.throws(() => scan([{ ...released, releasedAt: later }]), /it was in quarantine then, and released only later/);
  assert.throws(() => scan([{ ...held, heldFrom: 'quarantined', holds: [{ ...held.holds[0]!, at: later }] }]), /it is on hold/);
});

test('a lot of a material that the step does not take is not taken, and the sentence says of which it is and which are', () => {
  const step = weighing.steps[1]!;
  const of = (materials: readonly string[] | undefined, lots: readonly Lot[]) => {
    const asks: Execution = { ...weighing, steps: [weighing.steps[0]!, { ...step, data: [{ ...step.data[0]!, ...(materials && { materials }) }] }] };
    return done<Execution>(execution, asks, record, { execution: subject, step: 'check', data: 'lot', value: 'L-0412' }, actOf(), withLots(asks, lots)).state.readings.at(-1);
  };
  const other: Lot = { ...released, id: 'lot-2' as Lot['id'], definition: 'API-8' };
  assert.throws(() => of(['API-8', 'API-9'], [released]), {
    rule: 'mes.reading.record/lot-not-usable',
    message: 'Lot L-0412 may not be used: it is of API-7, and API-8 or API-9 is asked for. Take another lot, or ask quality.',
  });
  assert.throws(() => of(['API-7'], [held, other]), /it is on hold \(Label differs\)/, 'that another material has the number lets nobody use this one');
  assert.deepEqual([of(['API-7'], [other, released])?.says, of(undefined, [other])?.says], [undefined, undefined]);
});

test('a step takes the materials it names, else those its work consumes, and only where it asks for a lot', () => {
  const materials = [
    { material: 'PM-01', amount: '1 kg' },
    { material: 'PM-02', use: 'consumed' },
    { material: 'RV20', use: 'produced' },
  ];
  const ask = (more: object) => stepsOf({ materials, steps: [{ id: 's', title: 'S', data: [{ id: 'd', ask: 'D', ...more }] }] })[0]!.data[0]!.materials;
  assert.deepEqual([ask({ answer: 'lot', materials: ['PM-02'] }), ask({ answer: 'lot' }), ask({ answer: 'text' })], [['PM-02'], ['PM-01', 'PM-02'], undefined]);
  assert.equal(stepsOf({ steps: [{ id: 's', title: 'S', data: [{ id: 'd', ask: 'D', answer: 'lot' }] }] })[0]!.data[0]!.materials, undefined);
});

test('a lot that is on hold bars nothing where a weight was asked, and a weight or a yes is looked up nowhere', () => {
  const read = done<Execution>(execution, running, record, { execution: subject, step: 'check', data: 'mean', value: '18' }, actOf(), withLots(running, [held])).state;
  assert.equal(read.readings.at(-1)?.verdict, 'outside');
  assert.deepEqual(['yes', 'no', 'x'.repeat(61)].filter(mayNameLot), []);
  // nothing says of a number that it is none of a lot
  assert.deepEqual(['0412', 'L-0412', '2411.03', '-0.3'].filter(mayNameLot).length, 4);
});
