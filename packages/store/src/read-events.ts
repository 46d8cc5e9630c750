import type { Database } from './connect.ts';

/** An event with its position and the act around it, as readers get it. */
export interface PositionedEvent {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly noun: string;
  readonly subject: string;
  readonly revision: number;
  readonly version: number;
  readonly data: Record<string, unknown>;
  readonly act: string;
  readonly by: string;
  readonly role: string;
  readonly at: Temporal.Instant;
  readonly happenedAt: Temporal.Instant;
  readonly reason: string | null;
  readonly causedBy: string | null;
  readonly address: string;
  readonly station: string | null;
  /** Whose role it was, where it was lent. */
  readonly lentBy: string | null;
}

const columns = `s.first_position + e.part as position, e.id, e.type, e.noun, e.subject, e.revision, e.version, e.data, e.act, a.by_person as by, a.role, a.recorded_at as at,
  a.happened_at as "happenedAt", a.reason, a.caused_by as "causedBy", a.address, a.station, a.lent_by as "lentBy"`;

// from the act that holds the next position on
const stretch = 's.first_position >= coalesce((select max(first_position) from store.sequenced where site = $1 and first_position <= $2::bigint + 1), 0)';

/** Events of a site after a position, in order; none is ever skipped, for positions are given to committed acts only. */
export async function eventsAfter(database: Database, site: string, position: number, limit = 500): Promise<PositionedEvent[]> {
  const { rows } = await database.pool.query<PositionedEvent>({
    name: 'events after',
    // positions have no gaps, so the acts of a page are a stretch of them, found by its index, and the rows of each act by theirs: what a page costs is its length, and
    // neither the plant's age nor what a reader is behind. `offset 0` keeps it so: joined freely, each act was looked for among all there are
    text: `select ${columns} from store.sequenced s
      cross join lateral (select * from store.event where site = s.site and act = s.act and recorded_at = s.recorded_at offset 0) e
      cross join lateral (select * from store.act where site = s.site and id = s.act and recorded_at = s.recorded_at offset 0) a
      where s.site = $1 and ${stretch} and s.first_position <= $2::bigint + $3::bigint and s.first_position + e.part > $2 order by s.first_position, e.part limit $3`,
    values: [site, position, limit],
  });
  return rows;
}

/** What became of some nouns after a position and up to another, in order. Who needs little of the log does not read the acts around it. */
export async function eventsBetween(
  database: Database,
  site: string,
  nouns: readonly string[],
  after: number,
  upTo: number,
): Promise<Pick<PositionedEvent, 'position' | 'type' | 'noun' | 'subject' | 'data'>[]> {
  const { rows } = await database.pool.query<PositionedEvent>({
    name: 'events between',
    text: `select s.first_position + e.part as position, e.type, e.noun, e.subject, e.data from store.sequenced s
      cross join lateral (select * from store.event where site = s.site and act = s.act and recorded_at = s.recorded_at and noun = any($4) offset 0) e
      where s.site = $1 and ${stretch} and s.first_position <= $3 and s.first_position + e.part between $2::bigint + 1 and $3 order by s.first_position, e.part`,
    values: [site, after, upTo, nouns],
  });
  return rows;
}

/** All events of one record, in order; also those not yet given a position. */
export async function eventsOf(database: Database, site: string, noun: string, subject: string): Promise<Omit<PositionedEvent, 'position'>[]> {
  const { rows } = await database.pool.query<PositionedEvent>({
    name: 'events of',
    text: `select ${columns.replace('s.first_position + e.part', '0')} from store.event e join store.act a on a.site = e.site and a.id = e.act and a.recorded_at = e.recorded_at
      where e.site = $1 and e.noun = $2 and e.subject = $3 order by e.revision, e.part`,
    values: [site, noun, subject],
  });
  return rows;
}

/** Last position of a site. */
export async function headOf(database: Database, site: string): Promise<number> {
  const { rows } = await database.pool.query<{ position: number }>('select position from store.head where site = $1', [site]);
  return rows[0]?.position ?? 0;
}
