import type { Database } from '@millrace/store';
import type { Anchor, Anchored } from './anchor.ts';
import { verifyContents } from './content/verify-content.ts';
import { isSecret } from './secret-fields.ts';
import { actsBetween, chainValue, leafOf, merkleRoot, noChain, type SealedAct } from './leaf.ts';

/** Something that is not as it was recorded. */
export interface Finding {
  readonly what:
    | 'act altered'
    | 'act missing'
    | 'seal altered'
    | 'seal missing'
    | 'anchor disagrees'
    | 'anchor forged'
    | 'witness missing'
    | 'row altered'
    | 'row missing'
    | 'row unknown'
    | 'content altered'
    | 'content missing'
    | 'changed outside Millrace';
  /** Where: seal number, act, or table and row. */
  readonly where: string;
  readonly sentence: string;
  /** Rows it is about: of which table, where that is known, and as they were recorded. */
  readonly rows?: readonly { readonly table?: string; readonly id: string; readonly recorded?: string }[];
  /** Field by field what was recorded and what stands there now. */
  readonly changes?: readonly { readonly field: string; readonly recorded: unknown; readonly now: unknown }[];
}

export interface Verification {
  readonly site: string;
  readonly seals: number;
  readonly acts: number;
  readonly anchored: number;
  readonly rows: number;
  /** Acts sequenced but not sealed yet: recorded, not yet proved. */
  readonly unsealed: number;
  readonly findings: readonly Finding[];
}

/** Seals that are proved at a time: 20 of at most 1,000 acts are some 100 MB that pass by, never at once. */
const atATime = 20;

/** Some seals of a site, in order: their acts against their leaves, themselves against the one before and the witness. */
export interface SealsProved {
  readonly seals: number;
  readonly acts: number;
  readonly findings: readonly Finding[];
  /** Number of the last seal proved, when more follow. */
  readonly next: number | undefined;
  /** Seals there are in all. */
  readonly of: number;
}

/** Proves the trail of a site: stored bytes against seals, seals against the anchor, live rows against their last audit image. */
export async function verifyTrail(database: Database, site: string, anchor: Anchor): Promise<Verification> {
  const findings: Finding[] = [];
  let acts = 0;
  for (let after: number | undefined = 0; after !== undefined;) {
    const page: SealsProved = await verifySeals(database, site, anchor, after, atATime);
    acts += page.acts;
    findings.push(...page.findings);
    after = page.next;
  }
  const rest = await verifyRest(database, site, anchor);
  return { ...rest, site, acts, findings: [...findings, ...rest.findings] };
}

/** Proves the seals after one, at most so many: a trail of years is proved in pages, each of its own request. */
export async function verifySeals(database: Database, site: string, anchor: Anchor, after: number, most: number): Promise<SealsProved> {
  const findings: Finding[] = [];
  const { rows: seals } = await database.pool.query<StoredSeal>(
    'select number, clock, first_ordinal, last_ordinal, leaves, root, chain from record.seal where site = $1 and number >= $2 order by number limit $3',
    [site, after, most + (after > 0 ? 1 : 0)],
  );
  const of = Number((await database.pool.query<{ n: number }>('select count(*) as n from record.seal where site = $1', [site])).rows[0]!.n);
  let previous: Buffer = (after > 0 && seals[0]?.number === after ? seals.shift()?.chain : undefined) ?? noChain;
  // all lines of a number: whoever removes a seal and lets it be made again leaves two that disagree
  const witnesses = Map.groupBy(anchor.read(site), (line) => line.number);
  let acts = 0;
  for (const [i, seal] of seals.entries()) {
    const expected = after + i + 1;
    if (seal.number !== expected) {
      findings.push({ what: 'seal missing', where: `seal ${expected}`, sentence: `Seal ${expected} is not there; the next one is ${seal.number}.` });
      return { seals: i, acts, findings, next: undefined, of };
    }
    acts += await verifySeal(database, site, seal, previous, findings);
    const lines = witnesses.get(seal.number) ?? [];
    if (lines.some((line) => !anchor.isGenuine(line)))
      findings.push({ what: 'anchor forged', where: `seal ${seal.number}`, sentence: `The witness of seal ${seal.number} was not written with the anchor's key.` });
    const other = lines.find((line) => anchor.isGenuine(line) && line.chain !== seal.chain.toString('hex'));
    if (other)
      findings.push({
        what: 'anchor disagrees',
        where: `seal ${seal.number}`,
        sentence: `Seal ${seal.number} is not the one that was anchored at ${other.sealedAt}: the trail up to it was rewritten and sealed again.`,
      });
    previous = seal.chain;
  }
  return { seals: seals.length, acts, findings, next: seals.length === most ? after + most : undefined, of };
}

