import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { engine, shell, type Answer, type Envelope, type Shell } from '@millrace/store';
import type pg from 'pg';
import { plant, type Plant } from '../index.ts';
import { bought, crib, person, rowOf, shop } from './workshop.fixture.ts';

// What a server knows of a record since its own last act is not read again, but asked whether it still holds. Two shells on one database are two servers.

let p: Plant;
let other: Shell;
before(async () => {
  p = await plant([crib, shop]);
  other = shell({ ...p.shell.parts });
  await bought(p);
  // it looks at the database once a second, and its trips are none of an act's
  await p.engine.stop();
});
after(() => p?.close());

const envelope = (more: Partial<Envelope> = {}): Envelope => ({ key: newId(), actor: person('ana'), site: 'test', station: 'test', ...more });
const counted = (by: Shell, tool: string, count: number, more: Partial<Envelope> = {}) => by.execute('crib.tool.count', { tool, count }, envelope(more));

/** How often the database of this plant was asked meanwhile; a process tests other plants besides. */
async function tripsOf(does: () => Promise<unknown>): Promise<number> {
  const client = await p.database.pool.connect();
  const { constructor } = client;
  const own = databaseOf(client);
  client.release();
  const { query } = constructor.prototype;
  let trips = 0;
  constructor.prototype.query = function (this: pg.ClientBase, ...asked: unknown[]) {
    if (databaseOf(this) === own) trips++;
    return query.apply(this, asked);
  };
  try {
    await does();
  } finally {
    constructor.prototype.query = query;
  }
  return trips;
}

// a client of `pg` knows it, and its types do not tell
const databaseOf = (client: pg.ClientBase) => (client as unknown as { database: string }).database;

test('the second act on a record takes one trip: what the first left is not read again', async () => {
  const tool = await bought(p);
  assert.equal(await tripsOf(() => counted(p.shell, tool, 2)), 1);
  assert.equal(await tripsOf(() => counted(p.shell, tool, 3)), 1);
  const { count, revision } = (await rowOf(p, tool))!;
  assert.deepEqual({ count, revision }, { count: 3, revision: 3 });
  const sequencing = engine(p.shell, 'test', 'of this test', () => undefined);
  await sequencing.settle();
  await sequencing.stop();
  await p.seal();
  const { findings, acts } = await p.verify();
  assert.deepEqual([findings, acts > 2], [[], true]);
});

test('a record that another server changed is read anew, and neither change is lost', async () => {
  const tool = await bought(p);
  await counted(other, tool, 5);
  await other.execute('crib.tool.remind', { tool }, envelope({ actor: { kind: 'system', person: 'timer:test' } }));
  const { records }: Answer = await counted(p.shell, tool, 6);
  assert.equal(records[0]!.revision, 4);
  const { count, reminders } = (await rowOf(p, tool))!;
  assert.deepEqual({ count, reminders }, { count: 6, reminders: 1 });
});

test('where servers take turns at a record, it is soon read each time and no longer tried', async () => {
  const tool = await bought(p);
  await counted(other, tool, 2);
  assert.ok((await tripsOf(() => counted(p.shell, tool, 3))) > 2, 'a try that fails, and then two trips');
  await counted(other, tool, 4);
  assert.equal(await tripsOf(() => counted(p.shell, tool, 5)), 2);
  for (let i = 0; i < 8; i++) await counted(p.shell, tool, 6 + i);
  assert.equal(await tripsOf(() => counted(p.shell, tool, 20)), 1, 'once the other is gone it is believed again');
});

test('a record that an act only reads is asked for too: what another server made of it is what is noted', async () => {
  const [tool, ticket] = [await bought(p), newId()];
  await p.act('shop.ticket.open', { ticket, tools: [], how: 'skip' });
  const noted = async () => {
    await p.act('shop.ticket.note', { ticket, tool });
    return (await p.owner.query('select noted from shop.ticket where id = $1', [ticket])).rows[0].noted as number;
  };
  assert.equal(await noted(), 1);
  assert.equal(await tripsOf(async () => assert.equal((await p.act('shop.ticket.note', { ticket, tool })).isRepeat, false)), 1, 'both are known here');
  await counted(other, tool, 7);
  assert.equal(await noted(), 7);
});

test('nobody is refused by what was known: a tool that another server took back is lent', async () => {
  const tool = await bought(p);
  await p.act('crib.tool.lend', { tool, holder: 'ben' });
  await other.execute('crib.tool.return', { tool }, envelope());
  await p.act('crib.tool.lend', { tool, holder: 'eva' });
  assert.equal((await rowOf(p, tool))!.holder, 'eva');
});

test('and nobody is let by it: a tool that another server scrapped is not lent', async () => {
  const tool = await bought(p);
  await other.execute('crib.tool.scrap', { tool, why: 'bent' }, envelope({ reason: 'a test' }));
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'eva' }), { rule: 'crib.tool.lend/scrapped' });
});

test('a record that an act of its own transaction changed is read anew', async () => {
  const tool = await bought(p);
  await p.act('shop.ticket.open', { ticket: newId(), tools: [tool], how: 'refuse' });
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'eva' }), { rule: 'crib.tool.lend/out' });
});

test('whoever is signed out is refused, however much is known of the record', async () => {
  const tool = await bought(p);
  const standing = (isSo: boolean) => ({ text: 'select $1::boolean', values: [isSo] });
  await counted(p.shell, tool, 2, { standing: standing(true) });
  await assert.rejects(counted(p.shell, tool, 3, { standing: standing(false) }), { rule: 'crib.tool.count/not-signed-in' });
  assert.equal((await rowOf(p, tool))!.count, 2);
});

test('a right that was taken away counts at once, though the record is known', async () => {
  const tool = await bought(p);
  const by = { actor: person('joe') };
  p.setGrants('joe', [{ role: 'smith', pattern: '*', place: null }]);
  await p.act('crib.tool.lend', { tool, holder: 'ben' }, by);
  await p.act('crib.tool.return', { tool }, by);
  p.setGrants('joe', []);
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }, by), { rule: 'crib.tool.lend/not-permitted' });
});

test('a key that comes again has one effect, though the record is known', async () => {
  const tool = await bought(p);
  const key = newId();
  const first = await counted(p.shell, tool, 2, { key });
  const again = await counted(p.shell, tool, 2, { key });
  assert.deepEqual([again.act, again.isRepeat], [first.act, true]);
  assert.equal((await rowOf(p, tool))!.revision, 2);
});

test('a record that somebody else holds is waited for', async () => {
  const tool = await bought(p);
  const outside = await p.owner.connect();
  try {
    await outside.query('begin');
    await outside.query('update crib.tool set count = 9, revision = 2 where id = $1', [tool]);
    const waits = counted(p.shell, tool, 3);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await outside.query('commit');
    assert.equal((await waits).records[0]!.revision, 3);
  } finally {
    outside.release();
  }
});
