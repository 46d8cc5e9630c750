import { houseRefusal } from '@millrace/kernel';
import { tableName, type Asker } from '@millrace/store';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The stored row of any record as the asker may see it: as it is now, or as it was recorded at a moment (DESIGN §4, two times: by
 * when it was recorded, never by when it is said to have happened). The past comes from the images the audit took. A record that
 * lies elsewhere is not there for them, and neither is its past or anything that belongs to it.
 */
export async function rowAt(asker: Asker, address: string, noun: string, id: string, asOf?: Temporal.Instant): Promise<Record<string, unknown>> {
  const { database, site } = asker;
  // the name was checked to be two plain words; the catalog says whether it is a record at all
  const table = tableName(noun);
  const missing = () => houseRefusal(address, 'not-found', { noun, id, site });
  // what the store leaves beside records is in the audit as they are, and is none
  const known = await database.pool.query(`select from record.audited where table_name = $1 and table_name not like 'store.%'`, [table]);
  if (known.rowCount === 0 || !uuid.test(id)) throw missing();
  const quoted = table
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
  const { rows } = await database.pool.query<{ row: Record<string, unknown> }>(`select to_jsonb(row_) as row from ${quoted} as row_ where site = $1 and id = $2`, [site, id]);
  if (!rows[0]) throw missing();
  if (asOf === undefined) return rows[0].row;
  const found = await database.pool.query<{ image: string | null; first: Temporal.Instant | null }>(
    `select (select new from record.audit where site = $1 and table_name = $2 and row_id = $3 and recorded_at <= $4 order by seq desc limit 1) as image,
            (select min(recorded_at) from record.audit where site = $1 and table_name = $2 and row_id = $3) as first`,
    [site, table, id, asOf.toString()],
  );
  const { image, first } = found.rows[0]!;
  if (image === null) throw houseRefusal(address, 'not-yet', { noun, at: asOf.toString(), first: String(first) });
  return JSON.parse(image) as Record<string, unknown>;
}
