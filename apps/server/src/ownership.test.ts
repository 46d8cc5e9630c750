import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { objectId } from '@millrace/model';
import { lotOf } from '@millrace/mes';
import { wholeHouse, type WholeHouse } from './testing.ts';

let plant: WholeHouse;
let lot: string;
before(async () => {
  plant = await wholeHouse('tablets', '2026-11-20T08:00:00Z');
  lot = lotOf('API-7', 'L-1');
  await plant.act('material.lot.receive', { lot, lotNumber: 'L-1', definition: 'API-7', quantity: { value: '10', unit: 'kg' }, place: 'dispensing' });
  await plant.revise([
    { kind: 'integration.system', id: 'wms', fields: { name: 'Warehouse system', sort: 'other', sends: ['WMS'] } },
    {
      kind: 'integration.flow',
      id: 'lots',
      fields: { name: 'Lots of the warehouse', system: 'wms', way: 'in', message: 'lot', format: 'csv', by: 'drop-folder', at: 'tablets', settings: {} },
    },
    { kind: 'integration.ownership', id: 'material.lot/quality / * / 2026-12-01', fields: { what: 'material.lot/quality', from: '2026-12-01', owner: 'wms' } },
  ]);
});
after(() => plant?.close());

const hold = () => ({ lot, noun: 'person', cause: newId(), reason: 'A broken seal' });
const told = (externalId: string, place: string) => ({
  told: { system: 'erp', externalId, isCancelled: false, lines: [{ line: '1', segment: 'Weighing', quantity: { value: '1', unit: 'kg' }, place, material: 'SO1215' }] },
  message: newId(),
});

test('until the first day of a roll-out the record is ours, from it on theirs: by the shell and over HTTP', async () => {
  const qa = await plant.as('qa-1');
  assert.equal((await qa.post('material.lot.hold', hold())).status, 200);
  // the plant stands in Vienna: its first of December begins an hour before Greenwich's
  plant.clock.moveTo(Temporal.Instant.from('2026-11-30T23:30:00Z'));
  const later = await plant.as('qa-1');
  const refused = await later.post('material.lot.hold', hold());
  assert.equal(refused.status, 409);
  assert.deepEqual(
    [refused.body.rule, refused.body.detail, refused.body.facts.owner],
    [
      'material.lot.hold/owned-elsewhere',
      'Lot (quality) is owned by Warehouse system here. Change it there; it comes over by the flow “Lots of the warehouse”.',
      'Warehouse system',
    ],
  );
  await assert.rejects(plant.act('material.lot.hold', hold()), { rule: 'material.lot.hold/owned-elsewhere' });
});

test('their flow changes it, and a rule that carries further what the flow told', async () => {
  await plant.act('material.lot.hold', hold(), { actor: { kind: 'system', person: 'flow:lots' } });
  await plant.act('material.lot.hold', hold(), { actor: { kind: 'system', person: 'rule:some-rule', follows: 'flow:lots' } });
  await assert.rejects(plant.act('material.lot.hold', hold(), { actor: { kind: 'system', person: 'flow:production-schedule' } }), { rule: 'material.lot.hold/owned-elsewhere' });
});

test('a deviation is opened though its lot is theirs to hold; the hold is left as a task', async () => {
  const operator = await plant.as('operator-1');
  const answer = await operator.post('qms.deviation.open', {
    deviation: newId(),
    title: 'Seal broken',
    description: 'The seal of the drum was broken.',
    place: 'packaging-1',
    lots: [lot],
    noticedAt: plant.clock.now().toString(),
  });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  const tasks = await plant.rows(`select reaction, rule, sentence from store.task`);
  assert.deepEqual(
    tasks.map((one) => one['rule']),
    ['material.lot.hold/owned-elsewhere'],
  );
});

test('what a rule left is listed with the event it followed, and settled by whoever sees to it, once', async () => {
  const it = await plant.as('it-1');
  const [task] = (await it.get('record.task.list', { state: 'open' })).body.rows;
  assert.deepEqual([task.rule, task.eventType, task.noun], ['material.lot.hold/owned-elsewhere', 'qms.deviation.opened', 'qms.deviation']);
  const operator = await plant.as('operator-1');
  assert.equal((await operator.post('record.task.settle', { task: task.id, whatWasDone: 'nothing' })).status, 403);
  const settled = await it.post('record.task.settle', { task: task.id, whatWasDone: 'Held by hand in the warehouse system' });
  assert.equal(settled.status, 200, JSON.stringify(settled.body));
  assert.equal((await it.post('record.task.settle', { task: task.id, whatWasDone: 'again' })).status, 409);
  const unheard = await it.post('record.task.settle', { task: newId(), whatWasDone: 'Nothing was left' });
  assert.deepEqual([unheard.status, unheard.body.rule], [409, 'record.task.settle/conflict']);
  const of = async (state: string) => (await it.get('record.task.list', { state })).body.rows;
  assert.deepEqual(await of('open'), []);
  assert.deepEqual([(await of('settled'))[0].settledBy, (await of('settled'))[0].whatWasDone], ['it-1', 'Held by hand in the warehouse system']);
});

