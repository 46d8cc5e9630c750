import { Fault, houseRefusal, type AnyCommand, type AnyState } from '@millrace/kernel';
import type pg from 'pg';
import type { Grant } from './authority.ts';
import type { Envelope } from './envelope.ts';
import { inOrder, lockKey } from './lock-key.ts';
import type { ShellParts } from './parts.ts';
import { settled } from './pipeline.ts';
import type { Earlier } from './receipt.ts';
import { snake, stateOfRow, type Table } from './tables.ts';
import { nameOf, someName, type Held, type Wanted, type WantedSome } from './work.ts';

/** What the first round trip brought. */
export interface Read {
  /** What the key led to before, if it was used: then nothing else is of interest. */
  readonly earlier: Earlier | undefined;
  /** Rights of the person at this moment. */
  readonly grants: readonly Grant[];
  readonly held: Map<string, Held>;
  /** Names of look-ups with the identities they found. */
  readonly somes: ReadonlyMap<string, readonly string[]>;
}

/** The first round trip: begin, lock everything the act and its reactions will touch, then read it. */
export async function lockAndRead(parts: ShellParts, client: pg.PoolClient, want: Wanted, envelope: Envelope): Promise<Read> {
  const { site } = envelope;
  const locks = inOrder([{ key: lockKey(site, 'key', envelope.key), isShared: false }, ...want.locks]);
  const grants = parts.authority.grants(site, envelope.actor.person);
  const [, , key, granted, ...found] = await settled([
    client.query('begin'),
    client.query({
      name: 'lock',
      text: 'select case when s then pg_advisory_xact_lock_shared(a, b) else pg_advisory_xact_lock(a, b) end from unnest($1::int[], $2::int[], $3::bool[]) as l(a, b, s)',
      values: [locks.map((lock) => lock.key[0]), locks.map((lock) => lock.key[1]), locks.map((lock) => lock.isShared)],
    }),
    client.query({ name: 'key', text: 'select address, input_hash, answer, refusal from store.command_key where site = $1 and key = $2', values: [site, envelope.key] }),
    envelope.actor.kind === 'system' ? undefined : client.query({ name: 'grants', ...grants }),
    ...want.rows.map(({ noun, id }) =>
      client.query({
        name: `one ${noun.address}`,
        text: `select to_jsonb(row_) as row from ${table(parts, noun.address).name} as row_ where site = $1 and id = $2`,
        values: [site, id],
      }),
    ),
    ...want.somes.map((some) => client.query(lookUp(parts, some, site))),
  ]);
  const held = new Map<string, Held>();
  const somes = new Map<string, string[]>();
  const read = { earlier: key!.rows[0] as Earlier | undefined, grants: (granted?.rows ?? []) as Grant[], held, somes };
  if (read.earlier) return read;
  want.rows.forEach(({ noun, id }, i) => held.set(nameOf(noun, id), hold(parts, noun.address, id, found[i]!.rows[0]?.row)));
  want.somes.forEach((some, i) => {
    const rows = found[want.rows.length + i]!.rows as { row: Record<string, unknown> }[];
    somes.set(
      someName({ need: 'some', ...some }),
      rows.map(({ row }) => {
        const name = nameOf(some.noun, String(row.id));
        if (!held.has(name)) held.set(name, hold(parts, some.noun.address, String(row.id), row));
        return String(row.id);
      }),
    );
  });
  return read;
}

function lookUp(parts: ShellParts, { noun, where }: WantedSome, site: string): pg.QueryConfig {
  const fields = Object.keys(where);
  const text = fields.map((field, i) => `row_."${snake(field)}"::text = any($${i + 2})`).join(' and ');
  return {
    text: `select to_jsonb(row_) as row from ${table(parts, noun.address).name} as row_ where site = $1 and ${text} order by id`,
    values: [site, ...fields.map((field) => [where[field]].flat())],
  };
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

/** The place of the record a command speaks of without loading it. A record that is not there is refused: nothing is said of nothing. */
export async function placeAbout(parts: ShellParts, client: pg.PoolClient, command: AnyCommand, input: unknown, site: string): Promise<string | undefined> {
  const about = command.about?.(input);
  if (!about) return undefined;
  const missing = () => houseRefusal(command.address, 'not-found', { noun: about.noun, id: about.id, site });
  if (!parts.rooms.nouns.has(about.noun)) throw missing();
  const { rows } = await client.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(row_) as row from ${table(parts, about.noun).name} as row_ where site = $1 and id::text = $2`,
    [site, about.id],
  );
  const { state, noun } = hold(parts, about.noun, about.id, rows[0]?.row);
  if (!state) throw missing();
  return noun.place(state);
}
