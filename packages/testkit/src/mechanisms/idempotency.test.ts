import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { plant, type Plant } from '../index.ts';
import { bought, crib, person, rowOf, shop, until } from './workshop.fixture.ts';

let p: Plant;
before(async () => {
  p = await plant([crib, shop]);
});
after(() => p?.close());

const keyIsKept = async (key: string) => (await p.owner.query('select from store.command_key where key = $1', [key])).rowCount === 1;

test('the same key has one effect, and answers the same', async () => {
  const [tool, key] = [newId(), newId()];
  const first = await p.act('crib.tool.buy', { tool }, { key });
  const again = await p.act('crib.tool.buy', { tool }, { key });
  assert.equal(first.isRepeat, false);
  assert.deepEqual(again, { ...first, records: JSON.parse(JSON.stringify(first.records)), isRepeat: true });
  assert.equal((await p.owner.query('select from store.event where subject = $1', [tool])).rowCount, 1);
});

test('the same key answers with the same number, though it was drawn after the answer was kept', async () => {
  const [ticket, key] = [newId(), newId()];
  const open = () => p.act('shop.ticket.open', { ticket, tools: [], how: 'refuse' }, { key });
  const first = await open();
  assert.match(String(first.records[0]!.number), /^T-2026-/);
  assert.deepEqual(await open(), { ...first, isRepeat: true });
});

test('one key sent eight times at once has one effect', async () => {
  const [tool, key] = [newId(), newId()];
  const answers = await Promise.all(Array.from({ length: 8 }, () => p.act('crib.tool.buy', { tool }, { key })));
  assert.equal(answers.filter((answer) => !answer.isRepeat).length, 1);
  assert.equal(new Set(answers.map((answer) => answer.act)).size, 1);
});

test('a key that was used for something else is refused', async () => {
  const [tool, key] = [newId(), newId()];
  await p.act('crib.tool.buy', { tool }, { key });
  await assert.rejects(p.act('crib.tool.buy', { tool: newId() }, { key }), { rule: 'crib.tool.buy/key-reused' });
  await assert.rejects(p.act('crib.tool.return', { tool }, { key }), { rule: 'crib.tool.return/key-reused' });
});

test('a key that comes again with another reason or another time is refused, and told what differs', async () => {
  const tool = await bought(p);
  const key = newId();
  const told = { key, reason: 'end of shift', happenedAt: p.clock.now().subtract({ minutes: 10 }) };
  const count = (more: object) => p.act('crib.tool.count', { tool, count: 7 }, { ...told, ...more });
  await count({});
  assert.equal((await count({})).isRepeat, true);
  for (const [more, differs] of [
    [{ reason: 'begin of shift' }, 'reason'],
    [{ reason: undefined }, 'reason'],
    [{ happenedAt: told.happenedAt.subtract({ hours: 1 }) }, 'when it happened'],
    [{ signature: { meaning: 'I counted', secret: 'right' } }, 'what is signed'],
  ] as const)
    await assert.rejects(count(more), { rule: 'crib.tool.count/key-reused', facts: { address: 'crib.tool.count', differs } });
});

test('a receipt of an older server, which knew of the input alone, still answers who tries again', async () => {
  const [tool, key] = [newId(), newId()];
  await p.act('crib.tool.buy', { tool }, { key, reason: 'worn out' });
  await p.owner.query(`update store.command_key set used_for = split_part(used_for, ':', 2) where key = $1`, [key]);
  assert.equal((await p.act('crib.tool.buy', { tool }, { key, reason: 'worn out' })).isRepeat, true);
  await assert.rejects(p.act('crib.tool.buy', { tool: newId() }, { key }), { rule: 'crib.tool.buy/key-reused' });
});

test('a key is kept per site: another site may use the same', async () => {
  const key = newId();
  await p.act('crib.tool.buy', { tool: newId() }, { key });
  const other = await p.act('crib.tool.buy', { tool: newId() }, { key, site: 'elsewhere' });
  assert.equal(other.isRepeat, false);
});

test('a refusal is remembered: the same key is refused again though the reason has gone', async () => {
  const tool = await bought(p);
  await p.act('crib.tool.lend', { tool, holder: 'ben' });
  const key = newId();
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'eva' }, { key }), { rule: 'crib.tool.lend/out', message: `Tool ${tool} is out with ben. Ask for it there.` });
  await p.act('crib.tool.return', { tool });
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'eva' }, { key }), { rule: 'crib.tool.lend/out', message: `Tool ${tool} is out with ben. Ask for it there.` });
  assert.equal((await rowOf(p, tool))!.state, 'in');
});

