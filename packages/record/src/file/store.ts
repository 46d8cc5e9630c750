import { houseRefusal, id, query } from '@millrace/kernel';
import { answered, Download, downloaded, type Database } from '@millrace/store';
import * as z from 'zod';
import { contents } from '../content/content.ts';

/** A file as the page of its record shows it. */
export const fileShown = z.object({
  id: z.string(),
  revision: z.number(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  by: z.string(),
  at: z.string(),
  /** Marked as removed, by whom and why; it can still be opened. */
  removed: z.object({ by: z.string(), at: z.string(), why: z.string() }).nullable(),
});
export type FileShown = z.output<typeof fileShown>;

/** Files of one record as they were recorded until a moment (`infinity` for all), oldest first; the removed ones too. */
export async function filesOf(database: Database, site: string, noun: string, subject: string, until: string): Promise<FileShown[]> {
  const { rows } = await database.pool.query<
    Omit<FileShown, 'at' | 'removed'> & { at: Temporal.Instant; removedBy: string | null; removedAt: Temporal.Instant | null; why: string | null }
  >({
    name: 'files of',
    text: `select f.id, f.revision, f.name, f.media_type as "mediaType", f.bytes, f.sha256, f.added_by as by, f.added_at as at, r.by_person as "removedBy", r.recorded_at as "removedAt", r.reason as why
        from record.file f
        join record.audit a on a.site = f.site and a.table_name = 'record.file' and a.row_id = f.id::text and a.op = 'insert' and a.recorded_at <= $4
        left join record.audit r on r.site = f.site and r.table_name = 'record.file' and r.row_id = f.id::text and r.op = 'update' and r.new::jsonb->>'state' = 'removed' and r.recorded_at <= $4
       where f.site = $1 and f.noun = $2 and f.subject = $3 order by f.added_at, f.id`,
    values: [site, noun, subject, until],
  });
  return rows.map(({ removedBy, removedAt, why, at, ...one }) => ({
    ...one,
    at: at.toString(),
    removed: removedAt && { by: removedBy ?? '', at: removedAt.toString(), why: why ?? '' },
  }));
}

/** The file itself, to be saved. */
export const readFile = answered(
  query({ address: 'record.file.read', summary: 'The bytes of a file on a record', input: z.object({ file: id('record.file') }), output: downloaded() }),
  async ({ file }, { database, site }) => {
    const { rows } = await database.pool.query<{ name: string; mediaType: string; bytes: number; sha256: string }>(
      'select name, media_type as "mediaType", bytes, sha256 from record.file where site = $1 and id = $2',
      [site, file],
    );
    const found = rows[0];
    if (!found) throw houseRefusal('record.file.read', 'not-found', { noun: 'file', id: file, site });
    return new Download({ ...found, pieces: contents(database, site).pieces(found.sha256) });
  },
);
