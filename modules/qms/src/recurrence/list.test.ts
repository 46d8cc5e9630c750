import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { material } from '@millrace/material/module';
import { mes } from '@millrace/mes/module';
import { model } from '@millrace/model/module';
import { newId } from '@millrace/kernel';
import { scada } from '@millrace/scada/module';
import { asker, openPolicy } from '@millrace/store';
import { plant, setModel, type Plant } from '@millrace/testkit';
import { work } from '@millrace/work/module';
import { qms } from '../module.ts';
import { seenBefore } from './list.ts';

let p: Plant;
before(async () => {
  p = await plant([model, material, work, scada, mes, qms]);
  await setModel(p, [
    ...['U1', 'U2'].map((id) => ({ kind: 'equipment.unit', id, fields: { name: id, in: 'test' } })),
    ...['RV20', 'RV40'].map((id) => ({ kind: 'material.definition', id, fields: { name: id, unit: '1' } })),
    ...['pack', 'press'].map((id) => ({ kind: 'work.master', id, fields: { name: id, on: [], steps: [] } })),
  ]);
});
after(() => p?.close());

interface Where {
  readonly definition?: string;
  readonly workMaster?: string;
  readonly place?: string;
  readonly step?: string;
  /** Told late: it was found so many days ago. */
  readonly daysAgo?: number;
}
const raised = async ({ definition = 'RV20', workMaster = 'pack', place = 'U1', step = 'check', daysAgo = 0 }: Where = {}) => {
  const [jobOrder, deviation] = [newId(), newId()];
  await p.act('work.job-order.create', { jobOrder, place, definition, workMaster, quantity: { value: '100', unit: '1' }, plannedStart: p.clock.now().toString() });
  const source = { jobOrder, step };
  await p.act(
    'qms.deviation.open',
    { deviation, title: 'Weight above limit', description: 'Mean of 10 is 18.93 g', place, source },
    { happenedAt: p.clock.now().subtract({ hours: daysAgo * 24 }) },
  );
  p.clock.advance(60);
  return deviation;
};
const seenFrom = async (deviation: string, places: readonly (string | null)[] = [null]) => {
  const asked = asker(seenBefore.query, {
    site: 'test',
    person: 'ana',
    now: p.clock.now(),
    database: p.database,
    nouns: p.rooms.nouns,
    policy: openPolicy,
    grants: places.map((place) => ({ role: 'quality', pattern: '*', place })),
  })!;
  const { rows } = (await seenBefore.answer({ deviation } as never, asked)) as { rows: { id: string; same: string[] }[] };
  return rows.map((one) => [one.id, one.same.join(' ')]);
};

test('what shares two of material, step and unit was seen before; the most alike first, and one thing alone is no recurrence', async () => {
  const same = await raised();
  const elsewhere = await raised({ place: 'U2' });
  const otherMaterial = await raised({ definition: 'RV40' });
  const otherStep = await raised({ step: 'finish' });
  await raised({ definition: 'RV40', place: 'U2' });
  // a step of the same name in other work is another step
  await raised({ workMaster: 'press', definition: 'RV40', place: 'U1' });
  assert.deepEqual(await seenFrom(await raised()), [
    [same, 'material step unit'],
    [otherStep, 'material unit'],
    [otherMaterial, 'step unit'],
    [elsewhere, 'material step'],
  ]);
});
test('only what was raised in the ninety days before it counts, and nothing that came after', async () => {
  const old = await raised({ daysAgo: 300 });
  const first = await raised({ daysAgo: 211 });
  const second = await raised({ daysAgo: 209 });
  assert.deepEqual([await seenFrom(first), await seenFrom(second)], [[[old, 'material step unit']], [[first, 'material step unit']]]);
});
test('who sees one part of the plant is told of no deviation in another', async () => {
  const then = { daysAgo: 100 };
  await raised({ place: 'U2', ...then });
  const here = await raised(then);
  const mine = await raised(then);
  assert.deepEqual(await seenFrom(mine, ['U1']), [[here, 'material step unit']]);
});
test('a deviation that is not there has no past', async () => {
  await assert.rejects(seenFrom(newId()), { rule: 'qms.recurrence.list/not-found', status: 404 });
});
