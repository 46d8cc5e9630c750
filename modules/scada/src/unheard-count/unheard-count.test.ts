import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { model } from '@millrace/model/module';
import { replayAndCompare } from '@millrace/store';
import { plant, type Plant } from '@millrace/testkit';
import { count } from '../count/count.ts';
import { scada } from '../module.ts';
import { unheardCount } from './unheard-count.ts';

let p: Plant;
before(async () => {
  p = await plant([model, scada]);
});
after(() => p?.close());

const read = (...readings: { at: string; value: string; unheardSince?: string }[]) =>
  p.act(
    'scada.counter.read',
    { place: 'U1', readings: readings.map((one) => ({ signal: 'U1.total', counts: { total: 1, scrap: 0 }, ...one })) },
    { actor: { kind: 'system', person: 'flow:test' } },
  );
const kept = async () => ({
  quarters: (await p.owner.query(`select to_char(starts_at at time zone 'UTC', 'HH24:MI') as at, total::int from scada.count order by starts_at`)).rows.map((row) => [
    row.at,
    row.total,
  ]),
  unheard: (
    await p.owner.query(
      `select to_char(starts_at at time zone 'UTC', 'HH24:MI') as "from", to_char(ends_at at time zone 'UTC', 'HH24:MI') as "to", total::int from scada.unheard_count_in_force order by ends_at`,
    )
  ).rows.map((row) => [row.from, row.to, row.total]),
});

test('what a machine made while nobody heard it is kept with from and to, and a late reading puts in its quarter what it knows', async () => {
  await read({ at: '2026-11-22T06:00:00Z', value: '100' }, { at: '2026-11-22T06:05:00Z', value: '150' });
  await read({ at: '2026-11-22T06:50:00Z', value: '950', unheardSince: '2026-11-22T06:06:00Z' });
  assert.deepEqual(await kept(), { quarters: [['06:00', 50]], unheard: [['06:06', '06:50', 800]] });
  await read({ at: '2026-11-22T06:20:00Z', value: '450' });
  await p.engine.settle();
  assert.deepEqual(await kept(), {
    quarters: [
      ['06:00', 50],
      ['06:15', 300],
    ],
    unheard: [['06:20', '06:50', 500]],
  });
  // the machine's own log: what it showed then was made by then
  await read({ at: '2026-11-22T06:46:00Z', value: '900' });
  await p.engine.settle();
  assert.deepEqual(await kept(), {
    quarters: [
      ['06:00', 50],
      ['06:15', 300],
      ['06:45', 500],
    ],
    unheard: [],
  });
  for (const noun of [unheardCount, count]) assert.deepEqual(await replayAndCompare(p.database, 'test', noun, p.shell.parts.tables.get(noun.address)!), []);
});
