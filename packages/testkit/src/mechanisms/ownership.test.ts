import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { openPolicy, type Actor, type Touched } from '@millrace/store';
import { plant, type Plant } from '../index.ts';
import { bought, crib, person, rowOf, shop } from './workshop.fixture.ts';

let p: Plant;
before(async () => {
  p = await plant([crib, shop]);
});
beforeEach(() => p.setPolicy(openPolicy));
after(() => p?.close());

const isFlow = (actor: Actor) => [actor.person, actor.follows].includes('flow:store-system');
const owned = (is: (touched: Touched) => boolean) =>
  p.setPolicy({
    ownerOf: (touched, actor) => (is(touched) && !isFlow(actor) ? { kind: 'Tool', owner: 'the store system', next: 'Change it there; it comes over by its flow.' } : undefined),
  });
const flow = { actor: { kind: 'system', person: 'flow:store-system' } as const };
const tasks = async () => (await p.owner.query('select reaction, rule from store.task order by recorded_at')).rows;

test('what another system owns is changed by its flow and by nobody else', async () => {
  const tool = await bought(p);
  owned(({ noun }) => noun === 'crib.tool');
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }), {
    rule: 'crib.tool.lend/owned-elsewhere',
    message: 'Tool is owned by the store system here. Change it there; it comes over by its flow.',
  });
  assert.equal((await rowOf(p, tool))!.state, 'in');
  await p.act('crib.tool.lend', { tool, holder: 'ben' }, flow);
  assert.equal((await rowOf(p, tool))!.holder, 'ben');
});

test('a new record of what another system owns is not made here either', async () => {
  owned(({ noun }) => noun === 'crib.tool');
  await assert.rejects(bought(p), { rule: 'crib.tool.buy/owned-elsewhere' });
});

test('whose it is is said before permission is asked for, and before a signature', async () => {
  const tool = await bought(p);
  owned(({ noun }) => noun === 'crib.tool');
  p.setPolicy({ signaturesFor: () => ({ signatures: [{ meaning: 'Lent', roles: [] }], inOrder: true, differentPersons: true }) });
  p.setGrants('eve', []);
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }, { actor: person('eve') }), { rule: 'crib.tool.lend/owned-elsewhere' });
});

test('a part of a record may be theirs while the rest is ours', async () => {
  const tool = await bought(p);
  owned(({ part }) => part === 'lending');
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }), { rule: 'crib.tool.lend/owned-elsewhere' });
  await p.act('crib.tool.scrap', { tool, why: 'broken' }, { reason: 'fell' });
});

test('what this house keeps about a record goes on whoever owns it', async () => {
  const tool = await bought(p);
  owned(({ noun }) => noun === 'crib.tool');
  await p.act('crib.tool.remind', { tool }, { actor: { kind: 'system', person: 'timer:crib.overdue' } });
  assert.equal((await rowOf(p, tool))!.reminders, 1);
});

test('a report about what another system owns is kept and waits for a person', async () => {
  const tool = await bought(p);
  owned(({ noun }) => noun === 'crib.tool');
  const answer = await p.act('crib.tool.count', { tool, count: 7 });
  assert.equal(answer.kept?.rule, 'crib.tool.count/owned-elsewhere');
});

test('a rule of ours that would change what is theirs leaves a task, and what the person did is done', async () => {
  const [tool, ticket] = [await bought(p), newId()];
  owned(({ noun }) => noun === 'crib.tool');
  const answer = await p.act('shop.ticket.open', { ticket, tools: [tool, tool], how: 'refuse' });
  assert.deepEqual(
    answer.records.map((one) => one.noun),
    ['shop.ticket'],
  );
  const left = { reaction: 'shop.borrow-or-refuse', rule: 'crib.tool.lend/owned-elsewhere' };
  assert.deepEqual(await tasks(), [left, left]);
  assert.deepEqual([(await rowOf(p, tool))!.state, (await rowOf(p, tool))!.revision], ['in', 1]);
});

test('rules carry further what the owner told by its flow', async () => {
  const tool = await bought(p);
  owned(({ noun }) => ['crib.tool', 'shop.line'].includes(noun));
  await p.act('crib.tool.lend', { tool, holder: 'ben' }, flow);
  await p.engine.settle();
  assert.equal((await p.owner.query('select from shop.line where tool = $1', [tool])).rowCount, 1);
});
