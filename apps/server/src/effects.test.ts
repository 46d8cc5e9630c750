import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { demoPassword } from './demo.ts';
import { wholeHouse, type Guest, type WholeHouse } from './testing.ts';

// A change states the effect it expects on an indicator, and the system says later whether it came.

let plant: WholeHouse;
let qa: Guest;
before(async () => {
  plant = await wholeHouse('tablets', '2026-11-20T08:00:00Z');
  qa = await plant.as('qa-1');
});
after(() => plant?.close());

const signature = { meaning: 'I approve this change of the operating model, having seen what it would do', secret: demoPassword };
async function change(storage: string, expects: object, more: object = {}) {
  const fields = plant.house.policy().model.byKey.get('material.definition EX-01')!.fields;
  const step = { action: 'change', kind: 'material.definition', id: 'EX-01', before: fields, after: { ...fields, storage } };
  const plan = { revision: newId(), plan: 'plan-of-a-test', from: '-', to: '-', summary: { add: 0, change: 1, rename: 0, retire: 0, alike: 0 }, steps: [step], expects, ...more };
  return { plan, answer: await qa.post('model.revision.apply', plan, { signature }) };
}
const settle = async () => {
  await plant.house.engine.settle();
  await plant.house.refreshModel();
};
const shift = (startsAt: string, numerator: number) =>
  plant.act('indicator.value.reckon', {
    indicator: 'oee',
    place: 'PK-21',
    startsAt,
    endsAt: Temporal.Instant.from(startsAt).add({ hours: 8 }).toString(),
    productionDay: startsAt.slice(0, 10),
    isFinal: true,
    reckoned: { numerator, denominator: 100, value: String(numerator), flags: [], factors: {}, completeness: 1, sums: {}, basis: [] },
  });
const expects = { indicator: 'oee', at: 'PK-21', from: '60', to: '65', by: '2026-11-23' };

test('an effect on what is no indicator, at no place, or by a day that is over is refused before anybody signs it', async () => {
  for (const [wrong, says] of [
    [{ ...expects, indicator: 'oeee' }, /oeee is no indicator of this model/],
    [{ ...expects, at: 'PK-99' }, /PK-99 is no part of this plant/],
    [{ ...expects, by: '2026-11-19' }, /2026-11-19 lies before/],
    [{ ...expects, to: '60' }, /from 60 to 60 is no change/],
  ] as const) {
    const { answer } = await change('Dry', wrong);
    assert.equal(answer.body.rule, 'model.revision.apply/effect-unfit', JSON.stringify(answer.body));
    assert.match(answer.body.detail, says);
  }
});

test('an effect that did not come is said on the day, with the numbers, and becomes an action of whoever made the change', async () => {
  await shift('2026-11-19T04:00:00Z', 58);
  const { plan, answer } = await change('Dry', expects);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  await settle();
  const waiting = await qa.get('governance.effect.list', { change: plan.revision });
  assert.deepEqual(
    [waiting.body.rows[0].state, Temporal.Instant.from(waiting.body.rows[0].until).toString()],
    ['expected', '2026-11-23T23:00:00Z'],
    'the end of that day at the plant',
  );
  await shift('2026-11-21T04:00:00Z', 61);
  plant.clock.moveTo(Temporal.Instant.from('2026-11-24T02:00:01Z'));
  await settle();
  qa = await plant.as('qa-1');
  const [effect] = (await qa.get('governance.effect.list', { change: plan.revision })).body.rows;
  assert.deepEqual([effect.state, effect.sentence], ['missed', 'oee of PK-21 was 58 before (1 value) and 61 since (1 value); expected was at least 65.']);
  const [action] = await plant.rows('select title, owner, state, "from" from governance.action');
  assert.deepEqual([action!['owner'], action!['state'], action!['from']], ['qa-1', 'open', { noun: 'model.revision', id: plan.revision }]);
  assert.match(String(action!['title']), /did not bring what was expected of oee/);
});

test('an effect that came asks nobody to do anything', async () => {
  const { plan } = await change('Cool', { ...expects, from: '58', to: '59', by: '2026-11-26' });
  await settle();
  await shift('2026-11-25T04:00:00Z', 70);
  plant.clock.moveTo(Temporal.Instant.from('2026-11-27T02:00:01Z'));
  await settle();
  qa = await plant.as('qa-1');
  assert.equal((await qa.get('governance.effect.list', { change: plan.revision })).body.rows[0].state, 'came');
  assert.equal((await plant.rows('select from governance.action')).length, 1);
});
