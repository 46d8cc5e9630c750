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

/** One free tool and one that is out, and a ticket that wants both. */
async function wanted(how: 'refuse' | 'skip' | 'task') {
  const [free, taken, ticket] = [await bought(p), await bought(p), newId()];
  await p.act('crib.tool.lend', { tool: taken, holder: 'ben' });
  const opening = p.act('shop.ticket.open', { ticket, tools: [free, taken], how });
  return { free, taken, ticket, opening };
}
const tickets = async (ticket: string) => (await p.owner.query('select number from shop.ticket where id = $1', [ticket])).rows as { number: string }[];
const tasks = async () => (await p.owner.query('select reaction, rule from store.task order by recorded_at')).rows;

test('where a reaction must not fail, its refusal refuses the whole and leaves nothing behind', async () => {
  const { free, ticket, opening } = await wanted('refuse');
  await assert.rejects(opening, { rule: 'crib.tool.lend/out' });
  assert.equal((await tickets(ticket)).length, 0);
  assert.equal((await rowOf(p, free))!.state, 'in');
});

test('where a reaction may be skipped, the rest is done', async () => {
  const { free, taken, ticket, opening } = await wanted('skip');
  const answer = await opening;
  assert.deepEqual(
    answer.events.map((one) => one.type),
    ['shop.ticket.opened', 'crib.tool.lent'],
  );
  assert.deepEqual([(await rowOf(p, free))!.holder, (await rowOf(p, taken))!.holder], [ticket, 'ben']);
  assert.deepEqual(await tasks(), []);
});

test('where a reaction leaves a task, the rest is done and a person is told which rule stood against it', async () => {
  const { free, ticket, opening } = await wanted('task');
  await opening;
  assert.equal((await rowOf(p, free))!.holder, ticket);
  assert.deepEqual(await tasks(), [{ reaction: 'shop.borrow-or-task', rule: 'crib.tool.lend/out' }]);
});

test('a tool that does not exist refuses the whole even where refusals are skipped', async () => {
  const ticket = newId();
  await assert.rejects(p.act('shop.ticket.open', { ticket, tools: [newId()], how: 'skip' }), { rule: 'crib.tool.lend/not-found' });
  assert.equal((await tickets(ticket)).length, 0);
});

test('a refused act gives its number back: numbers have no gap', async () => {
  const numbers: string[] = [];
  for (let i = 0; i < 3; i++) {
    const good = newId();
    await p.act('shop.ticket.open', { ticket: good, tools: [], how: 'skip' });
    numbers.push((await tickets(good))[0]!.number);
    await (await wanted('refuse')).opening.catch(() => undefined);
  }
  const last = numbers.map((number) => Number(number.slice(-4)));
  assert.deepEqual(last, [last[0], last[0]! + 1, last[0]! + 2]);
});

test('tickets that want the same tools in opposite orders never wait for each other in a ring', async () => {
  const tools = await Promise.all(Array.from({ length: 4 }, () => bought(p)));
  const orders = Array.from({ length: 24 }, (_, i) => (i % 2 === 0 ? tools : tools.toReversed()));
  const answers = await Promise.all(orders.map((order) => p.act('shop.ticket.open', { ticket: newId(), tools: order, how: 'skip' })));
  assert.equal(answers.flatMap((answer) => answer.events).filter((event) => event.type === 'crib.tool.lent').length, 4);
  await new Promise((resolve) => setTimeout(resolve, 1100)); // the statistics are written at most once a second
  const { rows } = await p.owner.query('select deadlocks from pg_stat_database where datname = current_database()');
  assert.equal(Number(rows[0].deadlocks), 0);
});