test('a report that did not fit the record is listed as it was told, and settled by whoever sees to it, once', async () => {
  const supervisor = await plant.as('supervisor-1');
  const jobOrder = newId();
  const [lot] = await plant.rows('select id, lot_number from material.lot limit 1');
  const answer = await supervisor.post('work.job-order.count', { jobOrder, good: '480', lot: lot!['id'] });
  assert.equal(answer.body.kept.rule, 'work.job-order.count/not-found', JSON.stringify(answer.body));
  const it = await plant.as('it-1');
  const {
    rows: [kept],
    names,
  } = (await it.get('record.task.list', { state: 'open' })).body;
  assert.deepEqual(names, { [String(lot!['id'])]: { noun: 'material.lot', number: lot!['lot_number'] } });
  assert.deepEqual([kept.reaction, kept.toldBy, kept.told], ['work.job-order.count', 'supervisor-1', { jobOrder, good: '480', lot: lot!['id'] }]);
  assert.equal((await it.post('record.task.settle', { task: kept.id, whatWasDone: 'Counted at the right order' })).status, 200);
  assert.equal((await it.post('record.task.settle', { task: kept.id, whatWasDone: 'again' })).status, 409);
  assert.deepEqual((await it.get('record.task.list', { state: 'open' })).body.rows, []);
});

test('a production request comes by the flow of the system that owns it at its place, and by no other', async () => {
  const by = (flow: string) => ({ actor: { kind: 'system', person: `flow:${flow}` } as const });
  // the area weighing is the weighing system's, everything else the enterprise system's
  await plant.act('planning.production-request.receive', told('W-1', 'BOX3'), by('weighing-orders'));
  const other = await plant.act('planning.production-request.receive', told('W-2', 'BOX3'), by('production-schedule')).catch((error: unknown) => error);
  assert.match(String(other), /Production request is owned by Formulation system DEV130 here/);
});

test('files change nothing of the model that another system owns, and neither does a plan of somebody else', async () => {
  const at = (day: string) => plant.clock.moveTo(Temporal.Instant.from(`${day}T08:00:00Z`));
  const apply = (fields: object, before: object, actor = { kind: 'person', person: 'plant-manager-1' } as { kind: 'person' | 'system'; person: string }) =>
    plant.act(
      'model.revision.apply',
      {
        revision: newId(),
        plan: 'by-hand-of-a-test',
        from: '-',
        to: '-',
        summary: { add: 0, change: 1, rename: 0, retire: 0, alike: 0 },
        steps: [{ action: 'change', kind: 'material.definition', id: 'API-7', before, after: fields }],
      },
      { actor: actor.kind === 'person' ? { kind: 'system', person: 'rule:test' } : (actor as { kind: 'system'; person: string }) },
    );
  const now = async () => (await plant.rows('select fields from model.object where id = $1', objectId('material.definition', 'API-7')))[0]!['fields'] as Record<string, unknown>;
  at('2026-12-31');
  await apply({ ...(await now()), standardCost: '1900.00 EUR' }, await now());
  at('2027-01-01');
  await assert.rejects(apply({ ...(await now()), standardCost: '1950.00 EUR' }, await now()), {
    rule: 'model.revision.apply/owned-elsewhere',
    message: 'Material (cost) is owned by Enterprise resource planning here. Change it there; it comes over by the flow “Production schedule”.',
  });
  // the rest of the same object is still the files'
  await apply({ ...(await now()), storage: 'Below 20 °C' }, await now());
  await apply({ ...(await now()), standardCost: '1950.00 EUR' }, await now(), { kind: 'system', person: 'flow:production-schedule' });
  await assert.rejects(apply({ ...(await now()), storage: 'Anywhere' }, await now(), { kind: 'system', person: 'flow:production-schedule' }), {
    rule: 'model.revision.apply/owned-elsewhere',
  });
});
