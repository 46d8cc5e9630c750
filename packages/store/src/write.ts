import { canonical, Fault, newId, type AnyEvent, type Delay } from '@millrace/kernel';
import type pg from 'pg';
import type { Answer, Envelope, RecordRef } from './envelope.ts';
import type { Decision, Done, Happened } from './decision.ts';
import type { ShellParts } from './parts.ts';
import { settled } from './pipeline.ts';
import type { Signer } from './signatures.ts';
import { rowOfState } from './tables.ts';
import type { Held } from './work.ts';

export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values: unknown[];
}

/** What a caller adds to the same transaction: the receipt of a delivery, the end of a timer. */
export interface Extra {
  readonly statements?: readonly Statement[];
}

/** What is bound by a signature: the record as it stands after the signed act. */
export interface Signed {
  readonly act: string;
  readonly signer: Signer;
  readonly person: string;
  readonly role: string;
  readonly at: Temporal.Instant;
  readonly site: string;
  readonly noun: string;
  readonly subject: string;
  readonly revision: number;
  /** Canonical text of the state that was signed. */
  readonly content: string;
}

interface Writing {
  readonly client: pg.PoolClient;
  readonly parts: ShellParts;
  readonly decision: Decision;
  readonly envelope: Envelope;
  readonly signer: Signer | undefined;
  readonly inputHash: string;
  readonly input: unknown;
  readonly extra: Extra;
}

/** The second round trip: rows, events, audit (by trigger), queues, receipt and commit, all sent at once. */
export async function writeAll({ client, parts, decision, envelope, signer, inputHash, input, extra }: Writing): Promise<Answer> {
  const statements: Statement[] = [];
  const numbered: { at: number; held: Held }[] = [];
  for (const done of decision.done) {
    statements.push(appendStatement(done, parts, done === decision.done[0] ? canonical(input) : canonical(done.input)));
    for (const change of done.changed) {
      const { held } = change;
      if (change.from === 0 && parts.tables.get(held.noun.address)!.hasNumber) numbered.push({ at: statements.length, held });
      statements.push(rowStatement(change, done, parts));
    }
    for (const happened of done.events) statements.push(...timerStatements(happened, done, parts));
  }
  const first = decision.done[0]!;
  for (const remark of decision.remarks)
    statements.push({
      name: 'remark',
      text: 'insert into store.remark (site, act, recorded_at, rule, mode, sentence, facts) values ($1, $2, $3, $4, $5, $6, $7)',
      values: [envelope.site, remark.act, first.act.at.toString(), remark.rule, remark.mode, remark.sentence, JSON.stringify(remark.facts)],
    });
  for (const task of decision.tasks)
    statements.push({
      name: 'task',
      text: 'insert into store.task (site, id, recorded_at, reaction, event, rule, sentence) values ($1, $2, $3, $4, $5, $6, $7)',
      values: [envelope.site, newId(), first.act.at.toString(), task.reaction, task.event, task.refusal.rule, task.refusal.message],
    });
  if (signer) for (const change of first.changed) statements.push(...parts.onSigned(signedBy(change, first, signer)));
  const answer = answerOf(decision);
  statements.push({
    name: 'receipt',
    text: 'insert into store.command_key (site, key, address, input_hash, recorded_at, answer) values ($1, $2, $3, $4, $5, $6)',
    values: [envelope.site, envelope.key, first.command.address, inputHash, first.act.at.toString(), JSON.stringify(answer)],
  });
  statements.push(...(extra.statements ?? []));
  const sent = statements.map((statement) => client.query(statement as pg.QueryConfig));
  const results = await settled([...sent, client.query('commit')]);
  if (results.at(-1)!.command !== 'COMMIT') throw new Fault(`${first.command.address} was not committed: the database answered ${results.at(-1)!.command}`);
  const numbers = new Map(numbered.map(({ at, held }) => [held.id, String(results[at]!.rows[0]?.number)]));
  return { ...answer, records: answer.records.map((record) => ({ ...record, number: numbers.get(record.id) ?? record.number })) };
}

/** The act with its events, its revisions and its place in the outbox, and the audit's context, in one statement. */
function appendStatement({ act, command, events }: Done, parts: ShellParts, input: string): Statement {
  const rows = events.map((happened, part) => {
    const { type, subject, ...data } = happened.event as AnyEvent & Record<string, unknown>;
    const name = type.slice(type.lastIndexOf('.') + 1);
    return { id: happened.id, part, type, version: happened.noun.versions[name] ?? 1, noun: happened.noun.address, subject, revision: happened.revision, data };
  });
  const context = JSON.stringify({ act: act.id, by: act.by, role: act.role, at: act.at.toString(), reason: act.reason ?? null, clock: parts.clock.kind });
  return {
    name: 'append',
    text: `with context as (select set_config('millrace.act', $1, true)),
      acted as (insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, station, caused_by, reason, input)
        select $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 from context),
      happened as (insert into store.event (site, id, act, part, recorded_at, type, version, noun, subject, revision, data)
        select $2, e.id, $3, e.part, $4, e.type, e.version, e.noun, e.subject, e.revision, e.data
          from jsonb_to_recordset($14::jsonb) as e(id uuid, part smallint, type text, version smallint, noun text, subject text, revision integer, data jsonb)),
      revised as (insert into store.revision (site, noun, subject, revision)
        select $2, e.noun, e.subject, e.revision from jsonb_to_recordset($14::jsonb) as e(noun text, subject text, revision integer))
      insert into store.unsequenced (site, act, recorded_at, events) values ($2, $3, $4, $15)`,
    values: [
      context,
      act.site,
      act.id,
      act.at.toString(),
      act.happenedAt.toString(),
      parts.clock.kind,
      command.address,
      act.by,
      act.role,
      act.station ?? null,
      act.causedBy ?? null,
      act.reason ?? null,
      input,
      JSON.stringify(rows),
      rows.length,
    ],
  };
}

