import { houseRefusal, query } from '@millrace/kernel';
import { answered, eventsOf, stateOfRow, tableName, type Answered, type Asker } from '@millrace/store';
import * as z from 'zod';
import { signaturesOf, stepsSigned } from './signature.ts';

const subject = { noun: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/), id: z.string().min(1).max(80) };

const happening = z.object({ type: z.string(), at: z.string(), happenedAt: z.string(), by: z.string(), role: z.string(), reason: z.string().nullable(), causedBy: z.string().nullable(), revision: z.number(), data: z.record(z.string(), z.unknown()), act: z.string(), station: z.string().nullable() });

const pageOutput = z.object({
  noun: z.string(),
  id: z.string(),
  number: z.string().nullable(),
  revision: z.number(),
  state: z.record(z.string(), z.unknown()),
  happened: z.array(happening),
  signatures: z.array(z.object({ printedName: z.string(), role: z.string(), meaning: z.string(), at: z.string(), revision: z.number(), isIntact: z.boolean(), isSuperseded: z.boolean() })),
  steps: z.array(z.object({ step: z.string(), signedBy: z.string(), signedAt: z.string(), ofRevision: z.number().nullable() })),
  comments: z.array(z.object({ id: z.string(), body: z.string(), by: z.string(), at: z.string() })),
  links: z.array(z.object({ id: z.string(), noun: z.string(), subject: z.string(), relation: z.string(), number: z.string().nullable() })),
  asOf: z.string(),
});

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The row as the asker may see it. One that lies elsewhere is not there for them, and neither is anything that belongs to it. */
async function rowOf(asker: Asker, address: string, noun: string, id: string): Promise<Record<string, unknown>> {
  // the name was checked to be two plain words; the catalog says whether it is a record at all
  const table = tableName(noun);
  const missing = () => houseRefusal(address, 'not-found', { noun, id, site: asker.site });
  const known = await asker.database.pool.query('select from record.audited where table_name = $1', [table]);
  if (known.rowCount === 0 || !uuid.test(id)) throw missing();
  const { rows } = await asker.database.pool.query<{ row: Record<string, unknown> }>(`select to_jsonb(row_) as row from ${table.split('.').map((part) => `"${part}"`).join('.')} as row_ where site = $1 and id = $2`, [asker.site, id]);
  if (!rows[0]) throw missing();
  return rows[0].row;
}

// a badge's number opens a terminal: it is as good as a secret
const secretFields = new Set(['passwordHash', 'pinHash', 'tokenHash', 'codeHash', 'badge']);
const withoutSecrets = (fields: Record<string, unknown>) => Object.fromEntries(Object.entries(fields).filter(([field]) => !secretFields.has(field)));

/** Everything about one record: its state, what happened, who signed, what it is tied to. */
const show = answered(query({ address: 'record.page.show', summary: 'One record with all that belongs to it', input: z.object(subject), output: pageOutput }), async ({ noun, id }, asker) => {
  const { database, site, now } = asker;
  const row = await rowOf(asker, 'record.page.show', noun, id);
  const revision = Number(row.revision);
  const [events, signatures, steps, comments, links] = await Promise.all([
    eventsOf(database, site, noun, id),
    signaturesOf(database, site, noun, id, revision),
    database.pool.query<{ step: string; signed_by: string; signed_at: Temporal.Instant; of_revision: number | null }>(stepsSigned(site, noun, id) as { text: string; values: unknown[] }),
    database.pool.query<{ id: string; body: string; by: string; at: Temporal.Instant }>('select id, body, written_by as by, written_at as at from record.comment where site = $1 and noun = $2 and subject = $3 order by written_at', [site, noun, id]),
    database.pool.query<{ id: string; noun: string; subject: string; relation: string }>(
      `select id, to_noun as noun, to_id as subject, relation from record.link where site = $1 and state = 'tied' and from_noun = $2 and from_id = $3
       union all select id, from_noun, from_id, relation from record.link where site = $1 and state = 'tied' and to_noun = $2 and to_id = $3`,
      [site, noun, id],
    ),
  ]);
  const { number, ...state } = withoutSecrets(stateOfRow(row));
  return {
    noun,
    id,
    number: typeof number === 'string' ? number : null,
    revision,
    state,
    happened: events.map((event) => ({ type: event.type, at: event.at.toString(), happenedAt: event.happenedAt.toString(), by: event.by, role: event.role, reason: event.reason, causedBy: event.causedBy, revision: event.revision, data: withoutSecrets(event.data), act: event.act, station: event.station })),
    signatures: signatures.map((one) => ({ ...one, at: one.at.toString() })),
    steps: steps.rows.map((one) => ({ step: one.step, signedBy: one.signed_by, signedAt: one.signed_at.toString(), ofRevision: one.of_revision })),
    comments: comments.rows.map((one) => ({ ...one, at: one.at.toString() })),
    links: links.rows.map((one) => ({ ...one, number: null })),
    asOf: now.toString(),
  };
});

/** The audit trail of one record: every changed row, old and new, with who, when and why. */
const trail = answered(
  query({
    address: 'record.trail.show',
    summary: 'Audit trail of one record',
    input: z.object(subject),
    output: z.object({ rows: z.array(z.object({ at: z.string(), op: z.string(), by: z.string(), role: z.string(), reason: z.string().nullable(), changes: z.array(z.object({ field: z.string(), old: z.unknown(), new: z.unknown() })) })) }),
  }),
  async ({ noun, id }, asker) => {
    const { database, site } = asker;
    await rowOf(asker, 'record.trail.show', noun, id);
    const { rows } = await database.pool.query<{ at: Temporal.Instant; op: string; old: string | null; new: string | null; by: string; role: string; reason: string | null }>(
      `select recorded_at as at, op, old, new, by_person as by, role, reason from record.audit where site = $1 and table_name = $2 and row_id = $3 order by seq`,
      [site, tableName(noun), id],
    );
    return {
      rows: rows.map((row) => {
        const [before, after] = [row.old, row.new].map((text) => (text ? withoutSecrets(stateOfRow(JSON.parse(text) as Record<string, unknown>)) : {}));
        const fields = [...new Set([...Object.keys(before!), ...Object.keys(after!)])].filter((field) => JSON.stringify(before![field]) !== JSON.stringify(after![field]));
        return { at: row.at.toString(), op: row.op, by: row.by, role: row.role, reason: row.reason, changes: fields.map((field) => ({ field, old: before![field] ?? null, new: after![field] ?? null })) };
      }),
    };
  },
);

export const pageQueries: readonly Answered[] = [show, trail];
