import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { wholeHouse, type WholeHouse } from './testing.ts';

let plant: WholeHouse;
before(async () => {
  plant = await wholeHouse('tablets', '2026-11-23T08:00:00Z');
});
after(() => plant?.close());

const opened = async () => {
  const deviation = newId();
  await plant.act('qms.deviation.open', { deviation, title: 'numbered', description: 'numbered', place: 'PK-11', lots: [] }, { actor: { kind: 'person', person: 'operator-1' } });
  return (await plant.rows('select number from qms.deviation where id = $1', deviation))[0]!['number'];
};

test('records are numbered as the model in force says, and as their noun says where it says nothing', async () => {
  const revise = (fields?: object) => plant.revise([{ kind: 'governance.numbering', id: 'qms.deviation', ...(fields && { fields: fields as never }) }]);
  assert.equal(await opened(), 'DEV-2026-0001');
  await revise({ of: 'qms.deviation', pattern: '{site}/{year}{month}/{00}', gapless: false, restarts: 'monthly' });
  await plant.house.refreshModel();
  assert.equal(await opened(), 'tablets/202611/01');
  await revise();
  await plant.house.refreshModel();
  assert.equal(await opened(), 'DEV-2026-0002');
});
