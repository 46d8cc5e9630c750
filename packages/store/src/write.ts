import { canonical, Fault } from '@millrace/kernel';
import type pg from 'pg';
import { actStatement } from './act-statement.ts';
import { unanswered } from './database-error.ts';
import type { Answer, Envelope, RecordRef } from './envelope.ts';
import type { Decision, Done } from './decision.ts';
import type { ShellParts } from './parts.ts';
import { numberingOf, rowStatement } from './row-statement.ts';
import type { Signer } from './signatures.ts';
import { taskStatement } from './task.ts';
import { timerStatements } from './timer-statements.ts';
import { commit, sendTogether, type Came, type Statement } from './trip.ts';
import type { Held } from './work.ts';

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

interface Decided {
  readonly parts: ShellParts;
  readonly decision: Decision;
  readonly envelope: Envelope;
  readonly signer: Signer | undefined;
  /** The record that is signed, where that is not what the act changes. */
  readonly signed: Held | undefined;
  readonly used: string;
  readonly input: unknown;
  readonly extra: Extra;
}

/** An act that is decided, ready for the second round trip. */
export interface Writing {
  /** Rows, events, audit (by trigger), queues and receipt. */
  readonly statements: readonly Statement[];
  /** Whether it draws a number: its series is held by it until it is committed. */
  readonly isNumbered: boolean;
  /** The answer, from what its statements came back with. */
  readonly answer: (came: readonly Came[]) => Answer;
}

/** All that a decision leaves, as statements to be sent at once. */
export function writingOf({ parts, decision, envelope, signer, signed, used, input, extra }: Decided): Writing {
  const statements: Statement[] = [];
  const numbered: { at: number; held: Held }[] = [];
  const first = decision.done[0]!;
  const answer = answerOf(decision);
  for (const done of decision.done) {
    const receipt = done === first ? { key: envelope.key, used, answer: JSON.stringify(answer) } : undefined;
    // one record is written in the statement of its act; of several each has its own, for a constraint may ask for their order
    const isJoined = done.changed.length === 1;
    const act = actStatement(done, canonical(done === first ? input : done.input), parts, receipt, isJoined ? done.changed[0] : undefined);
    const written = isJoined ? [act] : [act, ...done.changed.map((change) => rowStatement(change, done.act, parts.tables))];
    for (const [i, change] of done.changed.entries()) if (numberingOf(change, parts.tables)) numbered.push({ at: statements.length + (isJoined ? 0 : i + 1), held: change.held });
    statements.push(...written, ...done.events.flatMap((happened) => timerStatements(happened, done, parts)), ...leftBeside(done, decision));
  }
  const bound = signed ? [signed] : first.changed.map(({ held: { noun, id }, state, to: revision }) => ({ noun, id, state, revision }));
  if (signer) for (const record of bound) statements.push(...parts.onSigned(signedBy(record, first, signer)));
  statements.push(...(extra.statements ?? []));
  return {
    statements,
    isNumbered: numbered.length > 0,
    answer: (came) => {
      const numbers = new Map(numbered.map(({ at, held }) => [held.id, String(came[at]!.rows[0]?.[0])]));
      return { ...answer, records: answer.records.map((record) => ({ ...record, number: numbers.get(record.id) ?? record.number })) };
    },
  };
}

/** The second round trip: all statements and the commit; what came back of each. */
export async function commitAll(client: pg.PoolClient, statements: readonly Statement[]): Promise<readonly Came[]> {
  const came = await sendTogether(client, [...statements, commit]).catch((error: unknown) => {
    throw unanswered(error);
  });
  const { tag } = came.at(-1)!;
  if (tag !== 'COMMIT') throw new Fault(`An act was not committed: the database answered ${tag}`);
  return came;
}

/** What an act leaves beside its records. Sent right after it: the audit takes them as part of the act that was written last. */
function leftBeside({ act, events }: Done, { remarks, tasks }: Decision): Statement[] {
  const { site, at } = act;
  return [
    ...remarks
      .filter((remark) => remark.act === act.id)
      .map(({ rule, mode, sentence, facts }) => ({
        name: 'remark',
        text: 'insert into store.remark (site, act, recorded_at, rule, mode, sentence, facts) values ($1, $2, $3, $4, $5, $6, $7)',
        values: [site, act.id, at.toString(), rule, mode, sentence, JSON.stringify(facts)],
      })),
    ...tasks.filter(({ event }) => events.some((one) => one.id === event)).map((task) => taskStatement({ site, at, ...task })),
  ];
}

function signedBy(record: Pick<Held, 'noun' | 'id' | 'revision'> & { readonly state: unknown }, { act }: Done, signer: Signer): Signed {
  return {
    act: act.id,
    signer,
    person: act.by,
    role: act.role,
    at: act.at,
    site: act.site,
    noun: record.noun.address,
    subject: record.id,
    revision: record.revision,
    content: canonical(record.state),
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
