import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { plant, type Plant } from '../index.ts';
import { bought, crib, person, rowOf, shop, until } from './workshop.fixture.ts';

let p: Plant;
before(async () => {
  p = await plant([crib, shop]);
});
// the rights of somebody who did nothing yet are read first, and whoever must be asked for more shares no transaction
beforeEach(() => bought(p));
after(() => p?.close());

const tools = (count: number) => Promise.all(Array.from({ length: count }, () => bought(p)));
const counted = (tool: string, count = 7, envelope: object = {}) => p.act('crib.tool.count', { tool, count }, envelope);
/** In which transaction each act was written. */
const transactions = async (acts: readonly string[]) => {
  const { rows } = await p.owner.query<{ id: string; transaction: string }>('select id, xmin::text as transaction from store.act where id = any($1)', [acts]);
  return acts.map((act) => rows.find(({ id }) => id === act)?.transaction);
};
const ways = (results: readonly PromiseSettledResult<unknown>[]) => results.map(({ status }) => status);

test('acts of one moment share a transaction, and each is an act with its own event, row and audit', async () => {
  const all = await tools(6);
  const acts = (await Promise.all(all.map((tool, i) => counted(tool, i)))).map(({ act }) => act);
  assert.equal(new Set(await transactions(acts)).size, 1);
  assert.deepEqual(await Promise.all(all.map(async (tool) => (await rowOf(p, tool))!.count)), [0, 1, 2, 3, 4, 5]);
  const { rows } = await p.owner.query('select act, array_agg(distinct row_id) as records from record.audit where act = any($1) group by act', [acts]);
  assert.deepEqual(new Map(rows.map(({ act, records }) => [act, records])), new Map(acts.map((act, i) => [act, [all[i]]])));
  await p.seal();
  assert.deepEqual((await p.verify()).findings, []);
});

test('acts of several persons share it too, and each is done in its own name', async () => {
  for (const name of ['eva', 'ben']) await p.act('crib.tool.buy', { tool: newId() }, { actor: person(name) });
  const [one, other] = await tools(2);
  const answers = await Promise.all([counted(one!, 1, { actor: person('eva') }), counted(other!, 2, { actor: person('ben') })]);
  const acts = answers.map(({ act }) => act);
  assert.equal(new Set(await transactions(acts)).size, 1);
  const { rows } = await p.owner.query('select by_person from store.act where id = any($1) order by array_position($1, id)', [acts]);
  assert.deepEqual(
    rows.map((row) => row.by_person),
    ['eva', 'ben'],
  );
});

test('one that its rule refuses is told so, and takes nobody with it', async () => {
  const [out, ...rest] = await tools(4);
  await p.act('crib.tool.lend', { tool: out, holder: 'ben' });
  const [refused, ...done] = await Promise.allSettled([p.act('crib.tool.lend', { tool: out, holder: 'eva' }), ...rest.map((tool) => counted(tool))]);
  assert.equal((refused as PromiseRejectedResult).reason.rule, 'crib.tool.lend/out');
  const acts = done.map((one) => (one as PromiseFulfilledResult<{ act: string }>).value.act);
  assert.equal(new Set(await transactions(acts)).size, 1);
});

test('one that the database refuses is refused alone: the others are done, each once', async () => {
  await p.owner.query('alter table crib.tool add constraint nobody_counts_so_far check (count < 1000)');
  const [far, ...rest] = await tools(4);
  const [refused, ...done] = await Promise.allSettled([p.act('crib.tool.buy', { tool: newId(), count: 5000 }), ...rest.map((tool) => counted(tool)), counted(far!, 999)]);
  assert.equal((refused as PromiseRejectedResult).reason.rule, 'crib.tool.buy/conflict');
  assert.deepEqual(ways(done), ['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']);
  assert.deepEqual(await Promise.all([far!, ...rest].map(async (tool) => (await rowOf(p, tool))!.revision)), [2, 2, 2, 2]);
});

test('acts of one moment on one record are done in the order they came, each on what the one before left', async () => {
  const [tool] = await tools(1);
  const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => counted(tool!, i)));
  assert.deepEqual(
    answers.map(({ records }) => records[0]!.revision),
    [2, 3, 4, 5, 6, 7, 8, 9],
  );
});

