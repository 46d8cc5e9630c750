import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { plant, type Plant } from '../index.ts';
import { bought, crib, rowOf, shop } from './workshop.fixture.ts';

let p: Plant;
before(async () => {
  p = await plant([crib, shop]);
});
after(() => p?.close());

const cannotBe = [
  ['1900-01-01T00:00:00Z', 'too-long-ago'],
  ['2030-01-01T00:00:00Z', 'clock-ahead'],
  ['9999-12-31T23:59:59Z', 'clock-ahead'],
] as const;
const happenedAt = Temporal.Instant.from;
const actOf = async (id: string) => (await p.owner.query('select happened_at::text, recorded_at::text from store.act where id = $1', [id])).rows[0] as Record<string, string>;
const pageOf = (id: string) => p.ask<{ happened: { happenedAt: string; at: string; noted: string[] }[] }>('record.page.show', { noun: 'crib.tool', id });

test('a report told of a moment that cannot be is kept, counts as of now, and says so to its sender and on the page', async () => {
  for (const [said, odd] of cannotBe) {
    const tool = await bought(p);
    const answer = await p.act('crib.tool.count', { tool, count: 5 }, { happenedAt: happenedAt(said) });
    assert.equal(answer.kept, undefined);
    assert.deepEqual(
      answer.remarks.map((one) => [one.rule, one.facts.said]),
      [[`crib.tool.count/${odd}`, happenedAt(said).toString()]],
    );
    assert.equal((await rowOf(p, tool))!.count, 5);
    // what was said stays in the act, which is sealed
    assert.match((await actOf(answer.act)).happened_at!, new RegExp(`^${said.slice(0, 4)}`));
    const [, counted] = (await pageOf(tool)).happened;
    assert.equal(counted!.happenedAt, counted!.at);
    assert.match(counted!.noted.join(), odd === 'clock-ahead' ? /had not come yet. It counts as of/ : /more than 400 days ago/);
  }
});

test('a request told of a moment that cannot be is refused, and nothing is done', async () => {
  const tool = await bought(p);
  for (const [said, odd] of cannotBe)
    await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }, { happenedAt: happenedAt(said) }), { rule: `crib.tool.lend/${odd}`, status: 409 });
  assert.equal((await rowOf(p, tool))!.state, 'in');
});

test('what stands in the way of a request at any time is said before its clock', async () => {
  const tool = await bought(p);
  await p.act('crib.tool.lend', { tool, holder: 'ben' });
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'eva' }, { happenedAt: happenedAt('2030-01-01T00:00:00Z') }), { rule: 'crib.tool.lend/out' });
});

test('a report of yesterday, from a terminal that was offline, is no oddity; a clock a minute fast is not spoken of', async () => {
  const tool = await bought(p);
  const yesterday = p.clock.now().subtract({ hours: 20 });
  const late = await p.act('crib.tool.count', { tool, count: 5 }, { happenedAt: yesterday });
  const fast = await p.act('crib.tool.count', { tool, count: 6 }, { happenedAt: p.clock.now().add({ seconds: 60 }) });
  assert.deepEqual([late.remarks, fast.remarks], [[], []]);
  const { happened_at, recorded_at } = await actOf(fast.act);
  assert.equal(happened_at, recorded_at);
  assert.equal((await actOf(late.act)).happened_at!.slice(0, 16), yesterday.toString().slice(0, 16).replace('T', ' '));
});

test('a rule that carries on what was told is neither refused nor marked, and never ahead of the clock', async () => {
  const tool = newId();
  const rule = { kind: 'system', person: 'rule:test' } as const;
  const answer = await p.act('crib.tool.buy', { tool }, { actor: rule, happenedAt: happenedAt('9999-01-01T00:00:00Z') });
  assert.deepEqual(answer.remarks, []);
  const { happened_at, recorded_at } = await actOf(answer.act);
  assert.equal(happened_at, recorded_at);
});

test('the trail of acts with moments that cannot be is whole', async () => {
  await p.seal();
  assert.deepEqual((await p.verify()).findings, []);
});
