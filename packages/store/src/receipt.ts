import { hash as digest } from 'node:crypto';
import { canonical, houseRefusal, Refusal, type AnyCommand, type Facts } from '@millrace/kernel';
import type pg from 'pg';
import { unreached } from './database-error.ts';
import type { Answer, Envelope, RecordRef } from './envelope.ts';
import { keepable } from './keepable.ts';
import type { ShellParts } from './parts.ts';

/** What a key led to when it was used: an answer or a refusal. */
export interface Earlier {
  readonly address: string;
  readonly used_for: string;
  readonly answer: Answer | null;
  readonly refusal: { readonly rule: string; readonly sentence: string; readonly facts: Facts; readonly status: number } | null;
}

/** The same answer, or the same refusal, again. A used key that comes with something else is refused. */
export function repeat(command: AnyCommand, earlier: Earlier, used: string): Answer {
  checkSame(command, earlier, used);
  if (earlier.refusal) throw new Refusal(earlier.refusal.rule, earlier.refusal.sentence, earlier.refusal.facts, earlier.refusal.status);
  return { ...earlier.answer!, isRepeat: true };
}

/** The answer as it was given: a number is drawn while the answer is already kept, so it is read from its row. */
export async function withNumbers(parts: ShellParts, client: pg.Pool | pg.PoolClient, site: string, answer: Answer): Promise<Answer> {
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

const sha256 = (text: string) => digest('sha256', text);

// what else a sender may say of an act, in the words of the refusal
const said = {
  reason: ({ reason }: Envelope) => reason,
  'when it happened': ({ happenedAt }: Envelope) => happenedAt?.toString(),
  'what is signed': ({ signature }: Envelope) => signature?.meaning,
};
const wordsSaid = Object.keys(said) as (keyof typeof said)[];
// a receipt without it, from a version before, tells only its input
const mark = '2';

/** The input without what the door made of its secrets: that is another at each try, or no longer right at the second. That there was one stays. */
function withoutSecrets({ secrets }: Pick<AnyCommand, 'secrets'>, input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Object.keys(secrets).length === 0) return input;
  return Object.fromEntries(Object.entries(input).map(([field, value]) => [field, field in secrets ? 'a secret' : (value as unknown)]));
}

/** What a key is used for, so that another use of it is known and named: the act with its input, its reason, when it happened and what is signed with it. */
export function usedFor(command: Pick<AnyCommand, 'address' | 'secrets'>, input: unknown, envelope: Envelope): string {
  const words = wordsSaid.map((name) => {
    const word = said[name](envelope);
    // 16 of its 64 digits: it tells two words of one sender apart, and guards nothing
    return word === undefined ? '' : sha256(word).slice(0, 16);
  });
  return [mark, sha256(`${command.address}\n${canonical(withoutSecrets(command, input))}`), ...words].join(':');
}

/** Refuses a key that was used for something else, and names what differs. */
export function checkSame(command: AnyCommand, earlier: Pick<Earlier, 'address' | 'used_for'>, now: string): void {
  const [, input, ...words] = now.split(':') as [string, string, ...string[]];
  const isMarked = earlier.used_for.startsWith(`${mark}:`);
  const [, inputThen, ...wordsThen] = isMarked ? (earlier.used_for.split(':') as [string, string, ...string[]]) : ['', earlier.used_for];
  const word = isMarked ? wordsSaid.find((_, i) => words[i] !== wordsThen[i]) : undefined;
  const differs = earlier.address !== command.address ? 'the command' : input !== inputThen ? 'the input' : word;
  if (differs !== undefined) throw houseRefusal(command.address, 'key-reused', { address: earlier.address, differs });
}

/** A refusal that the same key would meet again; signing again or coming back later is not. */
export const isFinal = (refusal: Refusal) => ![401, 428, 503].includes(refusal.status) && !refusal.rule.endsWith('/key-reused');

/**
 * Keeps a refusal under its key, and throws it. It comes after the refused act has let go of the key: where the same act, sent twice, came through
 * in between, that is what the key led to, and both are told so.
 */
export async function rememberRefusal(parts: ShellParts, command: AnyCommand, raw: unknown, envelope: Envelope, refusal: Refusal): Promise<Answer> {
  const { pool } = parts.database;
  const { site, key } = envelope;
  const used = usedFor(command, raw, envelope);
  const said = keepable({ rule: refusal.rule, sentence: refusal.message, facts: refusal.facts, status: refusal.status });
  for (;;) {
    const { rows } = await pool
      .query<{ is_kept: boolean; address: string | null } & Omit<Earlier, 'address'>>(
        `with receipt as (
           insert into store.command_key (site, key, address, used_for, recorded_at, refusal) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1)
         select exists (select from receipt) as is_kept, k.address, k.used_for, k.answer, k.refusal
           from (values (1)) as one left join store.command_key k on k.site = $1 and k.key = $2`,
        [site, key, command.address, used, parts.clock.now().toString(), said],
      )
      .catch((error: unknown) => {
        throw unreached(error);
      });
    const { is_kept, address, ...earlier } = rows[0]!;
    if (is_kept) throw refusal;
    // whoever was first was waited for, and is seen by the next look only
    if (address !== null) return withNumbers(parts, pool, site, repeat(command, { address, ...earlier }, used));
  }
}
