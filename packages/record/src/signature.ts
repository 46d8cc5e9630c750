import { createHash } from 'node:crypto';
import { newId } from '@millrace/kernel';
import type { Database, Signed, Statement } from '@millrace/store';

const hashOf = (content: string) => createHash('sha256').update(content).digest('hex');

/** The row that a signature leaves, in the transaction of the act it signs. It binds the record as it stands after the act, and every file on it by its hash. */
export function signatureStatement(signed: Signed): Statement {
  return {
    name: 'signature',
    text: `with on_it as (
        select string_agg(format('{"bytes":%s,"id":%s,"name":%s,"sha256":%s}', bytes, to_json(id::text), to_json(name), to_json(sha256)), ',' order by id) as files
          from record.file where site = $1 and noun = $5 and subject = $6 and state = 'kept'),
      bound as (select case when files is null then $13::text else '{"files":[' || files || '],"record":' || $13::text || '}' end as content from on_it)
      insert into record.signature (site, id, recorded_at, act, noun, subject, revision, person, printed_name, role, meaning, component, content, content_hash)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, content, encode(sha256(convert_to(content, 'UTF8')), 'hex') from bound`,
    values: [
      signed.site,
      newId(),
      signed.at.toString(),
      signed.act,
      signed.noun,
      signed.subject,
      signed.revision,
      signed.person,
      signed.signer.printedName,
      signed.role,
      signed.signer.meaning,
      signed.signer.component,
      signed.content,
    ],
  };
}

/** A signature as it is shown wherever the record is shown (21 CFR 11.50(b)). */
export interface SignatureShown {
  readonly printedName: string;
  readonly role: string;
  /** Person whose role it was, where it was lent to the signer. */
  readonly lentBy: string | null;
  readonly meaning: string;
  readonly at: Temporal.Instant;
  readonly revision: number;
  /** Files that were on the record when it was signed, each bound by its hash. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  /** Its content still has the hash that was signed. */
  readonly isIntact: boolean;
  /** The record, or a file on it, has changed since it was signed. */
  readonly isSuperseded: boolean;
}

/** How a record stands, to be compared with what was signed. */
export interface Standing {
  readonly revision: number;
  /** Hashes of the files that are on it. */
  readonly files: readonly string[];
}

/** Signatures on one record that were recorded until a moment (`infinity` for all), oldest first. */
export async function signaturesOf(database: Database, site: string, noun: string, subject: string, standing: Standing, until: string): Promise<SignatureShown[]> {
  const { rows } = await database.pool.query<{
    printed_name: string;
    role: string;
    lent_by: string | null;
    meaning: string;
    recorded_at: Temporal.Instant;
    revision: number;
    content: string;
    content_hash: string;
  }>({
    name: 'signatures of',
    text: `select g.printed_name, g.role, a.lent_by, g.meaning, g.recorded_at, g.revision, g.content, g.content_hash
      from record.signature g left join store.act a on a.site = g.site and a.id = g.act and a.recorded_at = g.recorded_at
     where g.site = $1 and g.noun = $2 and g.subject = $3 and g.recorded_at <= $4 order by g.recorded_at, g.id`,
    values: [site, noun, subject, until],
  });
  const now = standing.files.toSorted().join();
  return rows.map((row) => {
    const files = filesBound(row.content);
    const hashes = files.map((one) => one.sha256);
    return {
      printedName: row.printed_name,
      role: row.role,
      lentBy: row.lent_by,
      meaning: row.meaning,
      at: row.recorded_at,
      revision: row.revision,
      files,
      isIntact: hashOf(row.content) === row.content_hash,
      isSuperseded: row.revision < standing.revision || hashes.toSorted().join() !== now,
    };
  });
}

/** The files that a signed text binds beside the record; none where the record stood alone. */
function filesBound(content: string): { name: string; sha256: string }[] {
  if (!content.startsWith('{"files":[')) return [];
  const { files, record } = JSON.parse(content) as { files?: { name: string; sha256: string }[]; record?: unknown };
  return record === undefined ? [] : (files ?? []).map(({ name, sha256 }) => ({ name, sha256 }));
}

/** A signature given ahead of a command, as `stepsSigned` finds it. */
export interface StepSigned {
  readonly step: string;
  readonly signed_by: string;
  readonly signed_at: Temporal.Instant;
  readonly of_revision: number | null;
  /** Hashes of the files it bound, sorted and joined by commas. */
  readonly files_bound: string;
  /** The same of the files that are on the record now. */
  readonly files_kept: string;
}

/** What was signed on a record ahead of commands: the revision and the files that each signature bound, and the files of now. */
export const stepsSigned = (site: string, noun: string, subject: string): Statement => ({
  name: 'steps signed',
  text: `with kept as (
      select coalesce(string_agg(sha256, ',' order by sha256 collate "C"), '') as files from record.file where site = $1 and noun = $2 and subject = $3 and state = 'kept')
    select s.step, s.signed_by, s.signed_at, s.of_revision, coalesce(b.files, '') as files_bound, kept.files as files_kept
      from record.step s cross join kept
      left join store.event e on e.site = s.site and e.noun = 'record.step' and e.subject = s.id::text
      left join record.signature g on g.site = s.site and g.act = e.act
      left join lateral (
        select string_agg(f ->> 'sha256', ',' order by f ->> 'sha256' collate "C") as files
          from jsonb_array_elements(case when starts_with(g.content, '{"files":[') and g.content::jsonb ? 'record' then g.content::jsonb -> 'files' else '[]' end) as f) b on true
     where s.site = $1 and s.noun = $2 and s.subject = $3
     order by s.signed_at`,
  values: [site, noun, subject],
});

/** Whether what was signed ahead is what stands: the same revision, with the same files. */
export const isOfWhatStands = (step: Pick<StepSigned, 'of_revision' | 'files_bound'>, standing: Standing) =>
  step.of_revision === standing.revision && step.files_bound === standing.files.toSorted().join();
