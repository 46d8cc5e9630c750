import { newId, type AnyCommand, type Refusal } from '@millrace/kernel';
import type { Answer, Envelope } from './envelope.ts';
import { keepable } from './keepable.ts';
import type { ShellParts } from './parts.ts';
import { checkSame, usedFor } from './receipt.ts';

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
  const { rows } = await parts.database.pool.query<{ address: string; input_hash: string; answer: Answer | null }>(
    `with receipt as (
       insert into store.command_key (site, key, address, input_hash, recorded_at, answer) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1),
     kept as (
       insert into store.kept_report (site, id, key, address, by_person, station, recorded_at, happened_at, input, rule, sentence)
       select $1, $7, $2, $3, $8, $9, $5, $10, $11, $12, $13 where exists (select from receipt))
     select address, input_hash, answer from store.command_key where site = $1 and key = $2`,
    [
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
    ],
  );
  const before = rows[0];
  if (!before) return answer;
  checkSame(command, before, used);
  return { ...(before.answer ?? answer), isRepeat: true };
}