/** What the seals do not say: witnesses of seals that are gone, live rows against their last image, what came past Millrace. */
export async function verifyRest(database: Database, site: string, anchor: Anchor): Promise<Omit<Verification, 'acts'>> {
  const findings: Finding[] = [];
  const { seals, last } = (
    await database.pool.query<{ seals: number; last: number | null }>('select count(*) as seals, max(last_ordinal) as last from record.seal where site = $1', [site])
  ).rows[0]!;
  const witnesses = Map.groupBy(anchor.read(site), (line) => line.number);
  for (const [number, [witness]] of witnesses)
    if (number > seals)
      findings.push({ what: 'seal missing', where: `seal ${number}`, sentence: `Seal ${number} was anchored at ${witness!.sealedAt} and is no longer in the database.` });
  findings.push(...newestFindings(anchor, site, Number(seals), witnesses));
  const unsealed = Number((await database.pool.query<{ n: number }>('select count(*) as n from store.sequenced where site = $1 and ordinal > $2', [site, last ?? 0])).rows[0]!.n);
  const rows = await verifyRows(database, site, findings);
  await verifyContents(database, site, findings);
  await findOutside(database, site, findings);
  await findWithoutAct(database, site, findings);
  return { site, seals: Number(seals), anchored: witnesses.size, rows, unsealed, findings };
}

/** What the anchor remembers beside its key: seals and witness that were cut together are shorter than it, and what was sealed in their place does not go on from it. */
function newestFindings(anchor: Anchor, site: string, seals: number, witnesses: ReadonlyMap<number, readonly Anchored[]>): Finding[] {
  const findings: Finding[] = [];
  const newest = anchor.newest(site);
  if (newest && newest.number > seals && !witnesses.has(newest.number))
    findings.push({
      what: 'seal missing',
      where: `seal ${newest.number}`,
      sentence: `Seal ${newest.number} was anchored and is neither in the database nor in its witness: both were cut after seal ${seals}.`,
    });
  for (const one of newest?.breaks ?? []) {
    const { instead } = one;
    if (!instead) {
      findings.push({
        what: 'anchor forged',
        where: `seal ${one.number}`,
        sentence: `What lies beside the key said that seal ${one.number} was anchored last, and was not written with that key. Ask who can write to the folder of the key.`,
      });
      continue;
    }
    // where its first witness is still there, the seal itself is told to disagree with it
    if (witnesses.get(one.number)?.some((line) => line.chain === instead.anchored)) continue;
    findings.push({
      what: 'anchor disagrees',
      where: `seal ${one.number}`,
      sentence: `What was sealed at ${instead.sealedAt} does not go on from seal ${one.number} as it was anchored: the trail was cut there and sealed again.`,
    });
  }
  // the newest may have been made this moment, its witness being written
  for (let number = 1; number < seals; number++)
    if (!witnesses.has(number))
      findings.push({
        what: 'witness missing',
        where: `seal ${number}`,
        sentence: `Seal ${number} has no witness. It is witnessed again within seconds while the plant runs; if this stays, look at the witness file.`,
      });
  return findings;
}

interface StoredSeal {
  readonly number: number;
  readonly clock: string;
  readonly first_ordinal: number;
  readonly last_ordinal: number;
  readonly leaves: Buffer;
  readonly root: Buffer;
  readonly chain: Buffer;
}

async function verifySeal(database: Database, site: string, seal: StoredSeal, previous: Buffer, findings: Finding[]): Promise<number> {
  const first = Number(seal.first_ordinal);
  const last = Number(seal.last_ordinal);
  const acts = await actsBetween(database.pool, site, first, last);
  const byOrdinal = new Map(acts.map((act) => [act.ordinal, act]));
  const leaves: Buffer[] = [];
  for (let ordinal = first; ordinal <= last; ordinal++) {
    const sealed = seal.leaves.subarray((ordinal - first) * 32, (ordinal - first + 1) * 32);
    leaves.push(Buffer.from(sealed));
    const act = byOrdinal.get(ordinal);
    if (!act) findings.push({ what: 'act missing', where: `seal ${seal.number}, act number ${ordinal}`, sentence: `Act number ${ordinal} was sealed and is no longer there.` });
    else if (!leafOf(act).equals(sealed))
      findings.push({
        what: 'act altered',
        where: `seal ${seal.number}, act ${act.act}`,
        sentence: `Act ${act.act} of ${act.at} is not as it was sealed: one of its ${linesOf(act).length} rows (act, events, audit, signatures) was altered, added or removed.${namesOf(linesOf(act))}`,
        rows: rowsOf(linesOf(act)),
      });
  }
  if (!merkleRoot(leaves).equals(seal.root))
    findings.push({ what: 'seal altered', where: `seal ${seal.number}`, sentence: `The root of seal ${seal.number} does not follow from its leaves.` });
  const chain = chainValue(previous, { site, number: seal.number, firstOrdinal: first, lastOrdinal: last, clock: seal.clock, root: seal.root });
  if (!chain.equals(seal.chain))
    findings.push({ what: 'seal altered', where: `seal ${seal.number}`, sentence: `The chain of seal ${seal.number} does not follow from the seal before it.` });
  return acts.length;
}

