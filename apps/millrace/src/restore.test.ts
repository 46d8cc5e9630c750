import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { newId, virtualClock } from '@millrace/kernel';
import { anchorMissing, fileAnchor, sealNew, verifyTrail } from '@millrace/record';
import { connect, migrate } from '@millrace/store';
import { cluster, ownDatabase, type OwnDatabase } from '@millrace/testkit';
import { runBackup } from './backup.ts';
import { schemaFolders } from './backup-tables.ts';
import { cutLine } from './cut-line.fixture.ts';
import { runRestore } from './restore.ts';
import { sealFiles } from './seal-files.ts';

// A backup that was damaged, or comes to the wrong place, restores nothing; a whole one proves as the plant did that it was taken of.

const root = mkdtempSync(join(tmpdir(), 'millrace-restore-'));
const clock = virtualClock(Temporal.Now.instant());
const opened: OwnDatabase[] = [];
const said: string[] = [];
let lived: House;

/** A house that somebody runs: its database, and the folder of witness and key. */
interface House {
  readonly database: OwnDatabase;
  readonly env: NodeJS.ProcessEnv;
}

async function house(isMigrated = true): Promise<House> {
  const database = await ownDatabase();
  opened.push(database);
  if (isMigrated) await migrate(database.ownerUrl, schemaFolders(), (await cluster()).applicationUser);
  return { database, env: { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, MILLRACE_DATA: join(root, `data-${opened.length}`) } };
}

async function on<T>(url: string, does: (database: ReturnType<typeof connect>) => Promise<T>): Promise<T> {
  const database = connect(url, 2);
  try {
    return await does(database);
  } finally {
    await database.close();
  }
}
const anchorOf = ({ env }: House) => fileAnchor(sealFiles(env).witness, sealFiles(env).anchorKey);

/** Something is done, sequenced, sealed and anchored. */
const live = (of: House) =>
  on(of.database.ownerUrl, async (database) => {
    const id = newId();
    await database.pool.query(
      `with acted as (insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, input) values ('here', $1, now(), now(), 'wall', 'crib.tool.buy', 'ana', 'buyer', '{}'))
       insert into store.unsequenced (site, act, recorded_at, events) values ('here', $1, now(), 0)`,
      [id],
    );
    await seal(of);
  });
const seal = (of: House) =>
  on(of.database.appUrl, async (database) => {
    await database.pool.query(`select store.stamp('here', 100)`);
    await sealNew(database, 'here', clock, anchorOf(of));
    await anchorMissing(database, 'here', anchorOf(of));
  });
const findings = async (of: House) => (await on(of.database.appUrl, (database) => verifyTrail(database, 'here', anchorOf(of)))).findings.map((one) => `${one.what}: ${one.where}`);

before(async () => {
  lived = await house();
  await live(lived);
  await live(lived);
  await on(lived.database.appUrl, (database) => database.pool.query(`select store.next_number('here', 'crib.tool', 'T-{000}', 0, false) from generate_series(1, 3)`));
  await quietly(() => runBackup([join(root, 'backup')], lived.env));
});
after(async () => {
  for (const one of opened) await one.drop();
  rmSync(root, { recursive: true, force: true });
});
afterEach(() => (said.length = 0));

/** What is said goes to `said`. */
async function quietly<T>(does: () => Promise<T>): Promise<T> {
  const { write } = process.stdout;
  process.stdout.write = ((text: string) => (said.push(String(text)), true)) as typeof write;
  try {
    return await does();
  } finally {
    process.stdout.write = write;
  }
}

/** The backup, damaged. */
function damaged(how: (folder: string) => void): string {
  const folder = join(root, `damaged-${newId()}`);
  cpSync(join(root, 'backup'), folder, { recursive: true });
  how(folder);
  return folder;
}
const rewritten = (folder: string, change: (manifest: Record<string, unknown>) => object) => {
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...manifest, ...change(manifest) }));
};
const flipped = (file: string) => {
  const bytes = readFileSync(file);
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  writeFileSync(file, bytes);
};

