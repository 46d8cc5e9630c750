import { Fault, houseRefusal, type About, type AnyCommand, type AnyNoun, type AnyState } from '@millrace/kernel';
import type pg from 'pg';
import type { Question } from './authority.ts';
import { unreached } from './database-error.ts';
import type { Envelope } from './envelope.ts';
import { inOrder, lockKey, type Lock } from './lock-key.ts';
import type { ShellParts } from './parts.ts';
import type { Earlier } from './receipt.ts';
import { shapeName } from './shapes.ts';
import { snake, stateOfRow, type Table } from './tables.ts';
import { begin, sendTogether, type Came, type More, type Statement } from './trip.ts';
import { aboutOf, nameOf, someName, type Held, type Wanted, type WantedRow } from './work.ts';

/** What the first round trip brought. */
export interface Read {
  /** What the key led to before, if it was used: then nothing else is of interest. */
  readonly earlier: Earlier | undefined;
  /** Whether the actor is signed in at this moment. */
  readonly isStanding: boolean;
  /** Stamp of the person's rights at this moment; none of the house itself. */
  readonly stamp: string | null;
  readonly held: Map<string, Held>;
  /** Names of look-ups with the identities they found. */
  readonly somes: ReadonlyMap<string, readonly string[]>;
}

/** Everything an act and its reactions will touch, and the key it came with. */
export const locksOf = (want: Wanted, { site, key }: Envelope): Lock[] => inOrder([{ key: lockKey(site, 'key', key), isShared: false }, ...want.locks]);

/** The first round trip: begin, lock everything the act and its reactions will touch, then read it all in one statement. */
export async function lockAndRead(parts: ShellParts, client: pg.PoolClient, want: Wanted, envelope: Envelope): Promise<Read> {
  const [, , read] = await firstTrip(client, [
    begin,
    lockStatement(locksOf(want, envelope)),
    // a statement after the lock: it sees what the holder before us committed
    readStatement(parts, want, envelope),
  ]);
  return readOf(parts, want, envelope, read!);
}

/** A trip before which nothing was written. */
export const firstTrip = (client: pg.PoolClient, statements: readonly Statement[]): Promise<readonly Came[]> =>
  sendTogether(client, statements).catch((error: unknown) => {
    throw unreached(error);
  });

/** What the statement of a reading brought. */
export function readOf(parts: ShellParts, want: Wanted, envelope: Envelope, came: Came): Read {
  const rows = byNoun(want);
  const [key, standing, stamp, ...lists] = came.rows[0]!;
  const held = new Map<string, Held>();
  const somes = new Map<string, string[]>();
  const isStanding = envelope.standing === undefined || standing === 't';
  const known = { earlier: key == null ? undefined : (JSON.parse(key) as Earlier), isStanding, stamp: stamp ?? null, held, somes };
  if (known.earlier || !isStanding) return known;
  const found = lists.map((list) => (list === null ? [] : (JSON.parse(list) as Row[])));
  for (const [i, noun] of [...rows.keys()].entries()) {
    const byId = new Map(found[i]!.map((row) => [String(row.id), row]));
    for (const { id } of rows.get(noun)!) held.set(nameOf(noun, id), hold(parts, noun.address, id, byId.get(id)));
  }
  for (const [i, some] of want.somes.entries()) {
    const list = found[rows.size + i]!;
    for (const row of list) if (!held.has(nameOf(some.noun, String(row.id)))) held.set(nameOf(some.noun, String(row.id)), hold(parts, some.noun.address, String(row.id), row));
    somes.set(
      someName({ need: 'some', ...some }),
      list.map((row) => String(row.id)),
    );
  }
  return known;
}

const byNoun = ({ rows }: Wanted): ReadonlyMap<AnyNoun, readonly WantedRow[]> => Map.groupBy(rows, ({ noun }) => noun);

// eight: most acts touch less; of more, each number would be a statement of its own
const mostLocksApart = 8;

