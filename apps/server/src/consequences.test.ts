import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { lotOf } from '@millrace/mes';
import { keyOf, modelOf, planText, type ModelObject } from '@millrace/model';
import { planPlant } from './model-plan.ts';
import { wholeHouse, type Guest, type WholeHouse } from './testing.ts';

// What a plan says it would do to work in hand, asked over HTTP by a person who may read.

let plant: WholeHouse;
let reader: Guest;
const numbers: string[] = [];
before(async () => {
  plant = await wholeHouse('tablets', '2026-11-20T08:00:00Z');
  reader = await plant.as('process-engineer-1');
  const at = plant.clock.now();
  for (const [lotNumber, months] of [
    ['L-1', 23],
    ['L-2', 12],
  ] as const)
    await plant.act('material.lot.receive', {
      lot: lotOf('API-7', lotNumber),
      lotNumber,
      definition: 'API-7',
      quantity: { value: '10', unit: 'kg' },
      place: 'dispensing',
      expiresAt: at.toZonedDateTimeISO('UTC').add({ months }).toInstant().toString(),
    });
  const order = newId();
  const made = await plant.act('work.job-order.create', {
    jobOrder: order,
    workType: 'production',
    place: 'packaging-2',
    workMaster: 'pack-rv20-30',
    definition: 'RV20-30',
    quantity: { value: '1000', unit: '1' },
    plannedStart: at.toString(),
  });
  numbers.push(made.records[0]!.number!);
  await plant.act('work.job-order.assign', { jobOrder: order, persons: ['operator-2'] });
  await plant.act('governance.action.open', { action: newId(), title: 'Mend the guard', place: 'PK-21', owner: 'operator-2', due: at.add({ hours: 48 }).toString() });
});
after(() => plant?.close());

/** The plan of a model that is changed so, as a person reads it. */
async function planned(change: (objects: Map<string, ModelObject>) => void): Promise<string> {
  const objects = new Map(plant.house.policy().model.byKey);
  change(objects);
  const report = await planPlant(plant.house, 'plants/tablets', modelOf(objects.values()), async (question, facts) => {
    const answer = await reader.get(question, Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)])));
    assert.equal(answer.status, 200, `${question} ${JSON.stringify(facts)}: ${JSON.stringify(answer.body)}`);
    return answer.body.names;
  });
  return planText(report);
}
const edit = (kind: string, id: string, fields: object) => (objects: Map<string, ModelObject>) => {
  const key = keyOf({ kind, id });
  objects.set(key, { kind, id, fields: { ...objects.get(key)!.fields, ...fields } });
};
const without = (kind: string, id: string) => (objects: Map<string, ModelObject>) => void objects.delete(keyOf({ kind, id }));

test('a shorter shelf life names the lots that would expire earlier, and no others', async () => {
  assert.match(await planned(edit('material.definition', 'API-7', { shelfLife: '18 months' })), /shelf life {2}24 months -> 18 months\n +1 lot would expire earlier: L-1\n/);
  assert.doesNotMatch(await planned(edit('material.definition', 'API-7', { shelfLife: '36 months' })), /expire/);
});

test('a person who leaves loses open orders and open actions', async () => {
  const text = await planned(without('personnel.person', 'operator-2'));
  assert.match(text, /1 open job order loses its performer\n/);
  assert.match(text, /1 open action loses its owner: ACT-2026-0001\n/);
});

test('a line that goes takes what runs on it along, and one that is renamed is still named as before', async () => {
  assert.match(await planned(without('equipment.line', 'packaging-2')), new RegExp(`1 open job order has nowhere to run: ${numbers[0]}\n`));
  const text = await planned((objects) => {
    const line = objects.get('equipment.line packaging-2')!;
    objects.delete(keyOf(line));
    objects.set('equipment.line packaging-B', { ...line, id: 'packaging-B', was: 'packaging-2' });
  });
  assert.match(text, new RegExp(`was packaging-2\n +1 open job order still names it as before: ${numbers[0]}\n`));
});

test('a changed work master is followed by what has not started', async () => {
  const text = await planned(edit('work.master', 'pack-rv20-30', { name: 'Pack blisters of thirty' }));
  assert.match(text, new RegExp(`1 job order not started would follow it: ${numbers[0]}\n`));
});

test('a role that may do less says to whom, and a qualification that is taken away says from whom', async () => {
  assert.match(await planned(edit('personnel.role', 'planner', { may: [] })), /1 person may do less: planner-1\n/);
  assert.match(await planned(without('personnel.qualification', 'coating')), /person loses it|people lose it/);
});

test('somebody who loses a qualification is told with the open orders that ask for it', async () => {
  const holds = plant.house.policy().model.byKey.get('personnel.person operator-2')!.fields['holds'] as { qualification: string }[];
  const text = await planned(edit('personnel.person', 'operator-2', { holds: holds.filter((one) => one.qualification !== 'blister-line') }));
  assert.match(
    text,
    new RegExp(
      `holds  without \\(qualification: blister-line, since: [0-9-]+\\)\n +1 qualification is lost: blister-line\n +1 open job order asks for blister-line: ${numbers[0]}\n`,
    ),
  );
});

test('nothing is counted that nobody may see: without the right to ask, the plan says it could not count', async () => {
  const objects = new Map(plant.house.policy().model.byKey);
  without('personnel.person', 'operator-2')(objects);
  assert.match(planText(await planPlant(plant.house, 'x', modelOf(objects.values()))), /could not count: open job orders lose their performer/);
});

test('what a shorter shelf life would do to lots comes true with it, and a longer one gives nothing back', async () => {
  const lot = lotOf('API-7', 'L-3');
  await plant.act('material.lot.receive', { lot, lotNumber: 'L-3', definition: 'API-7', quantity: { value: '10', unit: 'kg' }, place: 'dispensing' });
  const expiry = async () => String((await plant.rows('select expires_at from material.lot where id = $1', lot))[0]!['expires_at']).slice(0, 10);
  assert.equal(await expiry(), '2028-11-20', 'by the shelf life of 24 months that its material has');
  assert.match(await planned(edit('material.definition', 'API-7', { shelfLife: '18 months' })), /2 lots would expire earlier: L-1, L-3\n/);
  const fields = plant.house.policy().model.byKey.get('material.definition API-7')!.fields;
  await plant.revise([{ kind: 'material.definition', id: 'API-7', fields: { ...fields, shelfLife: '18 months' } }]);
  await plant.house.engine.settle();
  assert.equal(await expiry(), '2028-05-20');
  await plant.revise([{ kind: 'material.definition', id: 'API-7', fields }]);
  await plant.house.engine.settle();
  assert.equal(await expiry(), '2028-05-20');
});