const damages: readonly (readonly [what: string, how: (folder: string) => void, says: RegExp])[] = [
  ['whose table was cut', (folder) => truncateSync(join(folder, 'tables/store.act.copy'), 40), /^tables\/store\.act\.copy is not as it was written.*Nothing was restored\.$/],
  ['of which one byte is another', (folder) => flipped(join(folder, 'tables/store.act.copy')), /^tables\/store\.act\.copy is not as it was written/],
  ['whose witness has one byte another', (folder) => flipped(join(folder, 'seals.jsonl')), /^seals\.jsonl is not as it was written/],
  ['that lacks a table', (folder) => rmSync(join(folder, 'tables/record.seal.copy')), /^The backup lacks tables\/record\.seal\.copy\. Nothing was restored\.$/],
  ['that lacks the memory of what was anchored last', (folder) => rmSync(join(folder, 'anchor.newest.json')), /^The backup lacks anchor\.newest\.json/],
  ['that was never finished', (folder) => rmSync(join(folder, 'manifest.json')), /is no whole backup: it has no manifest\.json/],
  ['whose manifest was cut', (folder) => truncateSync(join(folder, 'manifest.json'), 300), /manifest\.json is damaged: it is no JSON any more/],
  ['whose manifest says other numbers than it did', (folder) => rewritten(folder, () => ({ sequences: [] })), /manifest\.json is not as it was written/],
  ['of another form', (folder) => rewritten(folder, () => ({ millrace: 2 })), /of a form that this version does not read \(2, known is 1\)/],
  [
    'of another version',
    (folder) => rewritten(folder, ({ migrations }) => ({ migrations: [...(migrations as string[]), 'qms/0099_future.sql abc'], digest: undefined })),
    /other migrations than the one that took the backup: it has qms\/0099_future\.sql, which is not here\. Restore with that version, then upgrade/,
  ],
];
for (const [what, how, says] of damages)
  test(`a backup ${what} is refused before the database is touched`, async () => {
    const into = await house(false);
    await assert.rejects(runRestore([damaged(how)], into.env), { message: says });
    const { rows } = await on(into.database.ownerUrl, (database) => database.pool.query(`select to_regnamespace('store') as store`));
    assert.deepEqual([rows[0].store, existsSync(into.env.MILLRACE_DATA!)], [null, false]);
  });

test('a table that the database does not take ends the restore with the reason, and does not wait for ever', async () => {
  const into = await house(false);
  const folder = damaged((one) => {
    const text = readFileSync(join(one, 'tables/store.head.copy'), 'utf8').replace('here', 'here\tand more');
    writeFileSync(join(one, 'tables/store.head.copy'), text);
    const sha256 = createHash('sha256').update(text).digest('hex');
    rewritten(one, ({ tables }) => ({
      digest: undefined,
      tables: (tables as { name: string }[]).map((table) => (table.name === '"store"."head"' ? { ...table, sha256 } : table)),
    }));
  });
  await assert.rejects(runRestore([folder], into.env), /invalid input syntax|extra data/);
  assert.equal((await on(into.database.ownerUrl, (database) => database.pool.query('select from store.act'))).rowCount, 0);
});

test('a manifest that names a table which is none of ours reaches no statement', async () => {
  const into = await house(false);
  const folder = damaged((one) =>
    rewritten(one, ({ tables }) => ({
      digest: undefined,
      tables: (tables as { name: string }[]).map((table, i) => (i === 0 ? { ...table, name: `store.act; drop schema store cascade; --` } : table)),
    })),
  );
  await assert.rejects(runRestore([folder], into.env), /The backup has a table store\.act; drop/);
  assert.equal((await on(into.database.ownerUrl, (database) => database.pool.query('select from store.act'))).rowCount, 0);
});

test('a database that has rows, and a folder that has a key, are refused and left as they are', async () => {
  const into = await house();
  await live(into);
  rmSync(into.env.MILLRACE_DATA!, { recursive: true });
  await assert.rejects(runRestore([join(root, 'backup')], into.env), /The database is not empty: .* has rows/);
  assert.equal((await on(into.database.ownerUrl, (database) => database.pool.query('select from store.act'))).rowCount, 1);
  const other = await house(false);
  mkdirSync(join(other.env.MILLRACE_DATA!, 'keys'), { recursive: true });
  writeFileSync(sealFiles(other.env).newest, '{}');
  await assert.rejects(
    runRestore([join(root, 'backup')], other.env),
    /There is a memory of what was anchored last at .* already, of another record or of a restore that was stopped\. Restore into a fresh data folder/,
  );
});

