import type { AnyEvent } from '@millrace/kernel';
import type { Change, Done, Happened } from './decision.ts';
import type { ShellParts } from './parts.ts';
import { rowAnswer, rowText, type Put } from './row-statement.ts';
import { shapeName } from './shapes.ts';
import type { Statement } from './trip.ts';

/** What a used key leads to from now on. */
export interface Receipt {
  readonly key: string;
  readonly used: string;
  readonly answer: string;
}

/**
 * All that an act leaves in one statement: the audit's context, the act, its events, their revisions, its place in the
 * outbox; with it the receipt of its key, and the record it changes if it is one. Audit triggers fire at its end.
 */
export function actStatement({ act, command, events }: Done, input: string, parts: ShellParts, receipt: Receipt | undefined, change: Change | undefined): Statement {
  const at = act.at.toString();
  const context = JSON.stringify({ act: act.id, by: act.by, role: act.role, at, reason: act.reason ?? null, clock: parts.clock.kind });
  const values: unknown[] = [
    context,
    act.site,
    act.id,
    at,
    // as told, also where that cannot be: the sealed row says what was said, its events when it counts
    (act.told?.at ?? act.happenedAt).toString(),
    parts.clock.kind,
    command.address,
    act.by,
    act.role,
    act.station ?? null,
    act.causedBy ?? null,
    act.reason ?? null,
    input,
    events.length,
    act.lentBy ?? null,
  ];
  const put: Put = (value) => `$${values.push(value)}`;
  const received =
    receipt &&
    `received as (insert into store.command_key (site, key, address, used_for, recorded_at, answer) values ($2, ${put(receipt.key)}, $7, ${put(receipt.used)}, $4, ${put(receipt.answer)})),`;
  const written = change && `written as (${rowText(change, act, parts.tables, put)}),`;
  const text = `with context as (select set_config('millrace.act', $1, true)),
      acted as (insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, station, caused_by, reason, input, lent_by)
        select $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $15 from context),
      ${happenedText(events, put)}
      ${received ?? ''} ${written ?? ''}
      outbox as (insert into store.unsequenced (site, act, recorded_at, events) values ($2, $3, $4, $14))
    select ${change ? rowAnswer(change, put) : 'true'}`;
  return { name: shapeName(text), text, values };
}

// eight: nearly all acts make less true. Of more, each number would be a statement of its own, and a statement has room for 65,535 values
const mostApart = 8;

/** The events of an act and their revisions, as parts of its statement. Few are values of their own: taken out of a list they cost as much again. */
function happenedText(events: readonly Happened[], put: Put): string {
  if (events.length === 0) return '';
  const into = 'insert into store.event (site, id, act, part, recorded_at, type, version, noun, subject, revision, data)';
  const rows = events.map(({ id, noun, event, revision }, part) => {
    const { type, subject, ...data } = event as AnyEvent & Record<string, unknown>;
    return { id, part, type, version: noun.versions[type.slice(type.lastIndexOf('.') + 1)] ?? 1, noun: noun.address, subject, revision, data };
  });
  if (rows.length > mostApart)
    return `happened as (${into} select $2, e.id, $3, e.part, $4, e.type, e.version, e.noun, e.subject, e.revision, e.data
          from jsonb_to_recordset(${put(JSON.stringify(rows))}::jsonb) as e(id uuid, part smallint, type text, version smallint, noun text, subject text, revision integer, data jsonb)
        returning noun, subject, revision),
      revised as (insert into store.revision (site, noun, subject, revision) select $2, noun, subject, revision from happened),`;
  const placed = rows.map((row) => {
    const [noun, subject, revision] = [put(row.noun), put(row.subject), put(row.revision)];
    return {
      event: `($2, ${put(row.id)}, $3, ${put(row.part)}, $4, ${put(row.type)}, ${put(row.version)}, ${noun}, ${subject}, ${revision}, ${put(JSON.stringify(row.data))})`,
      revision: `($2, ${noun}, ${subject}, ${revision})`,
    };
  });
  return `happened as (${into} values ${placed.map(({ event }) => event).join(', ')}),
      revised as (insert into store.revision (site, noun, subject, revision) values ${placed.map(({ revision }) => revision).join(', ')}),`;
}
