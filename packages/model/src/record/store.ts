import { query } from '@millrace/kernel';
import { answered, headOf, listInput, listOutput, page, type Database, type ListShape } from '@millrace/store';
import * as z from 'zod';
import { modelOf, type Model } from '../model.ts';
import type { Waiting } from '../plan/waiting.ts';
import type { RevisionStep } from './steps.ts';

/** The operating model in force at a site, as the record has it. */
export async function loadStored(database: Database, site: string): Promise<Model> {
  const { rows } = await database.pool.query<{ kind: string; name: string; fields: Record<string, unknown> }>({
    name: 'model',
    text: `select kind, name, fields from model.object where site = $1 and state = 'current' order by kind, name`,
    values: [site],
  });
  return modelOf(rows.map((row) => ({ kind: row.kind, id: row.name, fields: row.fields })));
}

/** The revisions of a site that are not in force yet, those whose day comes first before the others. */
export async function loadWaiting(database: Database, site: string): Promise<readonly Waiting[]> {
  const { rows } = await database.pool.query<Omit<Waiting, 'effectiveAt'> & { effectiveAt: Temporal.Instant | null }>({
    name: 'model waiting',
    text: `select id::text as revision, number, state, effective_at as "effectiveAt", steps from model.revision where site = $1 and state in ('proposed', 'approved') order by effective_at nulls last, number`,
    values: [site],
  });
  return rows.map(({ effectiveAt, ...row }) => ({ ...row, ...(effectiveAt && { effectiveAt: effectiveAt.toString() }) }));
}

const object = z.object({ kind: z.string(), id: z.string(), fields: z.record(z.string(), z.unknown()) });

/** The whole model: what `plan` compares with and `export` writes. */
export const stored = answered(
  query({
    address: 'model.object.export',
    summary: 'The operating model in force',
    input: z.object({
      kind: z.string().optional(),
      withoutContentOf: z.string().optional().describe('A kind whose objects come without their field content, such as work.picture'),
    }),
    output: z.object({ objects: z.array(object), position: z.number(), at: z.string() }),
  }),
  async (input, { database, site, now }) => {
    const model = await loadStored(database, site);
    return {
      objects: model.objects
        .filter((one) => !input.kind || one.kind === input.kind)
        .map(({ kind, id, fields }) => ({ kind, id, fields: kind === input.withoutContentOf ? withoutContent(fields) : fields })),
      position: await headOf(database, site),
      at: now.toString(),
    };
  },
);

const withoutContent = ({ content: _, ...fields }: Readonly<Record<string, unknown>>) => fields;

const shape = {
  filters: { state: 'state' },
  sorts: { at: ['told_at', 'timestamptz'], appliedAt: ['told_at', 'timestamptz'] },
  find: ['number', 'told_by', 'why'],
} as const satisfies ListShape;

const listed = z.object({
  id: z.string(),
  number: z.string(),
  state: z.string(),
  plan: z.string(),
  summary: z.record(z.string(), z.number()),
  why: z.string().nullable(),
  /** Whoever brought it this far, and when. */
  by: z.string(),
  at: z.string(),
  effectiveAt: z.string().nullable(),
});

/** Revisions: in force, waiting for their day, laid before those who sign, taken back. */
export const revisions = answered(
  query({ address: 'model.revision.list', summary: 'Revisions of the operating model', input: listInput(shape), output: listOutput(listed) }),
  async (input, { database, site, now }) => {
    const told = database.db
      .selectFrom('model.revision_told')
      .select(['id', 'number', 'state', 'plan', 'summary', 'why', 'told_by as by', 'told_at as at', 'effective_at as effectiveAt'])
      .where('site', '=', site);
    return JSON.parse(JSON.stringify(await page(told, shape, input, now))) as never;
  },
);

/** What a revision changed, or would change, object by object, with what was there before. */
export const changes = answered(
  query({
    address: 'model.revision.show',
    summary: 'What a model revision changed',
    input: z.object({ revision: z.string() }),
    output: z.object({ changes: z.array(z.object({ kind: z.string(), id: z.string(), action: z.string(), was: z.string().optional(), before: z.unknown(), after: z.unknown() })) }),
  }),
  async (input, { database, site }) => {
    const planned = await database.pool.query<{ steps: readonly RevisionStep[] }>(`select steps from model.revision where site = $1 and id::text = $2 and state <> 'applied'`, [
      site,
      input.revision,
    ]);
    const [waiting] = planned.rows;
    if (waiting)
      return {
        changes: waiting.steps.map((one) => ({
          kind: one.kind,
          id: one.id,
          action: one.action,
          ...(one.action === 'rename' && { was: one.was }),
          before: 'before' in one ? one.before : null,
          after: 'after' in one ? one.after : null,
        })),
      };
    const { rows } = await database.pool.query<{ op: string; old: string | null; new: string | null }>(
      `select u.op, u.old, u.new from record.audit u join store.event e on e.site = u.site and e.act = u.act and e.noun = 'model.revision' and e.subject = $2 where u.site = $1 and u.table_name = 'model.object' order by u.seq`,
      [site, input.revision],
    );
    return {
      changes: rows.map((row) => {
        const [before, after] = [row.old, row.new].map((text) => (text ? (JSON.parse(text) as { kind: string; name: string; state: string; fields: unknown }) : undefined));
        const one = (after ?? before)!;
        return {
          kind: one.kind,
          id: one.name,
          action: after?.state === 'retired' ? 'retire' : before && before.state === 'current' ? 'change' : 'add',
          before: before?.fields ?? null,
          after: after?.state === 'retired' ? null : (after?.fields ?? null),
        };
      }),
    };
  },
);
