import { newId, type AnyCommand, type Clock, type Refusal } from '@millrace/kernel';
import { unanswered } from './database-error.ts';
import { reasonDelivered } from './delivered.ts';
import type { Answer, Envelope } from './envelope.ts';
import { keepable } from './keepable.ts';
import { leavingAct } from './leaving-act.ts';
import type { ShellParts } from './parts.ts';
import { checkSame, usedFor } from './receipt.ts';
import type { Put } from './row-statement.ts';

/**
 * Keeps a report that did not fit the record. What it tells has happened whether the record likes it or not, so it is
 * never refused: it waits, with what it broke, until a person settles it.
 */
export async function keepReport(parts: ShellParts, command: AnyCommand, raw: unknown, envelope: Envelope, refusal: Refusal): Promise<Answer> {
  const at = parts.clock.now();
  const id = newId(Number(at.epochMilliseconds));
  const kept = { id, rule: refusal.rule, sentence: refusal.message };
  const answer: Answer = { act: id, records: [], events: [], remarks: [], isRepeat: false, kept };
  const used = usedFor(command, raw, envelope);
  const keep = keepStatement(kept, command.address, raw, answer, used, envelope, at, parts.clock);
  for (;;) {
    const { rows } = await parts.database.pool.query<{ is_kept: boolean; address: string | null; used_for: string; answer: Answer | null }>(keep).catch((error: unknown) => {
      throw unanswered(error);
    });
    const { is_kept, address, ...before } = rows[0]!;
    if (is_kept) {
      parts.onCommitted(envelope.site);
      return answer;
    }
    // the same key at the same moment: whoever was first was waited for, and is seen by the next look only
    if (address === null) continue;
    checkSame(command, { address, ...before }, used);
    return { ...(before.answer ?? answer), isRepeat: true };
  }
}

/** Keeps the report with the receipt of its key and the act that it is, all or none; tells what the key led to before. */
function keepStatement(
  { id, rule, sentence }: NonNullable<Answer['kept']>,
  address: string,
  raw: unknown,
  answer: Answer,
  used: string,
  envelope: Envelope,
  at: Temporal.Instant,
  clock: Clock,
): { text: string; values: unknown[] } {
  const { site, key, actor, station, happenedAt = at, causedBy } = envelope;
  const reason = reasonDelivered(envelope);
  const values: unknown[] = [];
  const put: Put = (value) => `$${values.push(value)}`;
  const [atSite, itsKey, itsAddress, moment] = [site, key, address, at.toString()].map(put);
  const received = [used, keepable(answer)].map(put);
  const told = [actor.person, station ?? null, happenedAt.toString(), keepable(raw), rule, sentence.replaceAll('\0', '\ufffd').toWellFormed()].map(put).join(', ');
  // whoever tells it acts in no role: what they may do was not yet asked, or is what it broke
  const leaving = {
    site,
    at,
    address: 'store.kept-report.keep',
    by: actor.person,
    role: actor.kind === 'system' ? 'system' : 'sender',
    act: id,
    happenedAt,
    station,
    causedBy,
    reason,
  };
  const text = `with receipt as (
       insert into store.command_key (site, key, address, used_for, recorded_at, answer)
       values (${atSite}, ${itsKey}, ${itsAddress}, ${received[0]}, ${moment}, ${received[1]}) on conflict do nothing returning 1),
     ${leavingAct(leaving, clock, put, 'from receipt')},
     kept as (
       insert into store.kept_report (site, id, key, address, recorded_at, by_person, station, happened_at, input, rule, sentence)
       select ${atSite}, ${put(id)}, ${itsKey}, ${itsAddress}, ${moment}, ${told} from context)
     select exists (select from receipt) as is_kept, k.address, k.used_for, k.answer
       from (values (1)) as one left join store.command_key k on k.site = ${atSite} and k.key = ${itsKey}`;
  return { text, values };
}
