import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newId } from '@millrace/kernel';
import { migrate, seesAll } from '@millrace/store';
import pg from 'pg';
import { emptySamples, samplesCount, samplesIn, samplesOut } from './backup-historian.ts';
import { fixedText, migrationsHere, migrationsOf, schemaFolders, selectAll, tablesOf, type BackedTable } from './backup-tables.ts';
import { copyIn, copyOut } from './copy.ts';
import { findEngines } from './engines.ts';
import { readBackup, type BackedFile, type Manifest } from './manifest.ts';
import { sealFiles } from './seal-files.ts';

// what is audited, what speaks of bytes, and how rows are seen
const writtenByMigrations = new Set(['"record"."audited"', '"record"."spoken_of"', '"store"."sight"']);

const say = (text: string) => process.stdout.write(`${text}\n`);

/** `millrace restore <folder>`: into an empty database only; every digest is compared before and after. All of it, or nothing. */
export async function runRestore(words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const folder = words[0];
  if (folder === undefined) throw new Error('Say what to restore: millrace restore <folder of a backup>.');
  const manifest = await readBackup(folder);
  refuseOtherVersion(manifest, migrationsHere());
  const seals = sealFiles(env);
  const files = [
    ['witness', manifest.witness, seals.witness],
    ['anchor key', manifest.anchorKey, seals.anchorKey],
    ['memory of what was anchored last', manifest.newest ?? null, seals.newest],
  ] as const;
  for (const [what, , file] of files)
    if (existsSync(file))
      throw new Error(
        `There is a ${what} at ${file} already, of another record or of a restore that was stopped. Restore into a fresh data folder: set MILLRACE_DATA. Nothing was restored.`,
      );
  const engines = await findEngines(env);
  const client = new pg.Client({ connectionString: engines.ownerUrl, options: seesAll, application_name: 'millrace restore' });
  // a line that breaks is told by what was asked over it
  client.on('error', () => undefined);
  const made: (() => Promise<void>)[] = [];
  try {
    await client.connect();
    await refuseFilled(client);
    if (manifest.historian && engines.historianUrl === undefined)
      throw new Error('The backup holds samples and no historian was named. Set HISTORIAN_URL, or restore into a data folder with embedded engines. Nothing was restored.');
    if (manifest.historian && (await samplesCount(engines.historianUrl!)) > 0)
      throw new Error(`The historian at ${engines.historianUrl} holds samples already. A restore goes into an empty one. Nothing was restored.`);
    await migrate(engines.ownerUrl, schemaFolders(), engines.appUser);
    refuseOtherVersion(manifest, await migrationsOf(client));
    await client.query(fixedText);
    await client.query('begin');
    await fill(client, folder, manifest);
    // what is outside the database comes before its commit, and goes again should that fail
    if (manifest.historian) {
      made.push(() => emptySamples(engines.historianUrl!));
      await restoreHistorian(engines.historianUrl!, folder, manifest.historian);
    }
    for (const [, backed, file] of files) {
      if (!backed) continue;
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      made.push(async () => rmSync(file, { force: true }));
      copyFileSync(join(folder, backed.file), file);
    }
    const { rows: sealed } = await client.query<{ site: string; number: number }>('select site, max(number) as number from record.seal group by site order by site');
    await noteRestored(client, manifest);
    const isCertain = await isCommitted(client, engines.ownerUrl, manifest);
    // what is outside the database stays: without it a record that stands could not be proved
    made.length = 0;
    if (!isCertain)
      throw new Error(
        'The database was lost at the last moment, and does not answer: whether the restore stands is not known. Nothing was taken back. When it answers again, millrace audit verify says so if it stands; if it does not, empty the data folder and restore again.',
      );
    say(`Restored ${manifest.tables.length} tables as of ${manifest.takenAt}; every digest agrees. Prove the trail: millrace audit verify.`);
    for (const { site, number } of sealed)
      say(
        `The trail of ${site} ends with seal ${number}. What was sealed after it is not in this backup: if a witness or a key folder of the plant that was lost is still there, keep both, for they say what is missing.`,
      );
    return 0;
  } finally {
    await client.end().catch(() => undefined);
    // one that cannot be taken back keeps no other from being
    for (const undo of made.toReversed())
      await undo().catch((error: unknown) => say(`Something could not be taken back: ${error instanceof Error ? error.message : String(error)}`));
    await engines.release();
  }
}

/**
 * Commits, and answers whether that is certain. A connection that is lost meanwhile does not say whether it was done: then the rows do, by another one.
 * Throws where it was not done.
 */
async function isCommitted(client: pg.Client, ownerUrl: string, { tables }: Manifest): Promise<boolean> {
  try {
    await client.query('commit');
    return true;
  } catch (lost) {
    const filled = tables.find(({ name, bytes }) => bytes > 0 && !writtenByMigrations.has(name))?.name;
    const stands = filled === undefined ? undefined : await hasRows(ownerUrl, filled).catch(() => undefined);
    if (stands === false) throw lost;
    return stands === true;
  }
}

