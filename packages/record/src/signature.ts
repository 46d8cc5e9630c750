import { createHash } from 'node:crypto';
import { newId } from '@millrace/kernel';
import type { Database, Signed, Statement } from '@millrace/store';

const hashOf = (content: string) => createHash('sha256').update(content).digest('hex');

/** The row that a signature leaves, in the transaction of the act it signs. */
export function signatureStatement(signed: Signed): Statement {
  return {
    name: 'signature',
    text: `insert into record.signature (site, id, recorded_at, act, noun, subject, revision, person, printed_name, role, meaning, component, content, content_hash)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    values: [signed.site, newId(), signed.at.toString(), signed.act, signed.noun, signed.subject, signed.revision, signed.person, signed.signer.printedName, signed.role, signed.signer.meaning, signed.signer.component, signed.content, hashOf(signed.content)],
  };
}

/** A signature as it is shown wherever the record is shown (21 CFR 11.50(b)). */
export interface SignatureShown {
  readonly printedName: string;
  readonly role: string;
  readonly meaning: string;
  readonly at: Temporal.Instant;
  readonly revision: number;
  /** Its content still has the hash that was signed. */
  readonly isIntact: boolean;
  /** The record has changed since it was signed. */
  readonly isSuperseded: boolean;
}

/** Signatures on one record, oldest first. */
export async function signaturesOf(database: Database, site: string, noun: string, subject: string, revision: number): Promise<SignatureShown[]> {
  const { rows } = await database.pool.query<{ printed_name: string; role: string; meaning: string; recorded_at: Temporal.Instant; revision: number; content: string; content_hash: string }>({
    name: 'signatures of',
    text: 'select printed_name, role, meaning, recorded_at, revision, content, content_hash from record.signature where site = $1 and noun = $2 and subject = $3 order by recorded_at, id',
    values: [site, noun, subject],
  });
  return rows.map((row) => ({ printedName: row.printed_name, role: row.role, meaning: row.meaning, at: row.recorded_at, revision: row.revision, isIntact: hashOf(row.content) === row.content_hash, isSuperseded: row.revision < revision }));
}

/** What was signed on a record ahead of commands, with the revision it was signed on. */
export const stepsSigned = (site: string, noun: string, subject: string): Statement => ({
  name: 'steps signed',
  text: 'select step, signed_by, signed_at, of_revision from record.step where site = $1 and noun = $2 and subject = $3 order by signed_at',
  values: [site, noun, subject],
});
