import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { witnessOf } from '@millrace/record';
import { seesAll } from '@millrace/store';
import pg from 'pg';
import { samplesOut } from './backup-historian.ts';
import { fixedText, migrationsOf, selectAll, sequencesOf, tablesOf } from './backup-tables.ts';
import { copyOut } from './copy.ts';
import { findEngines } from './engines.ts';
import { writeManifest, type BackedFile, type Manifest } from './manifest.ts';
import { sealFiles } from './seal-files.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** `millrace backup <folder>`: database, historian, witness and key at one moment, with a digest of each. Runs beside a working house. */
export async function runBackup(words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const folder = words[0];
  if (folder === undefined) throw new Error('Say where to: millrace backup <folder>. It is made, and must not exist yet.');
  if (existsSync(folder)) throw new Error(`${folder} exists already. A backup goes into a folder of its own; name another.`);
  mkdirSync(join(folder, 'tables'), { recursive: true, mode: 0o700 });
  const engines = await findEngines(env);
  const seals = sealFiles(env);
  const client = new pg.Client({ connectionString: engines.ownerUrl, options: seesAll, application_name: 'millrace backup' });
  try {
    await client.connect();
    await client.query(fixedText);
    // before the database: what was anchored by now is in it, so a restored one misses nothing that it never had
    const newest = copyFile(seals.newest, join(folder, 'anchor.newest.json'));
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
    const lastSeals = new Map(sealed.rows.map((row) => [row.site, Number(row.number)]));
    // after the database: a witness of a seal that the backup lacks would cry wolf, so it is cut to the seals it has
    const historian = engines.historianUrl === undefined ? null : { file: 'samples.tsv', ...(await samplesOut(engines.historianUrl, join(folder, 'samples.tsv'))) };
    const manifest: Manifest = {
      millrace: 1,
      takenAt: Temporal.Now.instant().toString(),
      migrations,
      months: months.rows.map((row) => row.month),
      tables,
      sequences,
      historian,
      witness: cutWitness(seals.witness, join(folder, 'seals.jsonl'), lastSeals),
      anchorKey: copyFile(seals.anchorKey, join(folder, 'anchor.pem')),
      newest,
    };
    writeManifest(folder, manifest);
    const bytes = tables.reduce((sum, table) => sum + table.bytes, historian?.bytes ?? 0);
    say(`Backup of ${tables.length} tables${historian ? ', the historian' : ''}, witness and key in ${folder}: ${(bytes / 1e6).toFixed(1)} MB.`);
    if (!historian) say('The historian was not reached; its samples are not part of this backup. Name it by HISTORIAN_URL.');
    for (const [site, anchored] of anchoredIn(newest && join(folder, newest.file))) {
      const last = lastSeals.get(site) ?? 0;
      if (anchored > last)
        say(`Seal ${anchored} of ${site} was anchored, and the database ends with seal ${last}: it was cut. The backup holds what is there, and a proof of it will say so.`);
    }
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
      const witness = witnessOf(line);
      return witness !== undefined && witness.number <= (lastSeals.get(witness.site) ?? 0);
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

/** Number of the last seal that was anchored for each site, as its memory beside the key says. */
function anchoredIn(file: string | null): [site: string, number: number][] {
  if (file === null) return [];
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { readonly number: number }>;
  return Object.entries(all).map(([site, { number }]) => [site, number]);
}
