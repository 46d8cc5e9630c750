import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { clean, dataFolder, insist, onDatabase, signIn, supervise, until, type Supervised } from './house.fixture.ts';

// A backup taken beside a working house, restored elsewhere, is the same record: digests, trail, anchor, samples.

const root = join(import.meta.dirname, '..');
const data = dataFolder('backup');
const restored = dataFolder('restored');
const backups = dataFolder('backups');
const backup = join(backups, 'one');
let house: Supervised;
let second: Supervised | undefined;
const lots: string[] = [];
// longer than a piece, so that its pieces are put together again
const certificate = new Uint8Array(Buffer.from('%PDF-1.7\n'.padEnd(1_500_000, 'x')));

before(async () => {
  house = await supervise(data);
  const warehouse = await signIn(house.urls[0]!, 'warehouse-1');
  for (let i = 0; i < 5; i++) {
    const lot = crypto.randomUUID();
    await insist(warehouse, () => house.urls[0]!, 'material.lot.receive', {
      lot,
      lotNumber: `B-${i}`,
      definition: 'API-7',
      quantity: { value: '1.500', unit: 'kg' },
      place: 'packaging-1',
    });
    lots.push(lot);
  }
  const added = await fetch(`${house.urls[0]!}/api/record/file/add?noun=material.lot&subject=${lots[0]!}&name=certificate.pdf`, {
    method: 'POST',
    headers: { cookie: warehouse.cookie },
    body: certificate,
  });
  assert.equal(added.status, 200, await added.text());
  const { historianUrl } = JSON.parse(readFileSync(join(data, 'engines.json'), 'utf8')) as { historianUrl: string };
  const samples = Array.from({ length: 500 }, (_, i) => `('tablets', 'PK-11.speed', '2026-11-0${1 + (i % 9)} 06:00:0${i % 10}', 'number', ${i}, '', 0, '', now64(), ${i})`).join();
  await until(
    'samples are in',
    60_000,
    async () => (await fetch(`${historianUrl}/?${new URLSearchParams({ query: 'insert into millrace.sample values' })}`, { method: 'POST', body: samples })).ok,
  );
  await until('all is sealed', 60_000, () =>
    onDatabase(
      data,
      async (client) =>
        (await client.query(`select from store.sequenced s where s.ordinal > coalesce((select max(last_ordinal) from record.seal), 0) union all select from store.unsequenced`))
          .rowCount === 0,
    ),
  );
});
after(async () => {
  await clean(data, house);
  await clean(restored, second);
  rmSync(backups, { recursive: true, force: true });
});

/** `millrace <words>` in a process of its own; the data folder by environment. */
function millrace(folder: string, ...words: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'apps/millrace/src/main.ts'), ...words], { cwd: root, env: { ...process.env, MILLRACE_DATA: folder } });
    let said = '';
    for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('exit', (code) => resolve({ code: code ?? -1, said }));
  });
}

test('a backup is taken while the house works', async () => {
  const { code, said } = await millrace(data, 'backup', backup);
  assert.equal(code, 0, said);
  assert.match(said, /Backup of \d+ tables, the historian, witness and key/);
  const manifest = JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')) as { tables: { name: string; bytes: number }[]; historian: { bytes: number } };
  assert.ok(manifest.tables.find((table) => table.name === '"material"."lot"')!.bytes > 100);
  assert.ok(manifest.historian.bytes > 1000);
});

test('a backup does not write over another', async () => {
  const { code, said } = await millrace(data, 'backup', backup);
  assert.equal(code, 1);
  assert.match(said, /exists already/);
});

test('a restore over a record that has rows is refused', async () => {
  const { code, said } = await millrace(data, 'restore', backup);
  assert.equal(code, 1);
  assert.match(said, /of another record|is not empty/);
});

test('a backup with one altered byte, or a file missing, is refused before anything is touched', async () => {
  const damaged = join(backups, 'damaged');
  cpSync(backup, damaged, { recursive: true });
  appendFileSync(join(damaged, 'tables/material.lot.copy'), 'x');
  const altered = await millrace(restored, 'restore', damaged);
  assert.deepEqual([altered.code, /material\.lot\.copy is not as it was written/.test(altered.said)], [1, true], altered.said);
  rmSync(join(damaged, 'tables/material.lot.copy'));
  const missing = await millrace(restored, 'restore', damaged);
  assert.match(missing.said, /The backup lacks tables\/material\.lot\.copy/);
  assert.equal(existsSync(join(restored, 'postgres')), false);
});

test('a restore into an empty folder brings everything back, digests compared', async () => {
  const { code, said } = await millrace(restored, 'restore', backup);
  assert.equal(code, 0, said);
  assert.match(said, /every digest agrees/);
});

test('a house started on what was restored knows its people and its lots, and its trail verifies against the anchor', async () => {
  second = await supervise(restored);
  const qa = await signIn(second.urls[0]!, 'qa-1');
  for (const lot of lots) assert.equal((await qa.query('material.lot.show', { lot })).status, 200);
  const page = await qa.query('record.page.show', { noun: 'material.lot', id: lots[0]! });
  const [file] = page.body.files as { id: string }[];
  const read = await fetch(`${second.urls[0]!}/api/record/file/read?file=${file!.id}`, { headers: { cookie: qa.cookie } });
  assert.deepEqual(Buffer.from(await read.arrayBuffer()), Buffer.from(certificate));
  const { status, body } = await qa.query('record.trail.verify');
  assert.equal(status, 200);
  assert.deepEqual(body.findings, []);
  assert.ok(Number(body.anchored) > 0);
  const { historianUrl } = JSON.parse(readFileSync(join(restored, 'engines.json'), 'utf8')) as { historianUrl: string };
  const count = await (
    await fetch(`${historianUrl}/?${new URLSearchParams({ query: `select count() from millrace.sample where signal = 'PK-11.speed'` })}`, { method: 'POST' })
  ).text();
  assert.ok(Number(count) > 50, count);
});

test('the restored record goes on: numbers and positions follow the old ones', async () => {
  const warehouse = await signIn(second!.urls[0]!, 'warehouse-1');
  const lot = crypto.randomUUID();
  await insist(warehouse, () => second!.urls[0]!, 'material.lot.receive', {
    lot,
    lotNumber: 'B-after',
    definition: 'API-7',
    quantity: { value: '1', unit: 'kg' },
    place: 'packaging-1',
  });
  await until('it is sequenced', 30_000, () =>
    onDatabase(
      restored,
      async (client) => (await client.query(`select from store.event e join store.sequenced s on s.site = e.site and s.act = e.act where e.subject = $1`, [lot])).rowCount === 1,
    ),
  );
  const gaps = await onDatabase(restored, (client) =>
    client.query(`select from (select first_position - lag(first_position + events) over (order by ordinal) as gap from store.sequenced) as g where gap <> 0`),
  );
  assert.equal(gaps.rowCount, 0);
});
