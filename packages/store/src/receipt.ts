import { createHash } from 'node:crypto';
import { canonical, houseRefusal, Refusal, type AnyCommand, type Facts } from '@millrace/kernel';
import type pg from 'pg';
import type { Answer, Envelope, RecordRef } from './envelope.ts';
import { keepable } from './keepable.ts';
import type { ShellParts } from './parts.ts';

/** What a key led to when it was used: an answer or a refusal. */
export interface Earlier {
  readonly address: string;
  readonly input_hash: string;
  readonly answer: Answer | null;
  readonly refusal: { readonly rule: string; readonly sentence: string; readonly facts: Facts; readonly status: number } | null;
}

/** The same answer, or the same refusal, again. Another input under a used key is refused. */
export function repeat(command: AnyCommand, earlier: Earlier, inputHash: string): Answer {
  if (earlier.address !== command.address || earlier.input_hash !== inputHash) throw houseRefusal(command.address, 'key-reused', { address: earlier.address });
  if (earlier.refusal) throw new Refusal(earlier.refusal.rule, earlier.refusal.sentence, earlier.refusal.facts, earlier.refusal.status);
  return { ...earlier.answer!, isRepeat: true };
}

/** The answer as it was given: a number is drawn while the answer is already kept, so it is read from its row. */
export async function withNumbers(parts: ShellParts, client: pg.PoolClient, site: string, answer: Answer): Promise<Answer> {
  const records: RecordRef[] = [];
  for (const record of answer.records) {
    const table = parts.tables.get(record.noun);
    if (record.number !== undefined || !table?.hasNumber) {
      records.push(record);
      continue;
    }
    const { rows } = await client.query<{ number: string | null }>(`select number from ${table.name} where site = $1 and id = $2`, [site, record.id]);
    records.push({ ...record, number: rows[0]?.number ?? undefined });
  }
  return { ...answer, records };
}

export const hash = (address: string, input: unknown) =>
  createHash('sha256')
    .update(`${address}\n${canonical(input)}`)
    .digest('hex');

/** A refusal that the same key would meet again; signing again or coming back later is not. */
export const isFinal = (refusal: Refusal) => ![401, 428, 503].includes(refusal.status) && !refusal.rule.endsWith('/key-reused');

export async function rememberRefusal(parts: ShellParts, command: AnyCommand, raw: unknown, envelope: Envelope, refusal: Refusal): Promise<void> {
  await parts.database.pool.query(`insert into store.command_key (site, key, address, input_hash, recorded_at, refusal) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`, [
    envelope.site,
    envelope.key,
    command.address,
    hash(command.address, raw),
    parts.clock.now().toString(),
    keepable({ rule: refusal.rule, sentence: refusal.message, facts: refusal.facts, status: refusal.status }),
  ]);
}