async function hasRows(ownerUrl: string, table: string): Promise<boolean> {
  const other = new pg.Client({ connectionString: ownerUrl, options: seesAll, application_name: 'millrace restore' });
  other.on('error', () => undefined);
  try {
    await other.connect();
    return (await other.query(`select from ${table} limit 1`)).rowCount === 1;
  } finally {
    await other.end().catch(() => undefined);
  }
}

function refuseOtherVersion(manifest: Manifest, here: readonly string[]): void {
  const [had, has] = [new Set(manifest.migrations), new Set(here)];
  if (had.symmetricDifference(has).size === 0) return;
  const name = (line: string | undefined) => line?.split(' ')[0];
  const [theirs, ours] = [name(manifest.migrations.find((line) => !has.has(line))), name(here.find((line) => !had.has(line)))];
  const what = [theirs && `it has ${theirs}, which is not here`, ours && `${ours} is here and not in it`].filter(Boolean).join(', and ');
  throw new Error(
    `This version of Millrace has other migrations than the one that took the backup${what && `: ${what}`}. Restore with that version, then upgrade. Nothing was restored.`,
  );
}

/** Rows, sequences and nothing else, as they were; compared before anybody can see them. */
async function fill(client: pg.Client, folder: string, manifest: Manifest): Promise<void> {
  const here = new Map((await tablesOf(client)).map((table) => [table.name, table]));
  const wanted = manifest.tables.map((one) => ({ ...one, table: tableHere(here, one) }));
  for (const month of manifest.months) await client.query('select store.make_partitions($1::timestamptz, 0)', [`${month}T00:00:00Z`]);
  // what refers to another table is held to it when all are back; none is emptied under one that refers to it
  await client.query('set constraints all deferred');
  await client.query(`truncate ${wanted.map(({ table }) => table.name).join(', ')}`);
  // rows come with their audit: taking it again would double it. Nor are constraint triggers asked (record.task), whatever 0014 says: what was backed up comes back as it stood
  for (const { table } of wanted) await client.query(`alter table ${table.name} disable trigger user`);
  for (const { table, file } of wanted) await copyIn(client, `${table.name} (${table.columns})`, join(folder, file));
  await client.query('set constraints all immediate');
  for (const { table } of wanted) await client.query(`alter table ${table.name} enable trigger user`);
  for (const one of manifest.sequences) {
    // one that counts a series of numbers came with the series, not with a migration
    if (/^store\.number_[0-9a-f]{32}$/.test(one.name)) await client.query(`create sequence if not exists ${one.name}`);
    await client.query('select setval($1, $2, $3)', [one.name, one.last, one.isCalled]);
  }
  await compare(client, manifest);
}

/** A manifest names tables of ours, and no other text comes from it into a statement. */
function tableHere(here: ReadonlyMap<string, BackedTable>, { name, columns }: Manifest['tables'][number]): BackedTable {
  const table = here.get(name);
  if (!table || table.columns !== columns) throw new Error(`The backup has a table ${name} (${columns}), which this version does not have so. Nothing was restored.`);
  return table;
}

/** The trail says of itself that it was restored, and from when: an act of the database's user, sealed with what follows. */
async function noteRestored(client: pg.Client, { takenAt }: Manifest): Promise<void> {
  const { rows } = await client.query<{ site: string }>('select site from store.head order by site');
  for (const { site } of rows) {
    const values = [site, newId(), JSON.stringify({ takenAt }), `restored from the backup of ${takenAt}`];
    await client.query('select store.make_partitions(now(), 0)');
    await client.query(
      `with acted as (
         insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, reason, input)
         values ($1, $2, now(), now(), 'database', 'database.backup.restore', 'database:' || session_user, 'restore', $4, $3) returning site, id, recorded_at)
       insert into store.unsequenced (site, act, recorded_at, events) select site, id, recorded_at, 0 from acted`,
      values,
    );
  }
}

async function refuseFilled(client: pg.Client): Promise<void> {
  for (const table of await tablesOf(client)) {
    if (writtenByMigrations.has(table.name)) continue;
    const { rowCount } = await client.query(`select from ${table.name} limit 1`);
    if (rowCount) throw new Error(`The database is not empty: ${table.name.replaceAll('"', '')} has rows. A restore goes into an empty database only; nothing was changed.`);
  }
}

async function compare(client: pg.Client, manifest: Manifest): Promise<void> {
  const tables = await tablesOf(client);
  const wanted = new Map(manifest.tables.map((table) => [table.name, table.sha256]));
  for (const table of tables) {
    const { sha256: found } = await copyOut(client, selectAll(table));
    if (found !== wanted.get(table.name))
      throw new Error(
        `${table.name} came back with digest ${found.slice(0, 12)}, the backup says ${(wanted.get(table.name) ?? 'nothing of it').slice(0, 12)}. Nothing was restored.`,
      );
  }
}

async function restoreHistorian(url: string, folder: string, backed: BackedFile): Promise<void> {
  if (backed.bytes > 0) await samplesIn(url, join(folder, backed.file));
  const { sha256: found } = await samplesOut(url);
  if (found !== backed.sha256)
    throw new Error(`The historian came back with digest ${found.slice(0, 12)}, the backup says ${backed.sha256.slice(0, 12)}. Empty it and restore again.`);
}
