import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { migrate, seesAll } from '@millrace/store';
import pg from 'pg';
import { samplesCount, samplesIn, samplesOut } from './backup-historian.ts';
import { fixedText, migrationsOf, schemaFolders, selectAll, sequencesOf, tablesOf, type SequenceState } from './backup-tables.ts';
import { copyIn, copyOut } from './copy.ts';
import { findEngines } from './engines.ts';

interface BackedFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a backup holds. Written last: a folder without it is no backup. */
interface Manifest {
  readonly millrace: 1;
  readonly takenAt: string;
  readonly migrations: readonly string[];
  readonly months: readonly string[];
  readonly tables: readonly ({ readonly name: string; readonly columns: string } & BackedFile)[];
  readonly sequences: readonly SequenceState[];
  readonly historian: BackedFile | null;
  readonly witness: BackedFile | null;
  readonly anchorKey: BackedFile | null;
}

// what is audited, what speaks of bytes, and how rows are seen
const writtenByMigrations = new Set(['"record"."audited"', '"record"."spoken_of"', '"store"."sight"']);

const say = (text: string) => process.stdout.write(`${text}\n`);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Witness and key of the seals, where the settings say they lie. */
function sealFiles(env: NodeJS.ProcessEnv): { witness: string; anchorKey: string } {
  const data = env.MILLRACE_DATA?.trim() || '.millrace';
  return {
    witness: resolve(env.MILLRACE_WITNESS?.trim() || join(data, 'witness/seals.jsonl')),
    anchorKey: resolve(env.MILLRACE_ANCHOR_KEY?.trim() || join(data, 'keys/anchor.pem')),
  };
}

/** `millrace backup <folder>`: database, historian, witness and key at one moment, with a digest of each. Runs beside a working house. */
export async function runBackup(words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const folder = words[0];
  if (folder === undefined) throw new Error('Say where to: millrace backup <folder>. It is made, and must not exist yet.');
  if (existsSync(folder)) throw new Error(`${folder} exists already. A backup goes into a folder of its own; name another.`);
  mkdirSync(join(folder, 'tables'), { recursive: true, mode: 0o700 });
  const engines = await findEngines(env);
  const client = new pg.Client({ connectionString: engines.ownerUrl, options: seesAll, application_name: 'millrace backup' });
  try {
    await client.connect();
    await client.query(fixedText);
    // one moment for all tables, whatever is done meanwhile
    await client.query('begin isolation level repeatable read read only');
    const tables: Manifest['tables'][number][] = [];
    for (const table of await tablesOf(client)) {
      const file = `tables/${table.name.replaceAll('"', '')}.copy`;
      tables.push({ name: table.name, columns: table.columns, file, ...(await copyOut(client, selectAll(table), join(folder, file))) });
    }
    const months = await client.query<{ month: string }>(
      `select distinct to_char(recorded_at at time zone 'utc', 'YYYY-MM') || '-01' as month from (select recorded_at from store.act union all select recorded_at from store.event union all select recorded_at from record.audit) as all_ order by 1`,
    );
    const [migrations, sequences] = [await migrationsOf(client), await sequencesOf(client)];
    const sealed = await client.query<{ site: string; number: number }>('select site, max(number) as number from record.seal group by site');
    await client.query('commit');
    // after the database: a witness of a seal that the backup lacks would cry wolf, so it is cut to the seals it has
    const seals = sealFiles(env);
    const historian = engines.historianUrl === undefined ? null : { file: 'samples.tsv', ...(await samplesOut(engines.historianUrl, join(folder, 'samples.tsv'))) };
    const manifest: Manifest = {
      millrace: 1,
      takenAt: Temporal.Now.instant().toString(),
      migrations,
      months: months.rows.map((row) => row.month),
      tables,
      sequences,
      historian,
      witness: cutWitness(seals.witness, join(folder, 'seals.jsonl'), new Map(sealed.rows.map((row) => [row.site, Number(row.number)]))),
      anchorKey: copyFile(seals.anchorKey, join(folder, 'anchor.pem')),
    };
    writeFileSync(join(folder, 'manifest.json.part'), JSON.stringify(manifest, null, 1), { mode: 0o600, flush: true });
    renameSync(join(folder, 'manifest.json.part'), join(folder, 'manifest.json'));
    const bytes = tables.reduce((sum, table) => sum + table.bytes, historian?.bytes ?? 0);
    say(`Backup of ${tables.length} tables${historian ? ', the historian' : ''}, witness and key in ${folder}: ${(bytes / 1e6).toFixed(1)} MB.`);
    if (!historian) say('The historian was not reached; its samples are not part of this backup. Name it by HISTORIAN_URL.');
    say('It holds the key of the seals: keep it where the database administrator cannot read.');
    return 0;
  } finally {
    await client.end().catch(() => undefined);
    await engines.release();
  }
}

