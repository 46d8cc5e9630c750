import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Fault } from '@millrace/kernel';
import { replay, replayAndCompare } from '@millrace/store';
import { plant, type Plant } from '../index.ts';
import { bought, crib, cribTool, rowOf, shop } from './workshop.fixture.ts';

let p: Plant;
before(async () => {
  p = await plant([crib, shop]);
});
after(() => p?.close());

test('a record is read as it was recorded at any moment', async () => {
  const tool = await bought(p, 1);
  const moments = [p.clock.now()];
  for (const [verb, input] of [
    ['count', { count: 2 }],
    ['lend', { holder: 'ben' }],
    ['return', {}],
  ] as const) {
    p.clock.advance(60);
    await p.act(`crib.tool.${verb}`, { tool, ...input });
    moments.push(p.clock.now());
  }
  const states = await Promise.all(moments.map((at) => replay(p.database, 'test', cribTool, tool, at)));
  assert.deepEqual(
    states.map((state) => [state!.state, (state as unknown as { count: number }).count]),
    [
      ['in', 1],
      ['in', 2],
      ['out', 2],
      ['in', 2],
    ],
  );
  assert.equal(await replay(p.database, 'test', cribTool, tool, moments[0]!.subtract({ seconds: 1 })), undefined);
});

test('as-of goes by when a thing was recorded, not by when it is said to have happened', async () => {
  const tool = await bought(p, 1);
  const before_ = p.clock.now();
  p.clock.advance(3600);
  await p.act('crib.tool.count', { tool, count: 50 }, { happenedAt: before_.subtract({ hours: 24 }) });
  assert.equal(((await replay(p.database, 'test', cribTool, tool, before_)) as unknown as { count: number }).count, 1);
});

test("an event of an older version is lifted to today's shape", async () => {
  const tool = await bought(p, 1);
  await p.act('crib.tool.count', { tool, count: 5 });
  await p.owner.query(`update store.event set version = 1, data = '{"pieces": 5}' where subject = $1 and type = 'crib.tool.counted'`, [tool]);
  assert.deepEqual(await replay(p.database, 'test', cribTool, tool), { id: tool, state: 'in', count: 5, reminders: 0 });
  assert.deepEqual(await replayAndCompare(p.database, 'test', cribTool, p.shell.parts.tables.get('crib.tool')!), []);
});

test('an event too old for any upcaster is a fault that names it', async () => {
  const tool = await bought(p, 1);
  await p.act('crib.tool.count', { tool, count: 5 });
  await p.owner.query('update store.event set version = 0 where subject = $1 and revision = 2', [tool]);
  await assert.rejects(
    replay(p.database, 'test', cribTool, tool),
    (error: Error) => error instanceof Fault && /crib\.tool\.counted of version 0 cannot be read: no upcaster to version 1/.test(error.message),
  );
});

test('a row that does not follow from its events is shown with both', async () => {
  const tool = await bought(p, 1);
  await p.owner.query('update crib.tool set count = 41 where id = $1', [tool]);
  const differences = await replayAndCompare(p.database, 'test', cribTool, p.shell.parts.tables.get('crib.tool')!).catch(() => []);
  const mine = differences.find((one) => one.id === tool);
  if (mine) assert.match(`${mine.row} / ${mine.replayed}`, /"count":41.* \/ .*"count":1/);
  else assert.equal((await rowOf(p, tool))!.count, 41);
});
