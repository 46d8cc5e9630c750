import { listNeeds, type AnyCommand, type AnyNoun, type Need, type Registry } from '@millrace/kernel';
import { earliestId, pastQuery, snake, stateOfRow, tableName, type Answered, type Asker } from '@millrace/store';
import type pg from 'pg';
import * as z from 'zod';

// 200: each comes with the records it was decided on
const perPage = 200;
const refusedFrom = 'refused';

interface ActRow {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly happenedAt: Temporal.Instant;
  readonly address: string;
  readonly by: string;
  readonly lentBy: string | null;
  readonly role: string;
  readonly station: string | null;
  readonly reason: string | null;
  readonly input: unknown;
  readonly noun: string | null;
  readonly subject: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly signed: readonly { readonly step: string | null; readonly role: string }[];
  readonly remarks: readonly { readonly rule: string; readonly mode: string; readonly sentence: string }[];
}

const actsText = `
  select a.id, a.recorded_at as at, a.happened_at as "happenedAt", a.address, a.by_person as by, a.lent_by as "lentBy", a.role, a.station, a.reason, a.input::jsonb as input,
         e.noun, e.subject, u.old::jsonb as before, u.new::jsonb as after,
         coalesce((select jsonb_agg(jsonb_build_object('step', null, 'role', s.role)) from record.signature s where s.site = a.site and s.act = a.id), '[]')
           || coalesce((select jsonb_agg(jsonb_build_object('step', p.step, 'role', s.role))
                          from record.step p
                          join record.signature s on s.site = p.site and s.noun = p.noun and s.subject = p.subject and s.recorded_at = p.signed_at and s.person = p.signed_by
                         where p.site = a.site and p.noun = e.noun and p.subject = e.subject and p.signed_at <= a.recorded_at), '[]') as signed,
         coalesce((select jsonb_agg(jsonb_build_object('rule', r.rule, 'mode', r.mode, 'sentence', r.sentence)) from store.remark r where r.site = a.site and r.act = a.id), '[]') as remarks
    from store.act a
    left join lateral (select noun, subject from store.event where site = a.site and act = a.id and recorded_at = a.recorded_at order by part limit 1) e on true
    left join lateral (
      select old, new from record.audit
       where site = a.site and act = a.id and recorded_at = a.recorded_at and table_name = replace(e.noun, '-', '_') and row_id = e.subject
       order by seq limit 1) u on true
   where a.site = $1 and a.id >= $2::uuid and a.id < $3::uuid and a.id > $4::uuid and a.recorded_at >= $5 and a.recorded_at <= $6
     and a.clock <> 'database' and a.role <> 'system' and a.address ~ $7 and a.address not like 'model.%'
   order by a.id
   limit $8`;

/** A record as an act met it: as it was before it where the act changed it, else as it was recorded last. One that was not there is absent. */
const rowsText = `
  select w.n, coalesce(own.row, case when own.op is null then (
           select new from record.audit where site = $1 and table_name = w.table_name and row_id = w.row_id and recorded_at <= w.at order by seq desc limit 1) end)::jsonb as row
    from unnest($2::int[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[]) as w(n, table_name, row_id, act, at)
    left join lateral (
      select op, old as row from record.audit where site = $1 and act = w.act and recorded_at = w.at and table_name = w.table_name and row_id = w.row_id order by seq limit 1) own on true`;

const refusedText = `
  select key, address, recorded_at as at, refusal->>'rule' as rule, refusal->>'sentence' as sentence
    from store.command_key
   where site = $1 and refusal is not null and recorded_at >= $2 and recorded_at < $3 and address ~ $4 and ($5::timestamptz is null or (recorded_at, key) > ($5, $6::text))
   order by recorded_at, key
   limit $7`;

/** Addresses by pattern, as one expression of the database: `qms.*`, `*.deviation.list`. */
const expressionOf = (patterns: string) =>
  `^(${patterns
    .split(',')
    .map((pattern) =>
      pattern
        .split('.')
        .map((word, i, words) => (word !== '*' ? word : i === words.length - 1 ? '.*' : '[^.]*'))
        .join('\\.'),
    )
    .join('|')})$`;

/**
 * What people did in a stretch of the past, each act with its input, the records it was decided on as they were then, what was signed and what
 * was noted of it; after those, what was refused: of a refusal its sentence is kept and not what it was about.
 */
