import assert from 'node:assert/strict';
import { connect as dial, createServer, type AddressInfo, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { InDoubt, newId, NotReached } from '@millrace/kernel';
import { connect, shell, type Database, type Shell } from '@millrace/store';
import { plant, type Plant } from '../index.ts';
import { bought, crib, person, rowOf, shop } from './workshop.fixture.ts';

// A database that stands still, or a line that swallows what is sent: nothing breaks, and nothing is answered.

interface Line {
  readonly url: string;
  /** From now on nothing comes through, once what is sent holds this word. */
  readonly swallowFrom: (word: string) => void;
  readonly close: () => Promise<void>;
}

async function lineTo(url: string): Promise<Line> {
  const to = new URL(url);
  const open = new Set<Socket>();
  let word: string | undefined;
  let isSilent = false;
  const server = createServer((here) => {
    const there = dial(Number(to.port), to.hostname);
    for (const socket of [here, there]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => (here.destroy(), there.destroy(), open.delete(socket)));
    }
    here.on('data', (bytes: Buffer) => {
      // what holds the word still arrives, and its answer does not
      if (!isSilent) there.write(bytes);
      isSilent ||= word !== undefined && bytes.includes(word);
    });
    there.on('data', (bytes: Buffer) => void (isSilent || here.write(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    swallowFrom: (next) => (word = next),
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

let p: Plant;
let line: Line;
let impatient: Database;
let doer: Shell;
before(async () => {
  p = await plant([crib, shop]);
});
after(() => p?.close());

/** Does something by a shell that waits but shortly, over a line that can fall silent. */
async function overTheLine(does: () => Promise<void>): Promise<void> {
  line = await lineTo(p.database.url);
  impatient = connect(line.url, 2, true, { lockMs: 20, answerMs: 400 });
  doer = shell({ ...p.shell.parts, database: impatient });
  try {
    await does();
  } finally {
    const closed = impatient.close();
    await line.close();
    await closed;
  }
}
const envelope = (key = newId()) => ({ key, actor: person('ana'), site: 'test', station: 'test' });
const counted = (tool: string, count: number, key = newId()) => doer.execute('crib.tool.count', { tool, count }, envelope(key));

test('a database that does not answer the first trip is said not to be reached, and nothing was done', () =>
  overTheLine(async () => {
    const [tool, unread] = [await bought(p), await bought(p)];
    await counted(tool, 3);
    line.swallowFrom('begin');
    await assert.rejects(counted(unread, 4), NotReached);
    // no connection is had any more either: who waits for one is told the same
    await assert.rejects(Promise.all([1, 2, 3].map(() => counted(unread, 4))), NotReached);
    assert.equal((await rowOf(p, unread))!.count, 1);
  }));

test('a commit whose answer is swallowed leaves the act in doubt, and its key finds that it was done', () =>
  overTheLine(async () => {
    const tool = await bought(p);
    await counted(tool, 3);
    const key = newId();
    line.swallowFrom('commit');
    await assert.rejects(counted(tool, 4, key), InDoubt);
    assert.equal((await rowOf(p, tool))!.count, 4);
    const again = await p.shell.execute('crib.tool.count', { tool, count: 4 }, envelope(key));
    assert.equal(again.isRepeat, true);
  }));

test('an act that meets a table which somebody holds past Millrace is told so, and waits no longer than it must', () =>
  overTheLine(async () => {
    const tool = await bought(p);
    const client = await p.owner.connect();
    try {
      await client.query('begin');
      await client.query('lock table crib.tool in access exclusive mode');
      await assert.rejects(counted(tool, 4), { rule: 'crib.tool.count/busy', status: 503 });
    } finally {
      await client.query('rollback');
      client.release();
    }
    await counted(tool, 5);
    assert.equal((await rowOf(p, tool))!.count, 5);
  }));

test('a refusal that cannot be remembered, and a report that cannot be kept, for somebody holds what is written, are told to be busy', () =>
  overTheLine(async () => {
    const tool = await bought(p);
    await p.act('crib.tool.lend', { tool, holder: 'ben' });
    const client = await p.owner.connect();
    const lent = (key: ReturnType<typeof newId>) => doer.execute('crib.tool.lend', { tool, holder: 'eva' }, envelope(key));
    const key = newId();
    try {
      await client.query('begin');
      await client.query('lock table store.command_key in share mode');
      await assert.rejects(lent(key), { rule: 'crib.tool.lend/busy', status: 503 });
      await assert.rejects(counted(newId(), 4), { rule: 'crib.tool.count/busy', status: 503 });
    } finally {
      await client.query('rollback');
      client.release();
    }
    await assert.rejects(lent(key), { rule: 'crib.tool.lend/out' });
  }));

test('a question that waits too long for a table that somebody else holds was not reached, and is no fault of ours', async () => {
  const client = await p.owner.connect();
  const hurried = connect(p.database.url, 2, true, { lockMs: 100, answerMs: 5_000 });
  try {
    await client.query('begin');
    await client.query('lock table crib.tool in access exclusive mode');
    await assert.rejects(hurried.pool.query('select count(*) from crib.tool'), NotReached);
  } finally {
    await client.query('rollback');
    client.release();
    await hurried.close();
  }
});

test('a question that reads all there ever was is given the time it takes', async () => {
  const hurried = connect(p.database.url, 2, true, { lockMs: 100, answerMs: 1_500 });
  try {
    await assert.rejects(hurried.seenFrom(null).pool.query('select pg_sleep(3)'));
    assert.equal((await hurried.unhurried().pool.query('select 1 as one from pg_sleep(2)')).rows[0].one, 1);
  } finally {
    await hurried.close();
  }
});

test('whatever is asked outside an act is said to be unanswered too: a question as not done, and what may have written as in doubt', () =>
  overTheLine(async () => {
    await impatient.pool.query('select 1');
    line.swallowFrom('nobody hears');
    await assert.rejects(impatient.pool.query(`select 'nobody hears'`), InDoubt);
    await assert.rejects(impatient.pool.query('select 1'), NotReached);
    await assert.rejects(impatient.seenFrom(null).pool.query('select 1'), NotReached);
  }));
