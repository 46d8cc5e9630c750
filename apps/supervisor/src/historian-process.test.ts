import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { after, before, suite, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { startHistorian, type HistorianProcess } from './historian-process.ts';
import { keptLog, temporaryFolder, withoutEngine } from './historian-testing.ts';

const sampleTable = `create table sample (signal String, source_time DateTime64(9, 'UTC'), value Float64)
  engine = ReplacingMergeTree partition by toYYYYMM(source_time) order by (signal, source_time)`;

suite('the embedded historian', { skip: withoutEngine }, () => {
  const folder = temporaryFolder();
  const log = keptLog();
  let historian: HistorianProcess;
  const ask = (sql: string, query: Record<string, string> = {}) => fetch(`${historian.url}/?${new URLSearchParams(query)}`, { method: 'POST', body: sql });
  const answer = async (sql: string, query: Record<string, string> = {}) => (await (await ask(sql, query)).text()).trim();
  const insert = (table: string, rows: string, token?: string, init: RequestInit = {}) =>
    fetch(`${historian.url}/?${new URLSearchParams({ query: `INSERT INTO ${table} FORMAT TabSeparated`, ...(token && { insert_deduplication_token: token }) })}`, {
      method: 'POST',
      body: rows,
      ...init,
    });
  const untilUp = async (): Promise<void> => {
    for (let n = 0; n < 200; n++) {
      if (
        await fetch(`${historian.url}/ping`).then(
          (response) => response.ok,
          () => false,
        )
      )
        return;
      await delay(50);
    }
    throw new Error('the historian did not come back in 10 s');
  };

  before(async () => {
    historian = await startHistorian({ dataDir: folder.path, log, timing: { restartAfterMs: 20, restartAtMostAfterMs: 100 } });
    assert.equal((await ask('create table plain (n UInt32) engine = MergeTree order by n')).status, 200);
  });
  after(async () => {
    await historian.stop();
    folder[Symbol.dispose]();
  });

  test('answers a ping', async () => {
    assert.equal(await (await fetch(`${historian.url}/ping`)).text(), 'Ok.\n');
  });

  test('an unknown table is told with status, code and text of a ClickHouse server', async () => {
    const response = await ask('select * from nowhere');
    assert.equal(response.status, 404);
    assert.equal(response.headers.get('x-clickhouse-exception-code'), '60');
    assert.match(await response.text(), /^Code: 60\. DB::Exception: .*nowhere.*\(UNKNOWN_TABLE\)/);
  });

  test('a syntax error is a bad request', async () => {
    const response = await ask('selec 1');
    assert.equal(response.status, 400);
    assert.equal(response.headers.get('x-clickhouse-exception-code'), '62');
  });

  test('parameters are bound by the engine, quotes and tabs included', async () => {
    assert.equal(await answer("select {text:String} = concat('it''s', char(9), 'x'), {n:UInt8} + 1", { param_text: "it's\\tx", param_n: '2' }), '1\t3');
  });

  test('settings and parameters of one call never reach another', async () => {
    await ask('select {n:UInt8}', { param_n: '2', max_threads: '1' });
    assert.equal((await ask('select {n:UInt8}')).status, 400);
    assert.notEqual(await answer("select getSetting('max_threads')"), '');
    assert.equal(await answer("select getSetting('max_block_size')", { max_block_size: '7' }), '7');
    assert.notEqual(await answer("select getSetting('max_block_size')"), '7');
  });

  test('a call by GET cannot write', async () => {
    const response = await fetch(`${historian.url}/?${new URLSearchParams({ query: 'insert into plain values (99)' })}`);
    assert.equal(response.headers.get('x-clickhouse-exception-code'), '164');
  });

  test('a web page cannot reach the historian', async () => {
    assert.equal((await fetch(`${historian.url}/?query=select+1`, { headers: { origin: 'https://example.org' } })).status, 403);
  });

  test('a batch packed by gzip arrives whole, and a damaged one is refused', async () => {
    await ask('create table packed (n UInt32) engine = MergeTree order by n');
    const packed = gzipSync('1\n2\n3\n');
    const response = await insert('packed', '', undefined, { body: packed, headers: { 'content-encoding': 'gzip' } });
    assert.equal(JSON.parse(response.headers.get('x-clickhouse-summary') ?? '{}').written_rows, '3');
    assert.equal((await insert('packed', '', undefined, { body: packed.subarray(0, 10), headers: { 'content-encoding': 'gzip' } })).status, 400);
    assert.equal(await answer('select count() from packed'), '3');
  });

  test('a batch sent again under its token counts once, also at the same moment and after a restart', async () => {
    await ask('create table repeated (n UInt32) engine = MergeTree order by n');
    await Promise.all([insert('repeated', '1\n2\n', 'a'), insert('repeated', '1\n2\n', 'a')]);
    await insert('repeated', '1\n2\n', 'a');
    assert.equal(await answer('select count() from repeated'), '2');
    process.kill(historian.pid as number, 'SIGKILL');
    await untilUp();
    assert.equal((await insert('repeated', '1\n2\n', 'a')).status, 200);
    await insert('repeated', '1\n2\n', 'b');
    assert.equal(await answer('select count() from repeated'), '4');
  });

  test('a batch that was refused is not remembered as written', async () => {
    await ask('create table picky (n UInt32) engine = MergeTree order by n');
    assert.notEqual((await insert('picky', 'seven\n', 'p')).status, 200);
    assert.equal((await insert('picky', '7\n', 'p')).status, 200);
    assert.equal(await answer('select sum(n) from picky'), '7');
  });

  test('a long answer streams whole, and a fault in its middle cuts the connection', async () => {
    const text = await answer('select number from numbers(500000)');
    assert.equal(text.split('\n').length, 500_000);
    const broken = await ask('select number, throwIf(number = 400000) from numbers(500000)');
    await assert.rejects(broken.text());
  });

  test('clients that leave in the middle of an answer take no turn with them', async () => {
    for (let n = 0; n < 12; n++) {
      const gone = new AbortController();
      const response = await fetch(`${historian.url}/`, { method: 'POST', body: 'select number from numbers(20000000)', signal: gone.signal });
      assert.equal(response.status, 200);
      gone.abort();
    }
    assert.equal(await answer('select 1'), '1');
  });

  test('a second process cannot open a folder that is held, and says who holds it', async () => {
    await assert.rejects(startHistorian({ dataDir: folder.path, log: keptLog() }), new RegExp(`Process ${historian.pid} opened it last`));
  });

  test('killed in the middle of writing, three times: every acknowledged batch is there, no sample twice', async () => {
    await ask(sampleTable);
    const acknowledged = new Set<number>();
    const rowsPerBatch = 2_000;
    const rows = (batch: number) => Array.from({ length: rowsPerBatch }, (_, n) => `s${n % 10}\t${1_790_000_000 + batch * rowsPerBatch + n}\t${batch}\n`).join('');
    let next = 0;
    let isWriting = true;
    const writer = async (): Promise<void> => {
      while (isWriting) {
        const batch = next++;
        while (
          !(await insert('sample', rows(batch), `batch ${batch}`).then(
            (response) => response.ok,
            () => false,
          ))
        )
          await delay(20);
        acknowledged.add(batch);
      }
    };
    const writers = [writer(), writer(), writer()];
    const killed: number[] = [];
    for (let n = 0; n < 3; n++) {
      await delay(300);
      const pid = historian.pid;
      if (pid !== undefined) {
        process.kill(pid, 'SIGKILL');
        killed.push(pid);
      }
      await untilUp();
    }
    await delay(200);
    isWriting = false;
    await Promise.all(writers);

    assert.equal(new Set(killed).size, 3);
    assert.ok(acknowledged.size > 10, `only ${acknowledged.size} batches went in`);
    const [samples, batches] = (await answer('select count(), uniqExact(value) from sample final')).split('\t').map(Number);
    assert.equal(batches, acknowledged.size);
    assert.equal(samples, acknowledged.size * rowsPerBatch);
  });
});

test('the historian ends when its parent is killed', { skip: withoutEngine }, async () => {
  using folder = temporaryFolder();
  const parent = fork(new URL('./historian-orphan.fixture.ts', import.meta.url), [folder.path]);
  const pid = await new Promise<number>((resolve) => parent.once('message', (message) => resolve(message as number)));
  assert.ok(isAlive(pid));
  parent.kill('SIGKILL');
  for (let n = 0; n < 100 && isAlive(pid); n++) await delay(50);
  assert.equal(isAlive(pid), false);
});

test('a data folder that is a file is told at the start', async () => {
  await assert.rejects(startHistorian({ dataDir: import.meta.filename, log: keptLog() }), /EEXIST|ENOTDIR/);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