/** Takes locks in the order they are given. Few are values of their own, which costs half of a list. */
function lockStatement(locks: readonly Lock[]): Statement {
  if (locks.length > mostLocksApart)
    return {
      name: 'lock',
      text: 'select case when s then pg_advisory_xact_lock_shared(a, b) else pg_advisory_xact_lock(a, b) end from unnest($1::int[], $2::int[], $3::bool[]) as l(a, b, s)',
      values: [locks.map((lock) => lock.key[0]), locks.map((lock) => lock.key[1]), locks.map((lock) => lock.isShared)],
    };
  // the columns of a row are reckoned from left to right
  const text = `select ${locks.map(({ isShared }, i) => `pg_advisory_xact_lock${isShared ? '_shared' : ''}($${2 * i + 1}, $${2 * i + 2})`).join(', ')}`;
  return { name: shapeName(text), text, values: locks.flatMap(({ key }) => key) };
}

/** Takes those locks that nobody holds, and waits for none: a row for each, in their order, whether it was taken. */
export const lockFreeStatement = (locks: readonly Lock[]): Statement => ({
  name: 'lock what is free',
  text: 'select case when s then pg_try_advisory_xact_lock_shared(a, b) else pg_try_advisory_xact_lock(a, b) end from unnest($1::int[], $2::int[], $3::bool[]) as l(a, b, s)',
  values: [locks.map((lock) => lock.key[0]), locks.map((lock) => lock.key[1]), locks.map((lock) => lock.isShared)],
});

/** Takes those locks as they are free; fails where somebody holds one. */
export const lockOrFailStatement = (locks: readonly Lock[]): Statement => {
  const { text, values } = lockFreeStatement(locks);
  return { name: 'lock or fail', text: `select store.must((select bool_and(is_free) from (${text}) as l(is_free)), 'held', '')`, values };
};

/** Fails unless what an act was decided over still holds: who does it stands, in the same rights, and what it only read is as it was. What it changes, its own statement asks. */
export function stillSoStatement(parts: ShellParts, { site, actor, standing }: Envelope, { stamp, held }: Read): readonly Statement[] {
  const values: unknown[] = [];
  const put = (value: unknown) => `$${values.push(value)}`;
  const claims = [
    ...(standing ? [askedIn(values, standing)] : []),
    ...(actor.kind === 'system' ? [] : [`${askedIn(values, parts.authority.stamp(site, actor.person))} = ${put(stamp)}`]),
    ...[...held.values()].flatMap(({ noun, id, revision, loadedRevision }) =>
      revision === loadedRevision ? [`(select revision from ${table(parts, noun.address).name} where site = ${put(site)} and id = ${put(id)}) = ${put(revision)}`] : [],
    ),
  ];
  if (claims.length === 0) return [];
  const text = `select store.must(coalesce(${claims.join(' and ')}, false), 'recalled', '')`;
  return [{ name: shapeName(text), text, values }];
}

type Row = Record<string, unknown>;

