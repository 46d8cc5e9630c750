import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { engine, eventsAfter, headOf } from '@millrace/store';
import { plant, type Plant } from '../index.ts';
import { bought, crib, shop, until } from './workshop.fixture.ts';

let p: Plant;
before(async () => {
  p = await plant([crib, shop]);
});
after(() => p?.close());

/** An act that began before others and commits long after them, as a big one does: it drew its place in the outbox early. */
async function slowAct(others: (seq: number) => Promise<void>): Promise<string> {
  const client = await p.owner.connect();
  const [act, event, subject, at] = [newId(), newId(), newId(), '2026-11-22T06:00:00Z'];
  try {
    await client.query('begin');
    await client.query(
      `insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, input) values ('test', $1, $2, $2, 'virtual', 'crib.tool.buy', 'ana', 'quality', '{}')`,
      [act, at],
    );
    await client.query(
      `insert into store.event (site, id, act, part, recorded_at, type, version, noun, subject, revision, data) values ('test', $1, $2, 0, $3, 'crib.tool.bought', 1, 'crib.tool', $4, 1, '{"count":1}')`,
      [event, act, at, subject],
    );
    const { rows } = await client.query(`insert into store.unsequenced (site, act, recorded_at, events) values ('test', $1, $2, 1) returning seq`, [act, at]);
    await others(Number(rows[0].seq));
    await client.query('commit');
  } finally {
    client.release();
  }
  return event;
}

/** Follows the positions as a screen does: asks for what comes after the last one it saw. */
function reader() {
  const seen: { position: number; id: string; subject: string; revision: number }[] = [];
  let isOver = false;
  let position = 0;
  const running = (async () => {
    while (!isOver) {
      for (const event of await eventsAfter(p.database, 'test', position, 50)) {
        seen.push(event);
        position = event.position;
      }
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  })();
  return { seen, end: async () => ((isOver = true), running) };
}

test('readers skip no event and see none out of order while eight write and one is slow to commit', async () => {
  const readers = [reader(), reader()];
  // one that follows the order of insertion, as a naive outbox reader does: it shows that the slow act is a real trap
  const naive = { last: 0, seen: new Set<string>(), isOver: false };
  const naively = (async () => {
    while (!naive.isOver) {
      const { rows } = await p.owner.query(`select seq, act from store.unsequenced where seq > $1 order by seq`, [naive.last]);
      for (const row of rows) {
        naive.seen.add(row.act);
        naive.last = Number(row.seq);
      }
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  })();
  // it commits when a naive reader has passed its place, however long that takes on a busy machine
  const slow = slowAct((seq) => until(() => naive.last > seq, 30_000));
  await until(
    async () =>
      (await p.owner.query(`select from pg_stat_activity where state = 'idle in transaction' and query like 'insert into store.unsequenced%returning seq'`)).rowCount === 1,
  );
  const tools: string[] = [];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let i = 0; i < 25; i++) {
        const tool = await bought(p);
        await p.act('crib.tool.count', { tool, count: i });
        tools.push(tool);
        p.engine.wake();
      }
    }),
  );
  const slowEvent = await slow;
  await p.engine.settle();
  const head = await headOf(p.database, 'test');
  await until(() => readers.every((one) => one.seen.at(-1)?.position === head));
  naive.isOver = true;
  await Promise.all([naively, ...readers.map((one) => one.end())]);
  const { rows } = await p.owner.query<{ n: number }>('select count(*)::int as n from store.event');
  for (const { seen } of readers) {
    assert.deepEqual(
      seen.map((event) => event.position),
      Array.from({ length: rows[0]!.n }, (_, i) => i + 1),
    );
    assert.equal(new Set(seen.map((event) => event.id)).size, rows[0]!.n);
    assert.ok(seen.some((event) => event.id === slowEvent));
    const revisions = Map.groupBy(seen, (event) => event.subject);
    for (const events of revisions.values())
      assert.deepEqual(
        events.map((event) => event.revision),
        events.map((_, i) => i + 1),
      );
  }
  const slowAct_ = (await p.owner.query('select act from store.event where id = $1', [slowEvent])).rows[0].act;
  assert.equal(naive.seen.has(slowAct_), false, 'the naive reader saw the slow act too: this test proves nothing');
});

