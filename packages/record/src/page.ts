import { instant, oddMoments, query } from '@millrace/kernel';
import { answered, eventsOf, stateOfRow, tableName, type Answered } from '@millrace/store';
import * as z from 'zod';
import { rowAt } from './as-of.ts';
import { knownAs, namesOutput, textsIn } from './known-as.ts';
import { withoutSecrets } from './secret-fields.ts';
import { filesOf, fileShown } from './file/store.ts';
import { referringTo } from './referring.ts';
import { isOfWhatStands, signaturesOf, stepsSigned, type StepSigned } from './signature.ts';

const subject = { noun: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/), id: z.string().min(1).max(80) };

const happening = z.object({
  type: z.string(),
  at: z.string(),
  happenedAt: z.string(),
  by: z.string(),
  role: z.string(),
  lentBy: z.string().nullable().describe('Person whose role it was, where it was lent; null in their own right'),
  reason: z.string().nullable(),
  causedBy: z.string().nullable(),
  revision: z.number(),
  data: z.record(z.string(), z.unknown()),
  act: z.string(),
  station: z.string().nullable(),
  /** What was noted of the act that made it: rules broken where they are not enforced, a moment told that cannot be. */
  noted: z.array(z.string()),
});

const pageOutput = z.object({
  noun: z.string(),
  id: z.string(),
  number: z.string().nullable(),
  revision: z.number(),
  state: z.record(z.string(), z.unknown()),
  happened: z.array(happening),
  signatures: z.array(
    z.object({
      printedName: z.string(),
      role: z.string(),
      lentBy: z.string().nullable(),
      meaning: z.string(),
      at: z.string(),
      revision: z.number(),
      files: z.array(z.object({ name: z.string(), sha256: z.string() })),
      isIntact: z.boolean(),
      isSuperseded: z.boolean(),
    }),
  ),
  steps: z.array(
    z.object({
      step: z.string(),
      signedBy: z.string(),
      signedAt: z.string(),
      ofRevision: z.number().nullable(),
      isStanding: z.boolean().describe('The record and the files on it are as they were when this was signed'),
    }),
  ),
  comments: z.array(z.object({ id: z.string(), body: z.string(), by: z.string(), at: z.string() })),
  links: z.array(z.object({ id: z.string(), noun: z.string(), subject: z.string(), relation: z.string(), number: z.string().nullable() })),
  referring: z
    .array(z.object({ noun: z.string(), id: z.string(), title: z.string(), number: z.string().nullable(), state: z.string() }))
    .describe('Records that refer to this one; none of a moment of the past'),
  files: z.array(fileShown),
  names: namesOutput,
  /** Moment it is shown of: everything that was recorded by then, and nothing later. */
  asOf: z.string(),
  /** It was asked for as it stood at a moment of the past. */
  isPast: z.boolean(),
});

const showInput = z.object({ ...subject, asOf: instant().optional() });

/** Everything about one record: its state, what happened, who signed, what it is tied to; now, or as it was recorded by a moment. */
const show = answered(
  query({ address: 'record.page.show', summary: 'One record with all that belongs to it, now or as of a moment', input: showInput, output: pageOutput }),
  async ({ noun, id, asOf }, asker) => {
    const { database, site, now } = asker;
    const row = await rowAt(asker, 'record.page.show', noun, id, asOf);
    const revision = Number(row.revision);
    const until = asOf?.toString() ?? 'infinity';
    const files = await filesOf(database, site, noun, id, until);
    const standing = { revision, files: files.flatMap((one) => (one.removed ? [] : [one.sha256])) };
    const [events, noted, signatures, steps, comments, links, referring] = await Promise.all([
      eventsOf(database, site, noun, id),
      database.pool.query<{ act: string; rule: string; sentence: string }>(notedText, [site, noun, id]),
      signaturesOf(database, site, noun, id, standing, until),
      database.pool.query<StepSigned>(stepsSigned(site, noun, id) as { text: string; values: unknown[] }),
      database.pool.query<{ id: string; body: string; by: string; at: Temporal.Instant }>(commentsText, [site, noun, id, until]),
      database.pool.query<{ id: string; noun: string; subject: string; relation: string }>(linksText, [site, noun, id, until]),
      asOf === undefined ? referringTo(asker, noun, id) : [],
    ]);
    const byAct = Map.groupBy(noted.rows, (one) => one.act);
    const notedOf = (act: string) => byAct.get(act) ?? [];
    const { number, ...state } = withoutSecrets(stateOfRow(row));
    const names = await knownAs(asker, [...textsIn(state), ...links.rows.map((one) => one.subject)]);
    const isBy = (at: Temporal.Instant) => asOf === undefined || Temporal.Instant.compare(at, asOf) <= 0;
    return {
      noun,
      id,
      number: typeof number === 'string' ? number : null,
      revision,
      state,
      happened: events
        .filter((event) => isBy(event.at))
        .map((event) => ({
          type: event.type,
          at: event.at.toString(),
          // told of a moment that cannot be, it counts when it was recorded
          happenedAt: (notedOf(event.act).some(isOfMoment) ? event.at : event.happenedAt).toString(),
          by: event.by,
          role: event.role,
          lentBy: event.lentBy,
          reason: event.reason,
          causedBy: event.causedBy,
          revision: event.revision,
          data: withoutSecrets(event.data),
          act: event.act,
          station: event.station,
          noted: notedOf(event.act).map((one) => one.sentence),
        })),
      signatures: signatures.map((one) => ({ ...one, files: [...one.files], at: one.at.toString() })),
      steps: steps.rows
        .filter((one) => isBy(one.signed_at))
        .map((one) => ({ step: one.step, signedBy: one.signed_by, signedAt: one.signed_at.toString(), ofRevision: one.of_revision, isStanding: isOfWhatStands(one, standing) })),
      comments: comments.rows.map((one) => ({ ...one, at: one.at.toString() })),
      links: links.rows.map((one) => ({ ...one, number: names[one.subject]?.number ?? null })),
      referring: [...referring],
      files,
      names,
      asOf: (asOf ?? now).toString(),
      isPast: asOf !== undefined,
    };
  },
);

