import { query } from '@millrace/kernel';
import { answered, headOf, listInput, listOutput, page, type Database, type ListShape } from '@millrace/store';
import * as z from 'zod';
import { modelOf, type Model } from '../model.ts';

/** The operating model in force at a site, as the record has it. */
export async function loadStored(database: Database, site: string): Promise<Model> {
  const { rows } = await database.pool.query<{ kind: string; name: string; fields: Record<string, unknown> }>({
    name: 'model',
    text: `select kind, name, fields from model.object where site = $1 and state = 'current' order by kind, name`,
    values: [site],
  });
  return modelOf(rows.map((row) => ({ kind: row.kind, id: row.name, fields: row.fields })));
}

const object = z.object({ kind: z.string(), id: z.string(), fields: z.record(z.string(), z.unknown()) });

/** The whole model: what `plan` compares with and `export` writes. */
export const stored = answered(
  query({
    address: 'model.object.export',
    summary: 'The operating model in force',
    input: z.object({ kind: z.string().optional(), without: z.string().optional() }),
    output: z.object({ objects: z.array(object), position: z.number(), at: z.string() }),
  }),
  async (input, { database, site, now }) => {
    const model = await loadStored(database, site);
    return {
      objects: model.objects
        .filter((one) => (!input.kind || one.kind === input.kind) && one.kind !== input.without)
        .map(({ kind, id, fields }) => ({ kind, id, fields: fields as Record<string, unknown> })),
      position: await headOf(database, site),
      at: now.toString(),
    };
  },
);

const shape = { filters: { state: 'state' }, sorts: { appliedAt: ['applied_at', 'timestamptz'] }, find: ['number', 'applied_by'] } as const satisfies ListShape;

/** Applied revisions. */
export const revisions = answered(
  query({
    address: 'model.revision.list',
    summary: 'Revisions of the operating model',
    input: listInput(shape),
    output: listOutput(z.object({ id: z.string(), number: z.string(), plan: z.string(), summary: z.record(z.string(), z.number()), appliedBy: z.string(), appliedAt: z.string() })),
  }),
  async (input, { database, site, now }) =>
    JSON.parse(
      JSON.stringify(
        await page(
          database.db.selectFrom('model.revision').select(['id', 'number', 'plan', 'summary', 'applied_by as appliedBy', 'applied_at as appliedAt']).where('site', '=', site),
          shape,
          input,
          now,
        ),
      ),
    ) as never,
);

/** What a revision changed, object by object, with what was there before. */
export const changes = answered(
  query({
    address: 'model.revision.show',
    summary: 'What a model revision changed',
    input: z.object({ revision: z.string() }),
    output: z.object({ changes: z.array(z.object({ kind: z.string(), id: z.string(), action: z.string(), before: z.unknown(), after: z.unknown() })) }),
  }),
  async (input, { database, site }) => {
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