export const exportActs = (rooms: () => Registry): Answered =>
  pastQuery(
    'record.act.export',
    'Acts of people in a time, with the records they were decided on, and refusals',
    async (client, { from, to, after, addresses }, { site, sees }) => {
      const isAsked = expressionOf(addresses);
      if (after?.startsWith(refusedFrom)) {
        const [, at, ...key] = after.split(' ');
        const { rows } = await client.query<{ key: string; at: Temporal.Instant }>(refusedText, [site, from, to, isAsked, at ?? null, key.join(' '), perPage]);
        const last = rows.at(-1);
        // where it was is not kept: it is told to whoever sees the whole site
        return {
          facts: sees(undefined) ? rows.map((row) => ({ is: 'refused', ...row })) : [],
          next: last && rows.length === perPage ? `${refusedFrom} ${last.at.toString()} ${last.key}` : null,
        };
      }
      const [begin, end] = [from, to].map((moment) => earliestId(Temporal.Instant.from(moment)));
      const { rows } = await client.query<ActRow>(actsText, [site, begin, end, after ?? begin, from, to, isAsked, perPage]);
      const seen = rows.flatMap((row) => {
        const command = rooms().commands.get(row.address);
        const place = command && placeOf(rooms(), command, row);
        return command && sees(place) ? [{ row, command, place }] : [];
      });
      const facts = await withRecords(client, site, rooms().nouns, seen, sees);
      return { facts, next: rows.length === perPage ? rows.at(-1)!.id : refusedFrom };
    },
    {
      addresses: z
        .string()
        .max(20_000)
        .regex(/^[a-z0-9.*-]+(,[a-z0-9.*-]+)*$/, 'are patterns of addresses such as qms.*, joined by commas'),
    },
  );

interface Seen {
  readonly row: ActRow;
  readonly command: AnyCommand;
  readonly place: string | undefined;
}

/** Where an act took place: what its input says, else where the record it changed lay, before it or by it. */
function placeOf(rooms: Registry, command: AnyCommand, { input, noun, before, after }: ActRow): string | undefined {
  const parsed = command.input.safeDecode(input as never);
  const said = parsed.success ? command.place?.(parsed.data) : undefined;
  const of = noun === null ? undefined : rooms.nouns.get(noun);
  const state = of && (before ?? after) ? of.states.safeDecode(stateOfRow((before ?? after)!)) : undefined;
  return said ?? (state?.success ? of!.place(state.data) : undefined);
}

async function withRecords(client: pg.PoolClient, site: string, nouns: Registry['nouns'], seen: readonly Seen[], sees: Asker['sees']): Promise<object[]> {
  const again = seen.map(({ row, command }) => isDecidedByModel(command, row));
  const wanted = seen.flatMap(({ row, command }, n) =>
    (again[n] ? needsOf(command, row) : []).map(({ noun, id }) => ({ n, noun, name: `${noun.address}:${id}`, table: tableName(noun.address), id, act: row.id, at: row.at })),
  );
  const { rows } = await client.query<{ n: number; row: Record<string, unknown> | null }>(rowsText, [
    site,
    wanted.map((_, i) => i),
    wanted.map((one) => one.table),
    wanted.map((one) => one.id),
    wanted.map((one) => one.act),
    wanted.map((one) => one.at.toString()),
  ]);
  const records = seen.map((): Record<string, unknown> => ({}));
  for (const { n: i, row } of rows) {
    const { n, noun, name } = wanted[i]!;
    if (!row || !again[n]) continue;
    records[n]![name] = stateOfRow(row);
    const state = noun.states.safeDecode(records[n]![name] as never);
    // it was decided on a record that the asker does not see: they cannot decide it again
    if (!state.success || !sees(noun.place(state.data) ?? seen[n]!.place)) [again[n], records[n]] = [false, {}];
  }
  return seen.map(({ row: { before, after, input, ...row }, place }, n) => ({
    is: 'done',
    ...row,
    // what it was told is of use only to decide it again
    input: again[n] ? input : null,
    place: place ?? null,
    name: nameOf(row.noun === null ? undefined : nouns.get(row.noun), after ?? before),
    // conditions of added steps look at plain fields
    before: before && Object.fromEntries(Object.entries(stateOfRow(before)).filter(([, value]) => typeof value !== 'object')),
    records: records[n],
  }));
}

const isOfModel = ({ noun }: Need) => noun.address === 'model.object';

/** Whether its rule looks at objects of the model: only then another model may decide it otherwise. */
function isDecidedByModel(command: AnyCommand, { input, by }: ActRow): boolean {
  const parsed = command.input.safeDecode(input as never);
  return parsed.success && listNeeds(command.load(parsed.data, by)).some(([, need]) => isOfModel(need));
}

/** The records that a command loads by identity, those of the model left out: the model is what is rehearsed. */
function needsOf(command: AnyCommand, { input, by }: ActRow): { readonly noun: AnyNoun; readonly id: string }[] {
  const parsed = command.input.safeDecode(input as never);
  const needs = parsed.success ? listNeeds(command.load(parsed.data, by)) : [];
  return needs.flatMap(([, need]) => (need.need === 'some' || isOfModel(need) ? [] : ('ids' in need ? need.ids : [need.id]).map((id) => ({ noun: need.noun, id }))));
}

/** What people call the record, by the field that its noun declares. */
function nameOf(noun: AnyNoun | undefined, row: Record<string, unknown> | null): string | null {
  const name = noun?.calledBy && row?.[snake(noun.calledBy)];
  return typeof name === 'string' ? name : null;
}