test('a restore that fails at its end leaves neither rows nor files', async () => {
  const into = await house(false);
  // a witness that cannot be written: its folder is a file
  const blocked = join(root, 'a file');
  writeFileSync(blocked, '');
  await assert.rejects(runRestore([join(root, 'backup')], { ...into.env, MILLRACE_ANCHOR_KEY: join(blocked, 'anchor.pem') }));
  assert.equal((await on(into.database.ownerUrl, (database) => database.pool.query('select from store.act'))).rowCount, 0);
  assert.equal(existsSync(sealFiles(into.env).witness), false);
  assert.equal(await quietly(() => runRestore([join(root, 'backup')], into.env)), 0, 'the same place takes it afterwards');
});

/** Restores over a line that breaks at the commit; what came of it. */
async function overCutLine(...how: Parameters<typeof cutLine> extends [string, ...infer How] ? How : never) {
  const into = await house(false);
  const line = await cutLine(into.database.ownerUrl, ...how);
  try {
    const came = await quietly(() => runRestore([join(root, 'backup')], { ...into.env, DATABASE_OWNER_URL: line.url }).catch((error: Error) => error.message));
    return {
      into,
      came,
      acts: (await on(into.database.ownerUrl, (database) => database.pool.query('select from store.act'))).rowCount,
      hasWitness: existsSync(sealFiles(into.env).witness),
    };
  } finally {
    line.close();
  }
}
test('a line that breaks after the commit takes nothing back: the restore stands, and says so', async () => {
  const { into, came, acts, hasWitness } = await overCutLine('after');
  assert.deepEqual([came, acts, hasWitness], [0, 3, true]);
  assert.deepEqual(await findings(into), []);
});
test('a line that breaks before the commit leaves neither rows nor files', async () => {
  const { came, acts, hasWitness } = await overCutLine('before');
  assert.deepEqual([typeof came, acts, hasWitness], ['string', 0, false]);
});
test('where nobody can say whether the commit was done, the witness and its key stay, and the message says what to do', async () => {
  const { into, came, hasWitness } = await overCutLine('after', false);
  assert.match(String(came), /whether the restore stands is not known\. Nothing was taken back\..* millrace audit verify/);
  assert.equal(hasWitness, true);
  assert.deepEqual(await findings(into), [], 'it did stand');
});

test('a restored record proves as it stood, goes on, and says of itself that it was restored', async () => {
  await live(lived);
  const into = await house(false);
  assert.equal(await quietly(() => runRestore([join(root, 'backup')], into.env)), 0);
  assert.match(said.join(''), /The trail of here ends with seal 2\. What was sealed after it is not in this backup/);
  assert.deepEqual(await findings(into), []);
  await live(into);
  assert.deepEqual(await findings(into), []);
  const [number, acts] = await on(into.database.appUrl, async (database) => [
    (await database.pool.query(`select store.next_number('here', 'crib.tool', 'T-{000}', 0, false) as n`)).rows[0].n as string,
    (await database.pool.query(`select reason from store.act where address = 'database.backup.restore'`)).rows as { reason: string }[],
  ]);
  assert.equal(number, 'T-004', 'numbers with gaps go on too');
  assert.match(acts[0]!.reason, /^restored from the backup of 2/);
});

test('a restored record whose last seals are cut misses them, before and after it seals again', async () => {
  const into = await house(false);
  await quietly(() => runRestore([join(root, 'backup')], into.env));
  await on(into.database.ownerUrl, (database) => database.pool.query('delete from record.seal where number = 2'));
  const { witness } = sealFiles(into.env);
  writeFileSync(witness, `${readFileSync(witness, 'utf8').split('\n')[0]!}\n`);
  assert.deepEqual(await findings(into), ['seal missing: seal 2']);
  await seal(into);
  assert.deepEqual(await findings(into), ['anchor disagrees: seal 2']);
});

test('a plant that was cut is backed up as it is: the backup says so, and what is restored from it does too', async () => {
  const cut = await house();
  await live(cut);
  await live(cut);
  await on(cut.database.ownerUrl, (database) => database.pool.query('delete from record.seal where number = 2'));
  await quietly(() => runBackup([join(root, 'of the cut')], cut.env));
  assert.match(said.join(''), /Seal 2 of here was anchored, and the database ends with seal 1: it was cut/);
  const into = await house(false);
  await quietly(() => runRestore([join(root, 'of the cut')], into.env));
  assert.deepEqual(await findings(into), ['seal missing: seal 2']);
});