test('an act sent twice, refused once and done once in between, is told to both as done', async () => {
  const [tool, key, before] = [await bought(p), newId(), newId()];
  const lent = () => p.act('crib.tool.lend', { tool, holder: 'eva' }, { key });
  const first = await p.act('crib.tool.lend', { tool, holder: 'eva' }, { key: before });
  const other = await p.owner.connect();
  try {
    // the other try of the same act comes through after this one was refused, and before its refusal is remembered
    await other.query('begin');
    await other.query('insert into store.command_key select site, $1, address, used_for, recorded_at, answer, refusal from store.command_key where key = $2', [key, before]);
    const told = lent();
    await until(async () => (await p.owner.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount === 1);
    await other.query('commit');
    assert.deepEqual([(await told).act, (await told).isRepeat], [first.act, true]);
  } finally {
    other.release();
  }
  assert.equal((await lent()).act, first.act);
});

test('a missing reason is not remembered: the same key goes on once it is given', async () => {
  const tool = await bought(p);
  const key = newId();
  await assert.rejects(p.act('crib.tool.scrap', { tool, why: 'broken' }, { key }), { rule: 'crib.tool.scrap/reason-needed', status: 428 });
  assert.equal(await keyIsKept(key), false);
  await p.act('crib.tool.scrap', { tool, why: 'broken' }, { key, reason: 'fell from the bench' });
  assert.equal((await rowOf(p, tool))!.state, 'scrapped');
});

test('a wrong secret is not remembered: the same key goes on once it is right', async () => {
  const tool = await bought(p);
  const key = newId();
  const signed = (secret: string) => p.act('crib.tool.lend', { tool, holder: 'ben' }, { key, signature: { meaning: 'I lend this tool', secret } });
  await assert.rejects(signed('wrong'), { rule: 'crib.tool.lend/signature-wrong', status: 401 });
  assert.equal(await keyIsKept(key), false);
  await signed('right');
  assert.equal((await rowOf(p, tool))!.holder, 'ben');
});

test('a refusal for want of a right is remembered as such', async () => {
  p.setGrants('zoe', []);
  const key = newId();
  await assert.rejects(p.act('crib.tool.buy', { tool: newId() }, { key, actor: person('zoe') }), { rule: 'crib.tool.buy/not-permitted', status: 403 });
  assert.equal(await keyIsKept(key), true);
});

test('nobody acts on a record that moved on since they saw it', async () => {
  const tool = await bought(p);
  await p.act('crib.tool.count', { tool, count: 5 });
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }, { seen: 1 }), { rule: 'crib.tool.lend/changed-since', facts: { seen: 1, revision: 2 } });
  await p.act('crib.tool.lend', { tool, holder: 'ben' }, { seen: 2 });
  assert.equal((await rowOf(p, tool))!.revision, 3);
});

test('of two who act on what they saw at once, one wins and the other is told', async () => {
  const tool = await bought(p);
  const results = await Promise.allSettled(['ben', 'eva'].map((holder) => p.act('crib.tool.lend', { tool, holder }, { seen: 1 })));
  assert.deepEqual(results.map((one) => one.status).toSorted(), ['fulfilled', 'rejected']);
  assert.equal((results.find((one) => one.status === 'rejected') as PromiseRejectedResult).reason.rule, 'crib.tool.lend/changed-since');
});

/** What the next statement with this tag does is done, and its connection breaks before anybody hears of it. */
function loseTheNext(tag: string) {
  const { pool } = p.database;
  const acquired = (client: object) => {
    const { stream } = (client as { connection: { stream: Socket } }).connection;
    const [read] = stream.listeners('data') as [(bytes: Buffer) => void];
    stream.removeListener('data', read);
    stream.on('data', (bytes: Buffer) => {
      if (!pool.listeners('acquire').includes(acquired) || !bytes.includes(tag)) return read(bytes);
      pool.off('acquire', acquired);
      stream.destroy(new Error('connection reset'));
    });
  };
  pool.on('acquire', acquired);
}
const inDoubt = { name: 'Fault', statusCode: 503, message: /may have been recorded. Send it again under the same key/ };

test('an act whose confirmation is lost is told to be in doubt, and sent again under its key is done once', async () => {
  const [tool, key] = [await bought(p), newId()];
  const count = () => p.act('crib.tool.count', { tool, count: 7 }, { key });
  loseTheNext('COMMIT');
  await assert.rejects(count(), inDoubt);
  assert.equal((await count()).isRepeat, true);
  assert.equal((await rowOf(p, tool))!.revision, 2);
});

test('so is one that has its transaction to itself', async () => {
  const [ticket, key] = [newId(), newId()];
  const open = () => p.act('shop.ticket.open', { ticket, tools: [], how: 'refuse' }, { key });
  loseTheNext('COMMIT');
  await assert.rejects(open(), inDoubt);
  const again = await open();
  assert.equal(again.isRepeat, true);
  assert.match(String(again.records[0]!.number), /^T-2026-/);
});

test('a report that is kept aside while its confirmation is lost is in doubt too, and is kept once', async () => {
  const key = newId();
  loseTheNext('SELECT 1');
  await assert.rejects(p.act('crib.tool.count', { tool: 'no uuid' }, { key }), inDoubt);
  assert.equal((await p.act('crib.tool.count', { tool: 'no uuid' }, { key })).isRepeat, true);
});
