import type { Database } from '@millrace/store';
import type { Finding } from '../verify.ts';

/** Hashes every kept content again, and names the files whose bytes are not those that were added. */
export async function verifyContents(database: Database, site: string, findings: Finding[]): Promise<void> {
  const { rows } = await database.pool.query<{ sha256: string; found: string; files: string | null }>(
    `with hashed as (
        select c.sha256, encode(sha256((select coalesce(string_agg(p.piece, ''::bytea order by p.nth), ''::bytea) from record.content_piece p where p.site = c.site and p.sha256 = c.sha256)), 'hex') as found
          from record.content c where c.site = $1)
      select h.sha256, h.found, (select string_agg(f.name || ' on ' || f.noun || ' ' || f.subject, ', ' order by f.added_at) from record.file f where f.site = $1 and f.sha256 = h.sha256) as files
        from hashed h where h.found <> h.sha256 order by 1 limit 100`,
    [site],
  );
  for (const row of rows)
    findings.push({
      what: 'content altered',
      where: `content ${row.sha256}`,
      sentence: `The bytes kept as ${row.sha256.slice(0, 12)} are not those: they hash to ${row.found.slice(0, 12)}. ${row.files === null ? 'No file of a record speaks of them.' : `It concerns ${row.files}.`}`,
    });
  const lost = await database.pool.query<{ name: string; noun: string; subject: string; sha256: string }>(
    `select f.name, f.noun, f.subject, f.sha256 from record.file f where f.site = $1 and not exists (select from record.content c where c.site = f.site and c.sha256 = f.sha256) order by f.added_at limit 100`,
    [site],
  );
  for (const row of lost.rows)
    findings.push({
      what: 'content missing',
      where: `${row.noun} ${row.subject}`,
      sentence: `The file ${row.name} on ${row.noun} ${row.subject} has lost its bytes (${row.sha256.slice(0, 12)}).`,
    });
  await findLost(database, site, findings);
}

/** Records of other rooms that speak of bytes, such as long messages. */
async function findLost(database: Database, site: string, findings: Finding[]): Promise<void> {
  const spoken = await database.pool.query<{ table: string; relation: string; column: string }>(
    `select table_name as table, table_name::regclass::text as relation, quote_ident(column_name) as column from record.spoken_of where table_name <> 'record.file' order by 1, 3`,
  );
  for (const { table, relation, column } of spoken.rows) {
    const { rows } = await database.pool.query<{ id: string; sha256: string }>(
      `select r.id::text, r.${column} as sha256 from ${relation} r where r.site = $1 and r.${column} is not null
          and not exists (select from record.content c where c.site = r.site and c.sha256 = r.${column}) order by 1 limit 100`,
      [site],
    );
    for (const { id, sha256 } of rows)
      findings.push({ what: 'content missing', where: `${table} ${id}`, sentence: `The bytes that ${table} ${id} speaks of are lost (${sha256.slice(0, 12)}).` });
  }
}