/** A question of another room as part of a statement with these values, which its own join. */
function askedIn(values: unknown[], { text, values: own }: Question): string {
  const before = values.length;
  values.push(...own);
  return `(${text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + before}`)})`;
}

/** One statement that reads all an act wants to know: its key, whether its actor stands, the stamp of their rights, and the records. */
export function readStatement(parts: ShellParts, want: Wanted, { site, key, actor, standing }: Envelope): Statement {
  const values: unknown[] = [site, key];
  const isStanding = standing ? askedIn(values, standing) : 'null::boolean';
  const stamp = actor.kind === 'system' ? 'null::text' : askedIn(values, parts.authority.stamp(site, actor.person));
  // one by its key and not `any` of one: the general plan of a list is dear, so PostgreSQL planned each such statement anew
  const isOneOf = (ids: readonly string[]) => (ids.length === 1 ? `= $${values.push(ids[0])}` : `= any($${values.push(ids)})`);
  const ones = [...byNoun(want)].map(
    ([noun, ofNoun]) => `(select json_agg(row_to_json(row_)) from ${table(parts, noun.address).name} as row_ where site = $1 and id ${isOneOf(ofNoun.map(({ id }) => id))})`,
  );
  const somes = want.somes.map(({ noun, where }) => {
    const fits = Object.entries(where).map(([field, value]) => `row_."${snake(field)}"::text ${isOneOf([value].flat())}`);
    return `(select json_agg(row_to_json(row_) order by id) from ${table(parts, noun.address).name} as row_ where site = $1 and ${fits.join(' and ')})`;
  });
  const text = `select ${['(select to_json(k) from (select address, used_for, answer, refusal from store.command_key where site = $1 and key = $2) as k)', isStanding, stamp, ...ones, ...somes].join(',\n    ')}`;
  return { name: shapeName(text), text, values };
}

function table(parts: ShellParts, noun: string): Table {
  const found = parts.tables.get(noun);
  if (!found) throw new Fault(`The noun ${noun} has no table`);
  return found;
}

function hold(parts: ShellParts, address: string, id: string, row: Record<string, unknown> | undefined): Held {
  const noun = parts.rooms.nouns.get(address)!;
  if (!row) return { noun, id, state: undefined, number: undefined, loadedRevision: 0, revision: 0 };
  const parsed = noun.states.safeDecode(stateOfRow(row));
  if (!parsed.success) throw new Fault(`The row of ${address} ${id} does not fit any of its states`, parsed.error);
  return { noun, id, state: parsed.data as AnyState, number: row.number as string | undefined, loadedRevision: Number(row.revision), revision: Number(row.revision) };
}

/** The records a command speaks of without loading them. One that is not there is refused: nothing is said of nothing. So is one that has changed since it was seen. */
export async function readAbout(parts: ShellParts, more: More, command: AnyCommand, input: unknown, site: string): Promise<readonly Held[]> {
  const found: Held[] = [];
  for (const about of aboutOf(command, input)) {
    const held = await readOne(parts, more(), about, site);
    if (!held?.state) throw houseRefusal(command.address, 'not-found', { noun: about.noun, id: about.id, site });
    if (about.revision !== undefined && about.revision !== held.revision) throw houseRefusal(command.address, 'changed-since', { seen: about.revision, revision: held.revision });
    found.push(held);
  }
  return found;
}

/**
 * Where the records lie to which the changed one belongs: a tie lies at both its ends. They stand as they are until the act is done:
 * nobody signs a record while a file of it is removed. Which they are is known only once the changed one is read, so their locks come after its own.
 */
export async function placesOfOwners(parts: ShellParts, more: More, subject: Held | undefined, site: string): Promise<readonly (string | undefined)[]> {
  if (!subject?.state) return [];
  const owners = subject.noun.of(subject.state);
  if (owners.length === 0) return [];
  const client = more();
  await sendTogether(client, [lockStatement(inOrder(owners.map((owner) => ({ key: lockKey(site, owner.noun, owner.id), isShared: true }))))]);
  const places: (string | undefined)[] = [];
  for (const about of owners) {
    const held = await readOne(parts, client, about, site);
    places.push(held?.state && held.noun.place(held.state));
  }
  return places;
}

async function readOne(parts: ShellParts, client: pg.PoolClient, about: About, site: string): Promise<Held | undefined> {
  if (!parts.rooms.nouns.has(about.noun) || !isUuid.test(about.id)) return undefined;
  const { rows } = await client.query<{ row: Record<string, unknown> }>({
    name: `about ${about.noun}`,
    text: `select to_jsonb(row_) as row from ${table(parts, about.noun).name} as row_ where site = $1 and id = $2`,
    values: [site, about.id],
  });
  return hold(parts, about.noun, about.id, rows[0]?.row);
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
