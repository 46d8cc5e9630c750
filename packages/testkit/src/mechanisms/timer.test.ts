import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { engine } from '@millrace/store';
import { plant, type Plant } from '../index.ts';
import { bought, crib, rowOf, shop, until } from './workshop.fixture.ts';

let p: Plant;
before(async () => {
  p = await plant([crib, shop]);
});
after(() => p?.close());

const lent = async () => {
  const tool = await bought(p);
  await p.act('crib.tool.lend', { tool, holder: 'ben' });
  return tool;
};

test('a timer fires when its time is over, not before, and once', async () => {
  const tool = await lent();
  p.clock.advance(59);
  await p.engine.settle();
  assert.equal((await rowOf(p, tool))!.reminders, 0);
  p.clock.advance(2);
  await p.engine.settle();
  p.clock.advance(600);
  await p.engine.settle();
  assert.equal((await rowOf(p, tool))!.reminders, 1);
});

test('a timer that was stopped does not fire', async () => {
  const tool = await lent();
  await p.act('crib.tool.return', { tool });
  p.clock.advance(120);
  await p.engine.settle();
  assert.equal((await rowOf(p, tool))!.reminders, 0);
});

test('a timer outlives the server that started it, and two servers fire it once', async () => {
  const tools = await Promise.all(Array.from({ length: 20 }, lent));
  await p.engine.stop();
  p.clock.advance(61);
  const servers = ['second', 'third'].map((name) => engine(p.shell, 'test', name, () => undefined));
  try {
    await Promise.all(servers.map((one) => one.settle()));
    await until(async () => (await p.owner.query('select from store.timer')).rowCount === 0);
    for (const tool of tools) assert.equal((await rowOf(p, tool))!.reminders, 1);
    const { rows } = await p.owner.query(`select count(*)::int as n from store.event where type = 'crib.tool.reminded' and subject = any($1)`, [tools]);
    assert.equal(rows[0].n, 20);
  } finally {
    await Promise.all(servers.map((one) => one.stop()));
  }
});

test('a timer whose server died while firing it is fired by another after the lease', async () => {
  const tool = await lent();
  p.clock.advance(61);
  await p.owner.query(`update store.timer set lease_until = clock_timestamp() + interval '1 s', lease_by = 'a server that died'`);
  const second = engine(p.shell, 'test', 'second', () => undefined);
  try {
    await second.settle();
    assert.equal((await rowOf(p, tool))!.reminders, 0);
    await until(async () => (await rowOf(p, tool))!.reminders === 1);
  } finally {
    await second.stop();
  }
});