// what observes and shadows says nothing to people
const notedText = `select r.act, r.rule, r.sentence from store.remark r
   where r.site = $1 and r.mode = 'advise' and r.act in (select e.act from store.event e where e.site = $1 and e.noun = $2 and e.subject = $3) order by r.recorded_at, r.rule`;
const isOfMoment = ({ rule }: { readonly rule: string }) => oddMoments.some((odd) => rule.endsWith(`/${odd}`));

// a comment says when it was written; whether it was there at a moment is a matter of when it was recorded
const commentsText = `select c.id, c.body, c.written_by as by, c.written_at as at
    from record.comment c join record.audit a on a.site = c.site and a.table_name = 'record.comment' and a.row_id = c.id::text and a.op = 'insert' and a.recorded_at <= $4
   where c.site = $1 and c.noun = $2 and c.subject = $3 order by c.written_at, c.id`;

const linksText = `select l.id, case when l.from_noun = $2 and l.from_id = $3 then l.to_noun else l.from_noun end as noun,
         case when l.from_noun = $2 and l.from_id = $3 then l.to_id else l.from_id end as subject, l.relation
    from record.link l
   where l.site = $1 and ((l.from_noun = $2 and l.from_id = $3) or (l.to_noun = $2 and l.to_id = $3))
     and (select a.new::jsonb->>'state' from record.audit a where a.site = l.site and a.table_name = 'record.link' and a.row_id = l.id::text and a.recorded_at <= $4 order by a.seq desc limit 1) = 'tied'`;

/** The audit trail of one record: every changed row, old and new, with who, when and why. */
const trail = answered(
  query({
    address: 'record.trail.show',
    summary: 'Audit trail of one record',
    input: z.object(subject),
    output: z.object({
      rows: z.array(
        z.object({
          at: z.string(),
          op: z.string(),
          by: z.string(),
          role: z.string(),
          lentBy: z.string().nullable().describe('Person whose role it was, where it was lent'),
          reason: z.string().nullable(),
          changes: z.array(z.object({ field: z.string(), old: z.unknown(), new: z.unknown() })),
        }),
      ),
      names: namesOutput,
    }),
  }),
  async ({ noun, id }, asker) => {
    const { database, site } = asker;
    await rowAt(asker, 'record.trail.show', noun, id);
    const { rows } = await database.pool.query<{
      at: Temporal.Instant;
      op: string;
      old: string | null;
      new: string | null;
      by: string;
      role: string;
      lent_by: string | null;
      reason: string | null;
    }>(
      `select u.recorded_at as at, u.op, u.old, u.new, u.by_person as by, u.role, a.lent_by, u.reason
         from record.audit u left join store.act a on a.site = u.site and a.id = u.act and a.recorded_at = u.recorded_at
        where u.site = $1 and u.table_name = $2 and u.row_id = $3 order by u.seq`,
      [site, tableName(noun), id],
    );
    const shown = rows.map((row) => {
      const [before, after] = [row.old, row.new].map((text) => (text ? withoutSecrets(stateOfRow(JSON.parse(text) as Record<string, unknown>)) : {}));
      const fields = [...new Set([...Object.keys(before!), ...Object.keys(after!)])].filter((field) => JSON.stringify(before![field]) !== JSON.stringify(after![field]));
      return {
        at: row.at.toString(),
        op: row.op,
        by: row.by,
        role: row.role,
        lentBy: row.lent_by,
        reason: row.reason,
        changes: fields.map((field) => ({ field, old: before![field] ?? null, new: after![field] ?? null })),
      };
    });
    return {
      rows: shown,
      names: await knownAs(
        asker,
        shown.flatMap((row) => textsIn(row.changes)),
      ),
    };
  },
);

export const pageQueries: readonly Answered[] = [show, trail];
