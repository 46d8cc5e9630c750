import assert from 'node:assert/strict';
import { cpSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { newId, upward, type Mode } from '@millrace/kernel';
import { fileAnchor, schemaFolder as recordSchema, sealNew, verifyTrail } from '@millrace/record';
import { connect, migrate, schemaFolder as storeSchema, schemaSum, type Room } from '@millrace/store';
import pg from 'pg';
import { cluster, ownDatabase, plant, type Plant } from '../index.ts';
import { bought, crib, cribTool, lend, shop } from './workshop.fixture.ts';

// What an act leaves beside its records - a report kept aside, a remark, a task - is in the trail as they are.

const desk: Room = {
  name: 'desk',
  reactions: [
    upward({
      name: 'desk.lends-what-is-scrapped',
      noun: cribTool,
      on: 'crib.tool.scrapped',
      then: lend,
      inputs: (event) => [{ tool: event.subject, holder: 'ben' }],
    }),
  ],
};

let p: Plant;
beforeEach(async () => {
  await p?.close();
  p = await plant([crib, shop, desk]);
});
after(() => p?.close());

/** As the database's owner: past the triggers, as one who wants no trace. */
const secretly = async (sql: string) => {
  const client = await p.owner.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    assert.ok((await client.query(sql)).rowCount! > 0, 'nothing was altered');
    await client.query('commit');
  } finally {
    client.release();
  }
};
const findings = async () => (await p.verify()).findings.map((one) => `${one.what}: ${one.where}`);
const actOf = async (table: string, id: string) =>
  (
    await p.owner.query<{ address: string; by_person: string; role: string; caused_by: string | null }>(
      `select a.address, a.by_person, a.role, a.caused_by from record.audit u join store.act a on a.id = u.act where u.table_name = $1 and u.row_id = $2`,
      [table, id],
    )
  ).rows;
const idOf = async (table: string) => String((await p.owner.query<{ id: string }>(`select id from ${table}`)).rows[0]!.id);

/** One row in each table, by whatever leaves it. */
const leaves = {
  'store.kept_report': async () => void (await p.act('crib.tool.count', { tool: newId(), count: 7 })),
  'store.remark': async () => {
    p.setPolicy({ modeOf: (): Mode => 'observe' });
    await p.act('crib.tool.lend', { tool: await bought(p, 101), holder: 'ben' });
  },
  'store.task': async () => {
    await p.act('crib.tool.scrap', { tool: await bought(p), why: 'worn' }, { reason: 'worn' });
    await p.engine.settle();
  },
} as const;

for (const [table, leave] of Object.entries(leaves)) {
  test(`a row of ${table} that is altered or deleted past the trigger is named by the proof of the trail`, async () => {
    await leave();
    await p.seal();
    assert.deepEqual(await findings(), [], 'as it was left');
    const id = await idOf(table);
    await secretly(`update ${table} set sentence = 'all was well'`);
    assert.deepEqual(await findings(), [`row altered: ${table} ${id}`]);
    await secretly(`delete from ${table}`);
    assert.deepEqual(await findings(), [`row missing: ${table} ${id}`]);
  });

  test(`a row of ${table} that the owner changes openly is a change outside Millrace, and the application changes none`, async () => {
    await leave();
    const id = await idOf(table);
    await p.owner.query(`update ${table} set sentence = 'all was well'`);
    await p.seal();
    assert.deepEqual(await findings(), [`changed outside Millrace: ${table} ${id}`]);
    await assert.rejects(p.database.pool.query(`update ${table} set sentence = ''`), { code: '42501' });
    await assert.rejects(p.database.pool.query(`delete from ${table}`), { code: '42501' });
  });
}

