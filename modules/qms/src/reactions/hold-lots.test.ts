import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { material } from '@millrace/material/module';
import { model } from '@millrace/model/module';
import { replayAndCompare } from '@millrace/store';
import { plant, setModel, type Plant } from '@millrace/testkit';
import { qms } from '../module.ts';

let p: Plant;
before(async () => {
  p = await plant([model, material, qms]);
  await setModel(p, [{ kind: 'material.definition', id: 'API-7', fields: { name: 'Active', unit: 'kg' } }]);
});
after(() => p?.close());

const received = async () => {
  const lot = newId<'material.lot'>();
  await p.act('material.lot.receive', { lot, lotNumber: `L-${lot.slice(-6)}`, definition: 'API-7', quantity: { value: '12.500', unit: 'kg' }, place: 'MX-201' });
  return lot;
};
const opened = async (lots: string[]) => {
  const deviation = newId<'qms.deviation'>();
  const answer = await p.act('qms.deviation.open', { deviation, title: 'Blister weight above limit', description: 'Mean of 10 is 18.93 g', place: 'MX-201', lots });
  return { deviation, answer };
};
const stateOf = async (lot: string) => (await p.owner.query('select state, holds from material.lot where id = $1', [lot])).rows[0];

test('opening a deviation holds its lots in the same transaction', async () => {
  const lot = await received();
  const { deviation, answer } = await opened([lot]);
  const row = await stateOf(lot);
  assert.equal(row.state, 'on-hold');
  assert.equal(row.holds[0].cause, deviation);
  assert.deepEqual(
    answer.events.map((one) => one.type),
    ['qms.deviation.opened', 'material.lot.held'],
  );
  assert.match(answer.records[0]!.number!, /^DEV-2026-\d{4}$/);
});

test('a rejected lot stops nobody from opening a deviation on it', async () => {
  const lot = await received();
  await p.act('material.lot.reject', { lot, why: 'contaminated' });
  const { answer } = await opened([lot]);
  assert.deepEqual(
    answer.events.map((one) => one.type),
    ['qms.deviation.opened'],
  );
});

test('a lot that does not exist refuses the deviation and leaves nothing behind', async () => {
  const { deviation } = { deviation: newId() };
  await assert.rejects(p.act('qms.deviation.open', { deviation, title: 'Wrong lot', description: 'x', place: 'MX-201', lots: [newId()] }), { rule: 'material.lot.hold/not-found' });
  const { rowCount } = await p.owner.query('select from qms.deviation where id = $1', [deviation]);
  assert.equal(rowCount, 0);
});

test('closing a deviation lifts its holds, and the lot goes back to what it was', async () => {
  const lot = await received();
  const { deviation } = await opened([lot]);
  await p.act('qms.deviation.classify', { deviation, severity: 'minor', assessment: 'no risk' });
  await p.act('qms.deviation.approve', { deviation, justification: 'within registered range', mayContinue: true }, { actor: { kind: 'person', person: 'ben' } });
  await p.act('qms.deviation.close', { deviation, conclusion: 'settled' }, { actor: { kind: 'person', person: 'ben' } });
  await p.engine.settle();
  assert.equal((await stateOf(lot)).state, 'quarantined');
});

test('the same key has one effect, however often it is sent at once', async () => {
  const lot = newId();
  const key = newId();
  const input = { lot, lotNumber: 'ONCE-1', definition: 'API-7', quantity: { value: '1', unit: 'kg' }, place: 'MX-201' };
  const answers = await Promise.all(Array.from({ length: 6 }, () => p.act('material.lot.receive', input, { key })));
  assert.equal(answers.filter((one) => one.isRepeat).length, 5);
  assert.equal((await p.owner.query('select from store.event where subject = $1', [lot])).rowCount, 1);
});

test('rows are what the events say', async () => {
  for (const noun of p.rooms.nouns.values()) assert.deepEqual(await replayAndCompare(p.database, 'test', noun, p.shell.parts.tables.get(noun.address)!), []);
});

test('the sealed trail verifies, and one altered byte is named', async () => {
  await p.seal();
  const clean = await p.verify();
  assert.deepEqual(clean.findings, []);
  assert.ok(clean.acts > 10);
  const { rows } = await p.owner.query(`select seq, recorded_at, row_id from record.audit where table_name = 'qms.deviation' order by seq limit 1`);
  await p.owner.query(`update record.audit set new = replace(new, 'Blister weight', 'Blister Weight') where seq = $1`, [rows[0].seq]);
  const found = await p.verify();
  assert.equal(found.findings[0]!.what, 'act altered');
  assert.match(found.findings[0]!.sentence, new RegExp(rows[0].row_id));
});
