import { clockToleranceS } from '@millrace/kernel';
import type { Known } from './standing.ts';
import { hashOf } from './bearer.ts';
import type { Ground } from './ground.ts';

// after a lock, a lost device or a withdrawn card nothing more is taken from that session: what is left on the device waits for its person
const endedWell = ['signed out', 'switched', 'idle', 'too long'];

/**
 * Who was signed in at a moment by one of these tokens, which a browser keeps of the sessions it had before. They open nothing any more;
 * they show whose a report is that the device kept meanwhile.
 */
export function reporterOf({ database, site }: Ground) {
  return async (tokens: readonly string[], person: string, at: Temporal.Instant): Promise<Known | undefined> => {
    if (tokens.length === 0) return undefined;
    const { rows } = await database.pool.query<{ id: string; station: string }>(
      `select id, station from personnel.session where site = $1 and token_hash = any($2) and person = $3
          and opened_at - make_interval(secs => $5) <= $4 and $4 <= least(ends_at, coalesce(ended_at, ends_at)) + make_interval(secs => $5)
          and (state = 'open' or ended_how = any($6)) order by opened_at desc limit 1`,
      [site, tokens.map(hashOf), person, at.toString(), clockToleranceS, endedWell],
    );
    const session = rows[0];
    return session && { actor: { kind: 'person', person }, session: session.id, station: session.station };
  };
}