function rowStatement(change: Done['changed'][number], { act }: Done, parts: ShellParts): Statement {
  const { noun, id } = change.held;
  const table = parts.tables.get(noun.address)!;
  const row = JSON.stringify(rowOfState(table, change.state as Record<string, unknown>));
  const columns = table.columns.map((column) => `"${column}"`).join(', ');
  if (change.from === 0) {
    const pattern = noun.numbering?.pattern;
    if (!table.hasNumber || !pattern)
      return {
        name: `new ${noun.address}`,
        text: `insert into ${table.name} (site, id, revision, ${columns}) select $1, $2, $3, ${columns} from jsonb_populate_record(null::${table.name}, $4::jsonb)`,
        values: [act.site, id, change.to, row],
      };
    return {
      name: `new ${noun.address}`,
      text: `insert into ${table.name} (site, id, revision, number, ${columns}) select $1, $2, $3, store.next_number($1, $5, $6, $7), ${columns} from jsonb_populate_record(null::${table.name}, $4::jsonb) returning number`,
      values: [act.site, id, change.to, row, noun.address, pattern, act.at.toString()],
    };
  }
  return {
    name: `change ${noun.address}`,
    text: `with changed as (update ${table.name} set (revision, ${columns}) = (select $3::integer, ${columns} from jsonb_populate_record(null::${table.name}, $4::jsonb)) where site = $1 and id = $2 and revision = $5 returning 1)
      select store.must((select count(*) from changed) = 1, 'changed-since', $2::text)`,
    values: [act.site, id, change.to, row, change.from],
  };
}

function timerStatements(happened: Happened, { act }: Done, parts: ShellParts): Statement[] {
  const statements: Statement[] = [];
  const heard = { id: happened.id, by: act.by, role: act.role, at: act.at, happenedAt: act.happenedAt, site: act.site };
  for (const timer of parts.rooms.timers) {
    const key = () => timer.key(happened.event as never);
    if (timer.stoppedBy.includes(happened.event.type))
      statements.push({ name: 'stop timer', text: 'delete from store.timer where site = $1 and name = $2 and key = $3', values: [act.site, timer.name, key()] });
    if (!timer.startedBy.includes(happened.event.type)) continue;
    const due = timer.due(happened.event as never, heard);
    if (due === undefined) continue;
    const isInstant = due instanceof Temporal.Instant;
    const dueAt = isInstant ? due : parts.dueAfter(due as Delay, act.at);
    const delay = isInstant ? undefined : (due as Delay);
    statements.push({
      name: 'start timer',
      text: `insert into store.timer (site, id, name, key, due_at, clock, seconds, place, started_at, event, act) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (site, name, key) do update set due_at = excluded.due_at, clock = excluded.clock, seconds = excluded.seconds, place = excluded.place, started_at = excluded.started_at,
          event = excluded.event, act = excluded.act, attempts = 0, lease_until = null, lease_by = null, last_error = null, state = 'running', id = excluded.id`,
      values: [
        act.site,
        newId(),
        timer.name,
        key(),
        dueAt.toString(),
        delay?.clock ?? 'instant',
        delay?.seconds ?? null,
        delay?.place ?? null,
        act.at.toString(),
        happened.id,
        act.id,
      ],
    });
  }
  return statements;
}

function signedBy(change: Done['changed'][number], { act }: Done, signer: Signer): Signed {
  return {
    act: act.id,
    signer,
    person: act.by,
    role: act.role,
    at: act.at,
    site: act.site,
    noun: change.held.noun.address,
    subject: change.held.id,
    revision: change.to,
    content: canonical(change.state),
  };
}

function answerOf(decision: Decision): Answer {
  const first = decision.done[0]!;
  const records = new Map<string, RecordRef>();
  for (const done of decision.done)
    for (const { held } of done.changed)
      records.set(`${held.noun.address}:${held.id}`, { noun: held.noun.address, id: held.id, number: held.number, revision: held.revision, state: held.state!.state });
  return {
    act: first.act.id,
    records: [...records.values()],
    events: decision.done.flatMap((done) => done.events.map((one) => ({ id: one.id, type: one.event.type, subject: one.event.subject }))),
    remarks: decision.remarks.filter((remark) => remark.mode === 'advise').map(({ act: _, ...remark }) => remark),
    isRepeat: false,
  };
}
