import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { referringTo } from '@millrace/record';
import { wholeHouse, type Guest, type WholeHouse } from './testing.ts';

// The pages of lower rooms lead to what higher ones have about them (0042): over every field that a noun of the house names.

let plant: WholeHouse;
let qa: Guest;
before(async () => {
  plant = await wholeHouse('tablets', '2026-11-20T08:00:00Z');
  qa = await plant.as('qa-1');
});
after(() => plant?.close());

interface Page {
  readonly referring: readonly { readonly noun: string; readonly id: string; readonly title: string }[];
}
const pageOf = async (noun: string, id: string) => (await qa.get('record.page.show', { noun, id })).body as Page;
const started = async () => {
  const jobOrder = newId<'work.job-order'>();
  const asWorker = { actor: { kind: 'person', person: 'operator-2' } } as const;
  await plant.act('work.job-order.create', {
    jobOrder,
    place: 'packaging-2',
    workMaster: 'pack-rv40-30',
    definition: 'RV40-30',
    lotNumber: `L-${jobOrder.slice(-6)}`,
    quantity: { value: '100', unit: '1' },
    plannedStart: '2026-11-20T08:00:00Z',
  });
  await plant.act('work.job-order.dispatch', { jobOrder }, { actor: { kind: 'person', person: 'supervisor-1' } });
  await plant.act('work.job-order.start', { jobOrder, at: 'PK-21', workMaster: 'pack-rv40-30' }, asWorker);
  await plant.house.engine.settle();
  return jobOrder;
};

test('a job order leads to its execution and its deviations, and its lot to both', async () => {
  const jobOrder = await started();
  const [execution] = (await pageOf('work.job-order', jobOrder)).referring.filter(({ noun }) => noun === 'mes.execution');
  assert.ok(execution);
  const { lot } = (await plant.house.database.pool.query<{ lot: string }>('select lot from mes.execution where id = $1', [execution.id])).rows[0]!;
  const deviation = newId();
  await plant.act('qms.deviation.open', {
    deviation,
    title: 'Blister open',
    description: 'Seen at the belt.',
    place: 'packaging-2',
    lots: [lot],
    source: { jobOrder, step: 'check', reading: '1' },
  });
  await plant.house.engine.settle();
  const found = async (noun: string, id: string) => (await pageOf(noun, id)).referring.map((one) => `${one.noun} ${one.id}`).toSorted();
  const both = [`mes.execution ${execution.id}`, `qms.deviation ${deviation}`];
  assert.deepEqual(await found('work.job-order', jobOrder), both);
  assert.deepEqual(await found('material.lot', lot), both);
});

test('every noun that another refers to is one of the house, and each field by which it does is one that its table has', async () => {
  const { nouns } = plant.house.shell.parts.rooms;
  const about = new Set([...nouns.values()].flatMap(({ refersTo }) => refersTo.map(({ noun }) => noun)));
  assert.ok(about.size >= 3);
  for (const noun of about) {
    assert.ok(nouns.has(noun), noun);
    // a field that no table has is an error of the database
    assert.deepEqual(await referringTo({ database: plant.house.database, site: 'tablets', nouns }, noun, newId()), []);
  }
});