test('what a rule is not for is never queued, and one that waited since before the rule said so leads to nothing', async () => {
  const tool = await bought(p);
  await p.engine.settle();
  const queued = async () => (await p.owner.query('select last_value::int as n from store.delivery_seq')).rows[0].n as number;
  const before = await queued();
  const { act } = await p.act('crib.tool.lend', { tool, holder: 'house' });
  await p.engine.settle();
  assert.equal(await queued(), before);
  // as a version of the house queued it whose rule was for all
  await p.owner.query(`insert into store.delivery (site, reaction, key, position, event, act) select 'test', 'shop.keep-diary', $2, 1, id, act from store.event where act = $1`, [
    act,
    tool,
  ]);
  await p.engine.settle();
  assert.equal((await p.owner.query('select from store.delivery')).rowCount, 0);
  assert.equal((await p.owner.query('select from shop.line where tool = $1', [tool])).rowCount, 0);
});

test('a rule that cannot say whom it is for fails its own delivery, and holds up nobody else', async () => {
  const diary = shop.reactions!.find(({ name }) => name === 'shop.keep-diary') as { isFor: unknown };
  const { isFor } = diary;
  const [one, other] = [await bought(p), await bought(p)];
  diary.isFor = ({ holder }: { holder: string }) => {
    if (holder === 'bomb') throw new TypeError('no such field');
    return true;
  };
  try {
    await p.act('crib.tool.lend', { tool: one, holder: 'bomb' });
    await p.act('crib.tool.lend', { tool: other, holder: 'eva' });
    p.engine.wake();
    await until(async () => (await p.owner.query('select from shop.line where tool = $1', [other])).rowCount === 1);
    // what the line was written by is stamped in its turn
    await until(async () => (await p.owner.query('select from store.unsequenced')).rowCount === 0);
    const { rows } = await p.owner.query('select key from store.delivery');
    assert.deepEqual(rows, [{ key: one }]);
  } finally {
    diary.isFor = isFor;
    await p.owner.query('delete from store.delivery');
  }
});

test('two servers share the queued reactions: each is done once, whoever does it', async () => {
  const second = engine(p.shell, 'test', 'second-server', () => undefined);
  try {
    const tools = await Promise.all(Array.from({ length: 60 }, () => bought(p)));
    await Promise.all(tools.map((tool) => p.act('crib.tool.lend', { tool, holder: 'shared' })));
    await Promise.all([p.engine.settle(), second.settle(), p.engine.settle(), second.settle()]);
    await until(async () => (await p.owner.query('select from store.delivery')).rowCount === 0);
    const { rows } = await p.owner.query(`select tool, count(*)::int as n from shop.line where text = 'shared' group by tool`);
    assert.equal(rows.length, 60);
    assert.ok(rows.every((row) => row.n === 1));
  } finally {
    await second.stop();
  }
});

test('an act that commits while the stamp is under way is not stamped unseen: what follows from it follows', async () => {
  const tool = await bought(p);
  await p.engine.settle();
  // the first thing that a stamp does takes long enough for others to commit behind its back
  await p.owner.query(`
    create function store.dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(0.3); return new; end $$;
    create trigger dawdle before insert on store.head for each row execute function store.dawdle();`);
  try {
    const stamping = p.engine.settle();
    await until(async () => (await p.owner.query(`select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`)).rowCount === 1);
    await p.act('crib.tool.lend', { tool, holder: 'in between' });
    await stamping;
  } finally {
    await p.owner.query('drop trigger dawdle on store.head');
  }
  await p.engine.settle();
  const { rows } = await p.owner.query('select text from shop.line where tool = $1', [tool]);
  assert.deepEqual(rows, [{ text: 'in between' }]);
});

