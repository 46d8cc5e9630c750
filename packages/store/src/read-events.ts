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
const joins = `store.sequenced s join store.event e on e.site = s.site and e.act = s.act and e.recorded_at = s.recorded_at
  join store.act a on a.site = s.site and a.id = s.act and a.recorded_at = s.recorded_at`;

/** Events of a site after a position, in order; none is ever skipped, for positions are given to committed acts only. */
export async function eventsAfter(database: Database, site: string, position: number, limit = 500): Promise<PositionedEvent[]> {
  const { rows } = await database.pool.query<PositionedEvent>({
    name: 'events after',
    // from the act that holds the next position on, found by its index: what a reader is behind decides what this costs, not the plant's age
    text: `select ${columns} from ${joins} where s.site = $1 and s.first_position + e.part > $2
      and s.first_position >= coalesce((select max(first_position) from store.sequenced where site = $1 and first_position <= $2::bigint + 1), 0) order by s.first_position, e.part limit $3`,
    values: [site, position, limit],
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
