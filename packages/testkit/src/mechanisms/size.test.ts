import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { command, id, newId, one, type Id } from '@millrace/kernel';
import * as z from 'zod';
import { plant, type Plant } from '../index.ts';
import { bought, crib, cribTool, rowOf, shop } from './workshop.fixture.ts';

// Acts that touch little and acts that touch much: few events and few locks are written in other words than many.

const countAgain = command({
  address: 'crib.tool.count-again',
  summary: 'Tell many counts of a tool at once',
  input: z.object({ tool: id('crib.tool'), counts: z.array(z.number().int()) }),
  load: (input) => one(cribTool, input.tool),
  decide: (state, input) => input.counts.map((count) => ({ type: 'crib.tool.counted' as const, subject: state.id, count, unit: '1' })),
});

let p: Plant;
before(async () => {
  p = await plant([{ ...crib, commands: [...crib.commands!, countAgain] }, shop]);
});
after(() => p?.close());

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

for (const many of [0, 1, 2, 8, 9, 40])
  test(`an act with ${many} events leaves each of them, in order, with its revision`, async () => {
    const tool = await bought(p);
    const { act, events } = await p.act('crib.tool.count-again', { tool, counts: upTo(many) });
    assert.equal(events.length, many);
    const { rows } = await p.owner.query(
      `select e.part, e.revision, e.type, e.version, e.noun, e.subject, e.data, r.revision is not null as is_kept_once from store.event e
        left join store.revision r on (r.site, r.noun, r.subject, r.revision) = (e.site, e.noun, e.subject, e.revision) where e.act = $1 order by e.part`,
      [act],
    );
    assert.deepEqual(
      rows,
      upTo(many).map((count, part) => ({
        part,
        revision: part + 2,
        type: 'crib.tool.counted',
        version: 2,
        noun: 'crib.tool',
        subject: tool,
        data: { count, unit: '1' },
        is_kept_once: true,
      })),
    );
    assert.equal((await rowOf(p, tool))?.revision, many + 1);
  });

for (const many of [1, 6, 7, 20])
  test(`tickets for the same ${many} tools, named in whatever order, take turns: one borrows each tool, the others none`, async () => {
    const tools = await Promise.all(upTo(many).map(() => bought(p)));
    const orders = upTo(6).map((n) => (n % 2 ? tools : tools.toReversed()));
    const opened = await Promise.allSettled(orders.map((of) => p.act('shop.ticket.open', { ticket: newId<'shop.ticket'>() as Id<'shop.ticket'>, tools: of, how: 'refuse' })));
    assert.deepEqual(opened.map((one_) => (one_.status === 'rejected' ? (one_.reason as { rule?: string }).rule : 'opened')).toSorted(), [
      ...Array.from({ length: 5 }, () => 'crib.tool.lend/out'),
      'opened',
    ]);
    const holders = new Set(await Promise.all(tools.map(async (tool) => (await rowOf(p, tool))!.holder)));
    assert.equal(holders.size, 1);
  });
