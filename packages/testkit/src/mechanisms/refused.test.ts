import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { timer, upward } from '@millrace/kernel';
import type { Room } from '@millrace/store';
import { plant, type Plant } from '../index.ts';
import { bought, crib, cribTool, lend, shop, write } from './workshop.fixture.ts';

// What a rule or a timer wants and a record refuses is never lost in silence.

const again = { noun: cribTool, then: lend } as const;
const lendIt = (event: { readonly subject: string }) => ({ tool: event.subject, holder: 'ben' });
/** A clock that starts where a tool is scrapped for one reason, and wants to lend it: that is always refused. */
const clockOf = (why: string) =>
  ({
    ...again,
    name: `desk.${why}`,
    startedBy: ['crib.tool.scrapped'],
    stoppedBy: [],
    due: (event: { readonly why: string }) => (event.why === why ? ({ clock: 'elapsed', seconds: 60 } as const) : undefined),
    input: lendIt,
  }) as const;
const desk: Room = {
  name: 'desk',
  reactions: [
    upward({
      ...again,
      name: 'desk.tells-nobody',
      on: 'crib.tool.scrapped',
      inputs: (event) => (event.why === 'told-to-nobody' ? [lendIt(event)] : []),
      refused: { then: write, inputs: () => [] },
    }),
    upward({
      noun: cribTool,
      then: write,
      name: 'desk.faults-after-it',
      on: 'crib.tool.scrapped',
      // the first is refused for what it says, the second faults until somebody mends it
      inputs: (event) => (event.why === 'then-a-fault' ? ['', 'poison'].map((text) => ({ line: event.subject as never, tool: event.subject, text: text || (7 as never) })) : []),
    }),
  ],
  timers: [
    timer(clockOf('clock')),
    timer({ ...clockOf('ends'), endsOn: ['scrapped'] }),
    timer({ ...clockOf('tells'), refused: { then: write, input: (event, { sentence }) => ({ line: event.subject, tool: event.subject, text: sentence }) } }),
  ],
};

let p: Plant;
before(async () => {
  p = await plant([crib, shop, desk]);
});
after(() => p?.close());

const scrapped = async (why: string) => {
  const tool = await bought(p);
  await p.act('crib.tool.scrap', { tool, why }, { reason: 'broken' });
  p.clock.advance(61);
  await p.engine.settle();
  assert.deepEqual([(await p.owner.query('select from store.timer')).rowCount, (await p.owner.query('select from store.delivery')).rowCount], [0, 0]);
  const { rows } = await p.owner.query('delete from store.task returning reaction, rule, sentence');
  return { tool, tasks: rows };
};

test('a refusal of which a rule tells nobody is a task for a person', async () => {
  const { tool, tasks } = await scrapped('told-to-nobody');
  assert.deepEqual(tasks, [{ reaction: 'desk.tells-nobody', rule: 'crib.tool.lend/scrapped', sentence: `Tool ${tool} is scrapped.` }]);
});

test('a refusal before a fault leaves one task, however often the fault has all of it tried again', async () => {
  const tool = await bought(p);
  await p.act('crib.tool.scrap', { tool, why: 'then-a-fault' }, { reason: 'broken' });
  for (let tried = 0; tried < 4; tried++) {
    await p.engine.settle();
    await p.owner.query(`update store.delivery set due_at = clock_timestamp()`);
  }
  assert.ok(
    (await p.owner.query<{ attempts: number }>('delete from store.delivery returning attempts')).rows[0]!.attempts >= 4,
    'it was not tried again: this would prove nothing',
  );
  const { rows } = await p.owner.query('delete from store.task returning reaction, sentence');
  assert.deepEqual(
    rows.map(({ reaction }) => reaction),
    ['desk.faults-after-it'],
  );
  assert.equal((await p.owner.query(`select from store.act where address = 'store.task.leave' and by_person = 'rule:desk.faults-after-it'`)).rowCount, 1);
});

test('what a timer was to do and a rule refused is a task for a person', async () => {
  const { tool, tasks } = await scrapped('clock');
  assert.deepEqual(tasks, [{ reaction: 'desk.clock', rule: 'crib.tool.lend/scrapped', sentence: `Tool ${tool} is scrapped.` }]);
});

test('a refusal that a timer declares as its normal end ends it, and leaves nothing to do', async () => {
  assert.deepEqual((await scrapped('ends')).tasks, []);
});

test('a refusal that a timer tells on is kept where it is told, and leaves nothing to do', async () => {
  const { tool, tasks } = await scrapped('tells');
  assert.deepEqual(tasks, []);
  assert.deepEqual((await p.owner.query('select text from shop.line where id = $1', [tool])).rows, [{ text: `Tool ${tool} is scrapped.` }]);
});

test('a timer cannot end on a refusal that its command does not know', () => {
  assert.throws(() => timer({ ...clockOf('wrong'), endsOn: ['gone'] }), /crib\.tool\.lend\/gone, which that command never refuses with/);
});