const linesOf = (act: SealedAct) => JSON.parse(act.lines) as string[];

/** The rows an altered act speaks of, so that a person knows where to look. */
function namesOf(lines: readonly string[]): string {
  const names = new Set<string>();
  for (const line of lines) {
    const text = /^(audit|event) (.*)$/s.exec(line)?.[2];
    if (!text) continue;
    const row = JSON.parse(text) as { table_name?: string; row_id?: string; type?: string; subject?: string };
    if (row.table_name) names.add(`${row.table_name} ${row.row_id}`);
    else if (row.type) names.add(`${row.type} of ${row.subject}`);
  }
  return names.size > 0 ? ` It concerns ${[...names].slice(0, 5).join(', ')}.` : '';
}

/** The records an altered act speaks of. */
function rowsOf(lines: readonly string[]): NonNullable<Finding['rows']> {
  const found = new Map<string, { readonly table?: string; readonly id: string }>();
  for (const line of lines) {
    const text = /^(audit|event) (.*)$/s.exec(line)?.[2];
    if (!text) continue;
    const row = JSON.parse(text) as { table_name?: string; row_id?: string; subject?: string };
    if (row.table_name && row.row_id) found.set(row.row_id, { table: row.table_name, id: row.row_id });
    else if (row.subject && !found.has(row.subject)) found.set(row.subject, { id: row.subject });
  }
  return [...found.values()].slice(0, 5);
}

/** Compares every live row with the last image the audit took of it. */
async function verifyRows(database: Database, site: string, findings: Finding[]): Promise<number> {
  let count = 0;
  for (const { table, relation, isListed } of await comparedTables(database)) {
    if (!isListed)
      findings.push({
        what: 'changed outside Millrace',
        where: `record.audited ${table}`,
        sentence: `The table ${table} is in the trail and was taken off the list of tables that are compared with it, past Millrace. It was compared all the same.`,
      });
    const { rows } = await database.pool.query<{ row_id: string; live: string | null; image: string | null; op: string | null }>(
      `with last as (select distinct on (row_id) row_id, op, new from record.audit where site = $1 and table_name = $2 order by row_id, seq desc),
        live as (select row_.id::text as row_id, to_jsonb(row_)::text as live from ${relation} as row_ where site = $1)
        select coalesce(last.row_id, live.row_id) as row_id, live.live, last.new as image, last.op from live full join last using (row_id)
         where live.live is distinct from (case when last.op = 'delete' then null else last.new end)
           -- a column that a later version added, and nobody has filled, is no alteration
           and (live.live is null or last.new is null or last.op = 'delete'
             or (select jsonb_object_agg(e.key, e.value) from jsonb_each(live.live::jsonb) e where e.value <> 'null' or last.new::jsonb ? e.key) is distinct from last.new::jsonb)
         order by 1 limit 100`,
      [site, table],
    );
    const total = await database.pool.query<{ n: number }>(`select count(*) as n from ${relation} where site = $1`, [site]);
    count += Number(total.rows[0]!.n);
    for (const row of rows) {
      const where = `${table} ${row.row_id}`;
      const rows = [{ table, id: row.row_id, ...((row.image ?? row.live) !== null && { recorded: (row.image ?? row.live)! }) }];
      if (row.image === null && row.live !== null)
        findings.push({ what: 'row unknown', where, rows, sentence: `The row ${row.row_id} of ${table} has no audit trail${row.op === 'delete' ? ' since it was deleted' : ''}.` });
      else if (row.live === null) findings.push({ what: 'row missing', where, rows, sentence: `The row ${row.row_id} of ${table} is in the trail but no longer in its table.` });
      else {
        const changes = changesOf(row.image!, row.live);
        findings.push({ what: 'row altered', where, rows, changes, sentence: `The row ${row.row_id} of ${table} is not as last recorded: ${differenceIn(changes)}.` });
      }
    }
  }
  return count;
}