test('only one server stamps positions, and when it goes the other takes over', async () => {
  const second = engine(p.shell, 'test', 'second-server', () => undefined);
  const third = engine(p.shell, 'test', 'third-server', () => undefined);
  try {
    await until(() => [p.engine, second, third].some((one) => one.state().isSequencing));
    await Promise.all([p.engine.settle(), second.settle(), third.settle()]);
    assert.equal([p.engine, second, third].filter((one) => one.state().isSequencing).length, 1);
  } finally {
    await Promise.all([second.stop(), third.stop()]);
  }
  const before_ = await headOf(p.database, 'test');
  await bought(p);
  await until(async () => {
    await p.engine.settle();
    return (await headOf(p.database, 'test')) > before_;
  });
  assert.equal(p.engine.state().isSequencing, true);
});

test('a poisoned delivery parks its own key only, and what waits behind it keeps its order', async () => {
  const [ill, well] = [await bought(p), await bought(p)];
  await p.act('crib.tool.lend', { tool: ill, holder: 'poison' });
  await p.engine.settle();
  await p.act('crib.tool.return', { tool: ill });
  await p.act('crib.tool.lend', { tool: ill, holder: 'behind the poison' });
  await p.act('crib.tool.lend', { tool: well, holder: 'well' });
  await p.engine.settle();
  const of = async (tool: string) => (await p.owner.query('select text from shop.line where tool = $1', [tool])).rows.map((row) => row.text);
  const settled = async (what: () => Promise<boolean>) =>
    until(async () => {
      await p.engine.settle();
      return what();
    });
  await settled(async () => (await of(well)).length === 1);
  assert.deepEqual(await of(well), ['well']);
  // its waits doubled up to a minute: let them be over. A try that the engine began by itself sets the next wait after us, so
  // what ends this is what the record says, and not how often we asked
  await settled(async () => {
    const { rowCount } = await p.owner.query(`update store.delivery set due_at = clock_timestamp() - interval '1 s' where key = $1 and state <> 'parked' and attempts > 0`, [ill]);
    return rowCount === 0;
  });
  const { rows } = await p.owner.query('select state, attempts, last_error from store.delivery where key = $1 order by position', [ill]);
  assert.deepEqual(
    rows.map((row) => row.state),
    ['parked', 'waiting'],
  );
  assert.deepEqual([rows[0].attempts, rows[1].attempts], [8, 0]);
  assert.match(rows[0].last_error, /nobody can write that/);
  assert.deepEqual(await of(ill), []);
  await p.act('crib.tool.return', { tool: well });
  await p.act('crib.tool.lend', { tool: well, holder: 'still well' });
  await settled(async () => (await of(well)).length === 2);
  assert.deepEqual(await of(well), ['well', 'still well']);
});

// far beyond what it takes, and far below what it took: each of them was held against each before it
test('twenty thousand deliveries behind a parked one hold up nobody else', { timeout: 10_000 }, async () => {
  const well = await bought(p);
  await p.owner.query(`
    insert into store.delivery (site, reaction, key, position, event, act, state)
    select 'test', 'shop.keep-diary', 'long parked', n, gen_random_uuid(), gen_random_uuid(), case when n = 1 then 'parked' else 'waiting' end from generate_series(1, 20000) as n`);
  await p.owner.query('analyze store.delivery');
  await p.act('crib.tool.lend', { tool: well, holder: 'well all the same' });
  await p.engine.settle();
  assert.equal((await p.owner.query(`select from shop.line where tool = $1`, [well])).rowCount, 1);
  await p.owner.query(`delete from store.delivery where key = 'long parked'`);
});

test('a database that drops every connection, fifteen times over, costs no connection and ends no process', async () => {
  const tool = await bought(p);
  for (let i = 0; i < 15; i++) {
    const act = p.act('crib.tool.count', { tool, count: i }).catch(() => undefined);
    await p.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'millrace_app'`);
    await act;
    await until(() =>
      p.act('crib.tool.count', { tool, count: 1000 + i }).then(
        () => true,
        () => false,
      ),
    );
    p.engine.wake();
    await p.engine.settle();
  }
  await until(async () => {
    await p.engine.settle();
    return (await p.owner.query('select from store.unsequenced')).rowCount === 0;
  });
  assert.ok(p.database.pool.totalCount <= 12);
  assert.equal(p.engine.state().isSequencing, true);
});
