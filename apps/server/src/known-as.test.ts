import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { lotOf } from '@millrace/mes';
import { knownAs } from '@millrace/record';
import { snake, tableName } from '@millrace/store';
import { wholeHouse, type WholeHouse } from './testing.ts';

let plant: WholeHouse;
before(async () => {
  plant = await wholeHouse('tablets', '2026-11-20T08:00:00Z');
});
after(() => plant?.close());

const received = async (lotNumber: string, place: string) => {
  const lot = lotOf('API-7', lotNumber);
  await plant.act('material.lot.receive', { lot, lotNumber, definition: 'API-7', quantity: { value: '10', unit: 'kg' }, place });
  return lot;
};

test('a record is called by its number, and what is no record is left out', async () => {
  const lot = await received('L-1', 'dispensing');
  assert.deepEqual(
    await knownAs({ database: plant.house.database, site: plant.house.site, nouns: plant.house.rooms.nouns }, [lot, newId(), 'dispensing', "'; drop table material.lot"]),
    {
      [lot]: { noun: 'material.lot', number: 'L-1' },
    },
  );
});

test('a record that lies where somebody may not look is not named to them', async () => {
  const [here, there] = [await received('L-2', 'dispensing'), await received('L-3', 'packaging-1')];
  assert.deepEqual(Object.keys(await knownAs({ database: plant.house.database.seenFrom(['dispensing']), site: plant.house.site, nouns: plant.house.rooms.nouns }, [here, there])), [
    here,
  ]);
});

test('the trail of a deviation names the lots it holds by their numbers', async () => {
  const lot = await received('L-4', 'packaging-1');
  const deviation = newId();
  await plant.act('qms.deviation.open', { deviation, title: 'Weight', description: 'Mean of 10 is 18.93 g', place: 'packaging-1', lots: [lot] });
  const qa = await plant.as('qa-1');
  const trail = (await qa.get('record.trail.show', { noun: 'qms.deviation', id: deviation })).body as { names: Record<string, { number: string }> };
  assert.equal(trail.names[lot]?.number, 'L-4');
});

test('what a noun says it is called by is a column of its table, and every kind of record with a number or a name says so', async () => {
  const rows = await plant.rows(`select n.nspname || '.' || c.relname as name, array_agg(a.attname::text) as columns
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped group by 1`);
  const columns = new Map(rows.map((row) => [String(row['name']), row['columns'] as string[]]));
  const wrong = [...plant.house.rooms.nouns.values()].filter(({ address, calledBy }) => {
    const own = columns.get(tableName(address)) ?? [];
    return calledBy === undefined ? ['number', 'title', 'name'].some((one) => own.includes(one)) : !own.includes(snake(calledBy));
  });
  assert.deepEqual(
    wrong.map((one) => one.address),
    [],
  );
});