test('who must wait for the record of another of its moment parts nobody else from the transaction', async () => {
  const [tool, ...rest] = await tools(4);
  const [first, second, ...others] = (await Promise.all([counted(tool!, 1), counted(tool!, 2), ...rest.map((one) => counted(one))])).map(({ act }) => act);
  const [shared, later] = await transactions([first!, second!]);
  assert.deepEqual(new Set(await transactions(others)), new Set([shared]));
  assert.notEqual(later, shared);
});

test('of two who want one tool at one moment, one has it and the other is told who', async () => {
  const [tool] = await tools(1);
  const [first, second] = await Promise.allSettled(['ben', 'eva'].map((holder) => p.act('crib.tool.lend', { tool, holder })));
  assert.equal(first!.status, 'fulfilled');
  assert.equal((second as PromiseRejectedResult).reason.message, `Tool ${tool} is out with ben. Ask for it there.`);
});

test('a key that comes twice in one moment has one effect', async () => {
  const [tool] = await tools(1);
  const key = newId();
  const [first, again] = await Promise.all([counted(tool!, 7, { key }), counted(tool!, 7, { key })]);
  assert.equal(again.act, first.act);
  assert.deepEqual([first.isRepeat, again.isRepeat], [false, true]);
  assert.equal((await rowOf(p, tool!))!.revision, 2);
});

test('an act whose record somebody holds waits by itself, and holds up nobody', async () => {
  const [held, ...rest] = await tools(4);
  // what is added to a transaction keeps it to itself; this one keeps its record for a second
  const slow = p.shell.execute(
    'crib.tool.count',
    { tool: held, count: 1 },
    { key: newId(), actor: person('ana'), site: 'test' },
    { statements: [{ text: 'select pg_sleep(1)', values: [] }] },
  );
  await until(async () => (await p.owner.query(`select from pg_stat_activity where query = 'select pg_sleep(1)' and state = 'active'`)).rowCount === 1);
  const told: string[] = [];
  await Promise.all([slow.then(() => told.push('holder')), counted(held!, 2).then(() => told.push('waits')), ...rest.map((tool) => counted(tool).then(() => told.push('free')))]);
  assert.deepEqual(told, ['free', 'free', 'free', 'holder', 'waits']);
  assert.equal((await rowOf(p, held!))!.count, 2);
});

test('a row that somebody holds past Millrace is waited for by its own act, and by the others of its moment as long', { timeout: 20_000 }, async () => {
  const [held, ...rest] = await tools(4);
  const outside = await p.owner.connect();
  try {
    await outside.query('begin');
    await outside.query('select from crib.tool where id = $1 for update', [held]);
    let isDone = false;
    const waits = counted(held!, 2).then(() => (isDone = true));
    await Promise.all(rest.map((tool) => counted(tool)));
    assert.equal(isDone, false);
    await outside.query('rollback');
    await waits;
  } finally {
    outside.release();
  }
  assert.deepEqual(await Promise.all([held!, ...rest].map(async (tool) => (await rowOf(p, tool))!.revision)), [2, 2, 2, 2]);
});

test('an act that draws a number has a transaction of its own: nobody waits for the series with it', async () => {
  const open = (id: string) => p.act('shop.ticket.open', { ticket: id, tools: [], how: 'skip' });
  const answers = await Promise.all(Array.from({ length: 4 }, () => open(newId())));
  assert.equal(new Set(await transactions(answers.map(({ act }) => act))).size, 4);
});

test('a connection that dies under acts of one moment leaves none of them half done, and each comes to pass when it is sent again', async () => {
  await p.owner.query(`
    create sequence crib.blow;
    create function crib.die() returns trigger language plpgsql security definer as $$
    begin if new.count = 666 and nextval('crib.blow') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end $$;
    create trigger die before update on crib.tool for each row execute function crib.die();`);
  const all = await tools(4);
  const sent = all.map((tool, i) => [tool, i === 3 ? 666 : i, { key: newId() }] as const);
  const results = await Promise.allSettled(sent.map((one) => counted(...one)));
  for (const [i, { status }] of results.entries()) if (status === 'rejected') await counted(...sent[i]!);
  assert.deepEqual(await Promise.all(all.map(async (tool) => (await rowOf(p, tool))!.revision)), [2, 2, 2, 2]);
});