/** The witness up to the last seal of the snapshot: a seal made since then is not in this backup. */
function cutWitness(from: string, to: string, lastSeals: ReadonlyMap<string, number>): BackedFile | null {
  if (!existsSync(from)) return null;
  const kept = readFileSync(from, 'utf8')
    .split('\n')
    .filter((line) => {
      if (line === '') return false;
      const { site, number } = JSON.parse(line) as { site: string; number: number };
      return number <= (lastSeals.get(site) ?? 0);
    });
  writeFileSync(to, kept.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  return backedFile(to);
}

function copyFile(from: string, to: string): BackedFile | null {
  if (!existsSync(from)) return null;
  copyFileSync(from, to);
  return backedFile(to);
}

function backedFile(to: string): BackedFile {
  const bytes = readFileSync(to);
  return { file: to.slice(dirname(to).length + 1), bytes: bytes.length, sha256: sha256(bytes) };
}

/** `millrace restore <folder>`: into an empty database only; every digest is compared before and after. */
export async function runRestore(words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const folder = words[0];
  if (folder === undefined) throw new Error('Say what to restore: millrace restore <folder of a backup>.');
  const manifest = readManifest(folder);
  checkFiles(folder, manifest);
  const seals = sealFiles(env);
  for (const [what, file] of [
    ['witness', seals.witness],
    ['anchor key', seals.anchorKey],
  ] as const)
    if (existsSync(file)) throw new Error(`There is a ${what} at ${file} already, of another record. Restore into a fresh data folder: set MILLRACE_DATA.`);
  const engines = await findEngines(env);
  const client = new pg.Client({ connectionString: engines.ownerUrl, options: seesAll, application_name: 'millrace restore' });
  try {
    await client.connect();
    await refuseFilled(client);
    if (manifest.historian && engines.historianUrl === undefined)
      throw new Error('The backup holds samples and no historian was named. Set HISTORIAN_URL, or restore into a data folder with embedded engines.');
    if (manifest.historian && (await samplesCount(engines.historianUrl!)) > 0)
      throw new Error(`The historian at ${engines.historianUrl} holds samples already. A restore goes into an empty one.`);
    await migrate(engines.ownerUrl, schemaFolders(), engines.appUser);
    const here = await migrationsOf(client);
    if (here.join() !== manifest.migrations.join())
      throw new Error('This version of Millrace has other migrations than the one that took the backup. Restore with that version, then upgrade.');
    await client.query(fixedText);
    await client.query('begin');
    for (const month of manifest.months) await client.query('select store.make_partitions($1::timestamptz, 0)', [`${month}T00:00:00Z`]);
    // what refers to another table is held to it when all are back; none is emptied under one that refers to it
    await client.query('set constraints all deferred');
    await client.query(`truncate ${manifest.tables.map((table) => table.name).join(', ')}`);
    // rows come with their audit: taking it again would double it
    for (const table of manifest.tables) await client.query(`alter table ${table.name} disable trigger user`);
    for (const table of manifest.tables) await copyIn(client, `${table.name} (${table.columns})`, join(folder, table.file));
    await client.query('set constraints all immediate');
    for (const table of manifest.tables) await client.query(`alter table ${table.name} enable trigger user`);
    for (const one of manifest.sequences) {
      // one that counts a series of numbers came with the series, not with a migration
      if (/^store\.number_[0-9a-f]{32}$/.test(one.name)) await client.query(`create sequence if not exists ${one.name}`);
      await client.query('select setval($1, $2, $3)', [one.name, one.last, one.isCalled]);
    }
    await compare(client, manifest);
    await client.query('commit');
    if (manifest.historian) await restoreHistorian(engines.historianUrl!, folder, manifest.historian);
    for (const [backed, file] of [
      [manifest.witness, seals.witness],
      [manifest.anchorKey, seals.anchorKey],
    ] as const) {
      if (!backed) continue;
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      copyFileSync(join(folder, backed.file), file);
    }
    say(`Restored ${manifest.tables.length} tables as of ${manifest.takenAt}; every digest agrees. Prove the trail: millrace audit verify.`);
    return 0;
  } finally {
    await client.end().catch(() => undefined);
    await engines.release();
  }
}

function readManifest(folder: string): Manifest {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${folder} is no whole backup: it has no manifest.json.`);
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

/** What was damaged on its way is found before anything is touched. */
function checkFiles(folder: string, manifest: Manifest): void {
  for (const one of [...manifest.tables, manifest.historian, manifest.witness, manifest.anchorKey]) {
    if (!one) continue;
    const path = join(folder, one.file);
    if (!existsSync(path)) throw new Error(`The backup lacks ${one.file}. Nothing was restored.`);
    const found = sha256(readFileSync(path));
    if (found !== one.sha256)
      throw new Error(`${one.file} is not as it was written: its digest is ${found.slice(0, 12)}, the manifest says ${one.sha256.slice(0, 12)}. Nothing was restored.`);
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
