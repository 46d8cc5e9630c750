import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { plant, type Plant } from '../index.ts';
import { bought, crib, person, rowOf, shop } from './workshop.fixture.ts';

let p: Plant;
before(async () => {
  p = await plant([crib, shop]);
});
after(() => p?.close());

const keptOf = async (key: string) => (await p.owner.query('select by_person, input, rule, sentence, settled_at from store.kept_report where key = $1', [key])).rows;

test('a report on a record that is not there is kept as told, with what it broke', async () => {
  const [tool, key] = [newId(), newId()];
  const answer = await p.act('crib.tool.count', { tool, count: 7 }, { key });
  assert.equal(answer.kept!.rule, 'crib.tool.count/not-found');
  const [row] = await keptOf(key);
  assert.deepEqual({ by: row.by_person, input: row.input, settled: row.settled_at }, { by: 'ana', input: { tool, count: 7 }, settled: null });
  assert.match(row.sentence, /There is no tool with the id/);
});

test('a report of someone without the role is kept, and changes nothing', async () => {
  const tool = await bought(p, 3);
  p.setGrants('zoe', [{ role: 'visitor', pattern: 'shop.*', place: null }]);
  const key = newId();
  const answer = await p.act('crib.tool.count', { tool, count: 9 }, { key, actor: person('zoe') });
  assert.equal(answer.kept!.rule, 'crib.tool.count/not-permitted');
  assert.equal((await keptOf(key)).length, 1);
  assert.equal((await rowOf(p, tool))!.count, 3);
});

test('a report that does not even read is kept as it came', async () => {
  const key = newId();
  const answer = await p.act('crib.tool.count', { tool: 'no uuid', count: 'many' }, { key });
  assert.equal(answer.kept!.rule, 'crib.tool.count/bad-input');
  assert.deepEqual((await keptOf(key))[0].input, { tool: 'no uuid', count: 'many' });
});

test('a report with a character that no row keeps is kept with the character marked', async () => {
  for (const [told, kept] of [
    ['a\0b', 'a\ufffdb'],
    ['a\ud800b', 'a\ufffdb'],
    ['a\\u0000b', 'a\\u0000b'],
    ['a\u{1f600}b', 'a\u{1f600}b'],
  ]) {
    const key = newId();
    const answer = await p.act('crib.tool.count', { tool: 'no uuid', count: told }, { key });
    assert.equal(answer.kept!.rule, 'crib.tool.count/bad-input');
    assert.deepEqual((await keptOf(key))[0].input, { tool: 'no uuid', count: kept });
  }
});

test('a request with a character that no row keeps is refused, not failed', async () => {
  const tool = await bought(p);
  for (const holder of ['ben\0', 'ben\udfff']) await assert.rejects(p.act('crib.tool.lend', { tool, holder }), { rule: 'crib.tool.lend/bad-input', status: 400 });
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }, { reason: 'a\0' }), { rule: 'crib.tool.lend/bad-input' });
  await p.act('crib.tool.lend', { tool, holder: 'ben \\u0000' });
});

test('a kept report sent again is kept once; another one under its key is refused', async () => {
  const [tool, key] = [newId(), newId()];
  const first = await p.act('crib.tool.count', { tool, count: 7 }, { key });
  const again = await p.act('crib.tool.count', { tool, count: 7 }, { key });
  assert.deepEqual([again.isRepeat, again.kept!.id], [true, first.kept!.id]);
  assert.equal((await keptOf(key)).length, 1);
  await assert.rejects(p.act('crib.tool.count', { tool, count: 8 }, { key }), { rule: 'crib.tool.count/key-reused' });
});

test('a report whose key is used by another at the same moment is answered with what that one led to', async () => {
  const [tool, key, before] = [newId(), newId(), newId()];
  const first = await p.act('crib.tool.count', { tool, count: 7 }, { key: before });
  const other = await p.owner.connect();
  try {
    await other.query('begin');
    await other.query('insert into store.command_key select site, $1, address, used_for, recorded_at, answer, refusal from store.command_key where key = $2', [key, before]);
    const same = p.act('crib.tool.count', { tool, count: 7 }, { key });
    for (let waiting = 0; waiting === 0;)
      waiting = Number((await p.owner.query(`select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rows[0].n);
    await other.query('commit');
    const { isRepeat, kept } = await same;
    assert.deepEqual([isRepeat, kept!.id], [true, first.kept!.id]);
  } finally {
    other.release();
  }
});

test('a request that does not fit is refused and not kept', async () => {
  const key = newId();
  await assert.rejects(p.act('crib.tool.return', { tool: newId() }, { key }), { rule: 'crib.tool.return/not-found' });
  assert.equal((await keptOf(key)).length, 0);
});

test('what somebody sends who is signed in no longer is neither done nor kept, whether it fits or not', async () => {
  const tool = await bought(p, 3);
  const gone = { text: 'select signed_in from (select $1::boolean as signed_in) as one', values: [false] };
  for (const input of [
    { tool, count: 9 },
    { tool: newId(), count: 9 },
    { tool: 'no uuid', count: 'many' },
  ]) {
    const key = newId();
    await assert.rejects(p.act('crib.tool.count', input, { key, standing: gone }), { rule: 'crib.tool.count/not-signed-in', status: 401 });
    assert.equal((await keptOf(key)).length, 0);
    // the key is free: who signs in again sends the same act
    const answer = await p.act('crib.tool.count', { tool, count: 3 }, { key, standing: { ...gone, values: [true] } });
    assert.equal(answer.isRepeat, false);
  }
  assert.equal((await rowOf(p, tool))!.count, 3);
});

test('a value that no column holds is told to its sender, and a report of it is kept', async () => {
  const tool = await bought(p);
  await assert.rejects(p.act('crib.tool.buy', { tool: newId(), count: 99_999_999_999 }), {
    rule: 'crib.tool.buy/bad-input',
    status: 400,
    message: 'This does not fit: the record does not hold this: value "99999999999" is out of range for type integer',
  });
  const answer = await p.act('crib.tool.count', { tool, count: 99_999_999_999 });
  assert.match(String(answer.kept?.sentence), /"99999999999" is out of range/);
});