test('a report that is kept aside is an act of whoever sent it, with the identity it was answered with', async () => {
  const answer = await p.act('crib.tool.count', { tool: newId(), count: 7 }, { reason: 'stock-taking' });
  assert.deepEqual(await actOf('store.kept_report', answer.act), [{ address: 'store.kept-report.keep', by_person: 'ana', role: 'sender', caused_by: null }]);
  assert.equal(answer.kept!.id, answer.act);
});

test('a report that is kept twice under one key is one act', async () => {
  const key = newId();
  const tool = newId();
  await p.act('crib.tool.count', { tool, count: 7 }, { key });
  assert.equal((await p.act('crib.tool.count', { tool, count: 7 }, { key })).isRepeat, true);
  await Promise.all([1, 2, 3].map(() => p.act('crib.tool.count', { tool, count: 8 }, { key: 'the same key' })));
  assert.equal((await p.owner.query(`select from store.act where address = 'store.kept-report.keep'`)).rowCount, 2);
  assert.equal((await p.owner.query('select from store.kept_report')).rowCount, 2);
});

test('a remark belongs to the act it is of, also where a rule of the house follows it', async () => {
  p.setPolicy({ modeOf: (): Mode => 'observe' });
  const [worn, ticket] = [await bought(p, 101), newId()];
  await p.act('shop.ticket.open', { ticket, tools: [worn], how: 'refuse' });
  assert.deepEqual(
    (await actOf('store.remark', await idOf('store.remark'))).map((one) => one.address),
    ['crib.tool.lend'],
  );
});

test('a task of a rule that acts with its cause belongs to the act that caused it', async () => {
  const [taken, ticket] = [await bought(p), newId()];
  await p.act('crib.tool.lend', { tool: taken, holder: 'ben' });
  await p.act('shop.ticket.open', { ticket, tools: [taken], how: 'task' });
  assert.deepEqual(
    (await actOf('store.task', await idOf('store.task'))).map((one) => one.address),
    ['shop.ticket.open'],
  );
});

test('a task of a rule that came later is an act of that rule, caused by what it heard', async () => {
  await leaves['store.task']();
  const { event } = (await p.owner.query<{ event: string }>('select event from store.task')).rows[0]!;
  assert.deepEqual(await actOf('store.task', await idOf('store.task')), [
    { address: 'store.task.leave', by_person: 'rule:desk.lends-what-is-scrapped', role: 'system', caused_by: event },
  ]);
});

test('what stood in a table before it came into the audit is taken as it stood, and altered since is named', async () => {
  const { applicationUser } = await cluster();
  const { ownerUrl, appUrl, drop } = await ownDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'millrace-before-'));
  cpSync(recordSchema.folder, folder, { recursive: true });
  for (const file of globSync('001[2-9]_*.sql', { cwd: folder })) rmSync(join(folder, file));
  writeFileSync(join(folder, 'schema.sum'), schemaSum(folder));
  await migrate(ownerUrl, [storeSchema, { ...recordSchema, folder }], applicationUser);
  const database = connect(appUrl, 2);
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  try {
    for (const id of [newId(), newId()])
      await owner.query(`insert into store.task (site, id, recorded_at, reaction, event, rule, sentence) values ('old', '${id}', now(), 'a rule', '${id}', 'a rule', 'as it was')`);
    await migrate(ownerUrl, [storeSchema, recordSchema], applicationUser);
    await database.pool.query(`select store.stamp('old', 10)`);
    const anchor = fileAnchor(join(folder, 'seals.jsonl'), join(folder, 'anchor.pem'));
    assert.equal(await sealNew(database, 'old', p.clock, anchor), 1, 'one act for all that stood there');
    assert.deepEqual((await verifyTrail(database, 'old', anchor)).findings, []);
    await owner.query(`set session_replication_role = replica; update store.task set sentence = 'all was well'`);
    assert.deepEqual(
      (await verifyTrail(database, 'old', anchor)).findings.map((one) => one.what),
      ['row altered', 'row altered'],
    );
  } finally {
    await owner.end();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
    await drop();
  }
});
