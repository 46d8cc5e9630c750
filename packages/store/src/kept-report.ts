import { newId, type AnyCommand, type Refusal } from '@millrace/kernel';
import type { Answer, Envelope } from './envelope.ts';
import { keepable } from './keepable.ts';
import type { ShellParts } from './parts.ts';
import { checkSame, usedFor } from './receipt.ts';

/** Keeps the report with the receipt of its key, both or neither; tells what the key led to before. */
const keep = `with receipt as (
     insert into store.command_key (site, key, address, input_hash, recorded_at, answer) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1),
   kept as (
     insert into store.kept_report (site, id, key, address, by_person, station, recorded_at, happened_at, input, rule, sentence)
     select $1, $7, $2, $3, $8, $9, $5, $10, $11, $12, $13 where exists (select from receipt))
   select exists (select from receipt) as is_kept, k.address, k.input_hash, k.answer from (values (1)) as one left join store.command_key k on k.site = $1 and k.key = $2`;

/**
 * Keeps a report that did not fit the record. What it tells has happened whether the record likes it or not, so it is
 * never refused: it waits, with what it broke, until a person settles it.
 */
export async function keepReport(parts: ShellParts, command: AnyCommand, raw: unknown, envelope: Envelope, refusal: Refusal): Promise<Answer> {
  const at = parts.clock.now();
  const id = newId(Number(at.epochMilliseconds));
  const kept = { id, rule: refusal.rule, sentence: refusal.message };
  const answer: Answer = { act: id, records: [], events: [], remarks: [], isRepeat: false, kept };
  const used = usedFor(command.address, raw, envelope);
  const values = [
    envelope.site,
    envelope.key,
    command.address,
    used,
    at.toString(),
    keepable(answer),
    id,
    envelope.actor.person,
    envelope.station ?? null,
    (envelope.happenedAt ?? at).toString(),
    keepable(raw),
    refusal.rule,
    refusal.message.replaceAll('\0', '\ufffd').toWellFormed(),
  ];
  for (;;) {
    const { rows } = await parts.database.pool.query<{ is_kept: boolean; address: string | null; input_hash: string; answer: Answer | null }>(keep, values);
    const { is_kept, address, ...before } = rows[0]!;
    if (is_kept) return answer;
    // the same key at the same moment: whoever was first was waited for, and is seen by the next look only
    if (address === null) continue;
    checkSame(command, { address, ...before }, used);
    return { ...(before.answer ?? answer), isRepeat: true };
  }
}
