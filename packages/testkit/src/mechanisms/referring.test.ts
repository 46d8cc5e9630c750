import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { plant, type Plant } from '../index.ts';
import { bought, crib, shop } from './workshop.fixture.ts';

// A lower room's record leads to those of higher rooms that are about it, and knows nothing of them.

let p: Plant;
before(async () => {
  p = await plant([crib, shop]);
});
after(() => p?.close());

interface Page {
  readonly referring: readonly { readonly noun: string; readonly id: string; readonly title: string; readonly number: string | null; readonly state: string }[];
}
const pageOf = (tool: string, more: object = {}) => p.ask<Page>('record.page.show', { noun: 'crib.tool', id: tool, ...more });

test('the page of a tool leads to the tickets and the lines of the diary that are about it, and to no others', async () => {
  const [tool, other] = [await bought(p), await bought(p)];
  const ticket = newId();
  await p.act('shop.ticket.open', { ticket, tools: [tool, await bought(p)], how: 'refuse' });
  await p.engine.settle();
  const { referring } = await pageOf(tool);
  assert.deepEqual(
    referring.map(({ noun, title, number, state }) => [noun, title, number, state]),
    [
      ['shop.ticket', 'Ticket', referring[0]!.number, 'open'],
      ['shop.line', 'Line of the diary', null, 'written'],
    ],
  );
  assert.equal(referring[0]!.id, ticket);
  assert.match(referring[0]!.number!, /^T-2026-\d{4}$/);
  assert.deepEqual((await pageOf(other)).referring, []);
});

test('as of a moment of the past nothing is said of what refers to it now', async () => {
  const tool = await bought(p);
  const asOf = p.clock.now().toString();
  p.clock.advance(60);
  await p.act('shop.ticket.open', { ticket: newId(), tools: [tool], how: 'refuse' });
  assert.equal((await pageOf(tool)).referring.length, 1);
  assert.deepEqual((await pageOf(tool, { asOf })).referring, []);
});
