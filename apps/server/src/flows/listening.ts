import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '../house.ts';

/** Units that are to be told lost, and since when nobody heard them. */
export interface Unheard {
  readonly units: readonly string[];
  readonly since: Temporal.Instant;
}

export interface ListeningParts {
  /** Units whose state comes over this connection. */
  readonly units: () => readonly string[];
  /** What this listener knows of a unit: it speaks, it is lost, or it has not said a word since listening began. */
  readonly knows: (unit: string) => 'heard' | 'lost' | 'nothing';
  /** Until when somebody listened before; absent where nobody ever did. */
  readonly before: Temporal.Instant | undefined;
  readonly openedAt: Temporal.Instant;
  /** How long silence may last before what was said no longer holds, s. */
  readonly staleAfterS: number;
}

/**
 * Nobody listening is no knowledge: what a machine said last holds while it is heard, and for as long as silence may last. After
 * that it is unknown since then, whether the server was away, the broker is, or the machine was not born again.
 */
export function listening({ units, knows, before, openedAt, staleAfterS }: ListeningParts) {
  let connectedAt = before;
  // a unit that a model revision brings to this line was another's until then
  const joinedAt = new Map(units().map((unit) => [unit, openedAt]));
  const isOver = (since: Temporal.Instant, now: Temporal.Instant) => now.since(since).total('seconds') > staleAfterS;
  const together = (found: readonly (readonly [string, Temporal.Instant])[]): Unheard[] =>
    [...Map.groupBy(found, ([, since]) => since.toString()).values()].map((list) => ({ units: list.map(([unit]) => unit), since: list[0]![1] }));

  return {
    /** When listening begins: what was said before a longer pause holds no more. */
    begin: (): Unheard[] => (before && isOver(before, openedAt) ? together(units().map((unit) => [unit, before])) : []),
    /** Now and then: the line stands or it does not. */
    beat(now: Temporal.Instant, isConnected: boolean): Unheard[] {
      if (isConnected) connectedAt = now;
      const all = units().map((unit) => [unit, joinedAt.getOrInsert(unit, now)] as const);
      const silentSince = connectedAt ?? openedAt;
      if (!isConnected && isOver(silentSince, now)) return together(all.filter(([unit]) => knows(unit) !== 'lost').map(([unit]) => [unit, silentSince]));
      return together(
        all.filter(([unit, joined]) => knows(unit) === 'nothing' && isOver(joined, now)).map(([unit, joined]) => [unit, joined === openedAt ? (before ?? openedAt) : joined]),
      );
    },
  };
}

const heardFile = (folder: string) => join(folder, 'heard');

/** This machine listened until now; kept where the next server on it looks. */
export function markHeard(folder: string): void {
  const now = new Date();
  try {
    utimesSync(heardFile(folder), now, now);
  } catch {
    mkdirSync(folder, { recursive: true });
    writeFileSync(heardFile(folder), '');
  }
}

/**
 * Until when somebody listened to a connection: by the mark on this machine, which is seconds old, or by what the record was told
 * of it, on whichever machine that was and minutes old. Nothing where nobody ever listened.
 */
export async function heardUntil(house: Pick<House, 'database' | 'site'>, connection: string, folder: string): Promise<Temporal.Instant | undefined> {
  const mark = statSync(heardFile(folder), { throwIfNoEntry: false });
  const here = mark && Temporal.Instant.fromEpochMilliseconds(Math.floor(mark.mtimeMs));
  const { rows } = await house.database.pool.query<{ until: Temporal.Instant | null }>(
    `select case state when 'connected' then seen_at else last_heard_at end as until from scada.connection where site = $1 and connection = $2`,
    [house.site, connection],
  );
  const elsewhere = rows[0]?.until ?? undefined;
  return here && elsewhere ? (Temporal.Instant.compare(here, elsewhere) > 0 ? here : elsewhere) : (here ?? elsewhere);
}