/** Tables whose rows are held against the trail: those on the list, and those of which the trail itself speaks, for the list is a table that its owner can shorten. */
async function comparedTables(database: Database): Promise<readonly { readonly table: string; readonly relation: string; readonly isListed: boolean }[]> {
  const { rows } = await database.pool.query<{ table: string; relation: string; isListed: boolean }>(
    // the trail has names as they are, a statement wants them quoted: scada."interval"; from one name to the next by the index: a trail of years has few tables and many rows
    `with recursive spoken(name) as (select min(table_name) from record.audit
        union all select (select min(table_name) from record.audit where table_name > spoken.name) from spoken where spoken.name is not null)
      select name as table, to_regclass(name)::text as relation, bool_or(is_listed) as "isListed"
        from (select name, false as is_listed from spoken union all select table_name, true from record.audited) as both_
       where to_regclass(name) is not null group by name order by name`,
  );
  return rows;
}

function changesOf(recorded: string, live: string): NonNullable<Finding['changes']> {
  const [a, b] = [imageOf(recorded), imageOf(live)];
  const columns = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((column) => JSON.stringify(a[column]) !== JSON.stringify(b[column]));
  // that a secret was changed is told, and neither what it was nor what it is
  return columns.map((column) =>
    isSecret(column) ? { field: column, recorded: 'a secret', now: 'another' } : { field: column, recorded: a[column] ?? null, now: b[column] ?? null },
  );
}

/** A row as it was written down. One that somebody forged may be no JSON: that is told as it stands, and hides nothing of the rest. */
export function imageOf(text: string): Record<string, unknown> {
  try {
    const image: unknown = JSON.parse(text);
    if (typeof image === 'object' && image !== null) return image as Record<string, unknown>;
  } catch {
    // told below
  }
  return { 'the whole row': text.slice(0, 200) };
}

const differenceIn = (changes: NonNullable<Finding['changes']>) =>
  changes.map(({ field, recorded, now }) => `${field} was recorded as ${JSON.stringify(recorded)} and is ${JSON.stringify(now)}`).join('; ');

async function findOutside(database: Database, site: string, findings: Finding[]): Promise<void> {
  const { rows } = await database.pool.query<{ table_name: string; row_id: string; database_user: string; at: string; old: string | null; new: string | null }>(
    `select u.table_name, u.row_id, u.database_user, to_char(u.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, u.old::text as old, u.new::text as new from record.audit u where u.site = $1 and u.role = 'outside Millrace' order by u.seq limit 100`,
    [site],
  );
  for (const row of rows)
    findings.push({
      what: 'changed outside Millrace',
      where: `${row.table_name} ${row.row_id}`,
      rows: [{ table: row.table_name, id: row.row_id }],
      ...(row.old !== null && row.new !== null && { changes: changesOf(row.old, row.new) }),
      sentence: `The row ${row.row_id} of ${row.table_name} was changed by the database user ${row.database_user} at ${row.at}, past Millrace.`,
    });
}

/** Rows that name an act which never was, or never went through the outbox: nothing seals them, so nothing else would ever tell. */
async function findWithoutAct(database: Database, site: string, findings: Finding[]): Promise<void> {
  const { rows } = await database.pool.query<{ where: string; act: string }>(
    `with outboxed as (select act from store.sequenced where site = $1 union all select act from store.unsequenced where site = $1)
      select table_name || ' ' || row_id as where, u.act from record.audit u where site = $1 and not exists (select from outboxed o where o.act = u.act)
      union select type || ' of ' || subject, e.act from store.event e where site = $1 and not exists (select from outboxed o where o.act = e.act)
      union select 'signature ' || id::text, g.act from record.signature g where site = $1 and not exists (select from outboxed o where o.act = g.act)
      union select 'act ' || address, id from store.act a where site = $1 and not exists (select from outboxed o where o.act = a.id)
      -- no outbox gives such a number, and no seal covers it: seals go up from 1
      union select 'the place ' || ordinal || ' in the order of acts', act from store.sequenced where site = $1 and ordinal < 1
      order by 1 limit 100`,
    [site],
  );
  for (const row of rows)
    findings.push({
      what: 'changed outside Millrace',
      where: row.where,
      sentence: `${row.where} was written under the act ${row.act}, which no outbox ever held: it was made past Millrace.`,
    });
}
