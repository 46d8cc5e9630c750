import { canonical, readEvent, withKeptMoments, type AnyNoun, type AnyState } from '@millrace/kernel';
import type { Database } from './connect.ts';
import { eventsOf } from './read-events.ts';
import { stateOfRow, type Table } from './tables.ts';

/** A record whose row is not what its events say. */
export interface Difference {
  readonly noun: string;
  readonly id: string;
  readonly row: string;
  readonly replayed: string;
}

/** The state of a record from its events alone, up to a moment of recording: as-of reading. */
export async function replay(database: Database, site: string, noun: AnyNoun, id: string, asOf?: Temporal.Instant): Promise<AnyState | undefined> {
  let state: AnyState | undefined;
  for (const row of await eventsOf(database, site, noun.address, id)) {
    if (asOf && Temporal.Instant.compare(row.at, asOf) > 0) break;
    state = noun.evolve(state, withKeptMoments(readEvent(noun, row.type, row.version, row.subject, row.data)) as never);
  }
  return state;
}

/** Rehearses all events of a noun and compares with its rows; an empty answer is the proof. */
export async function replayAndCompare(database: Database, site: string, noun: AnyNoun, table: Table, limit = 100_000): Promise<Difference[]> {
  const { rows } = await database.pool.query<{ row: Record<string, unknown> }>(`select to_jsonb(row_) as row from ${table.name} as row_ where site = $1 order by id limit $2`, [
    site,
    limit,
  ]);
  const differences: Difference[] = [];
  for (const { row } of rows) {
    const id = String(row.id);
    const { number: _, ...kept } = stateOfRow(row);
    const stored = noun.states.safeDecode(kept as never);
    const replayed = await replay(database, site, noun, id);
    const a = stored.success ? canonical(stored.data) : `unreadable: ${stored.error.message}`;
    const b = canonical(replayed);
    if (a !== b) differences.push({ noun: noun.address, id, row: a, replayed: b });
  }
  return differences;
}
