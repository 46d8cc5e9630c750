import { clockToleranceS } from '@millrace/kernel';
import type { Known } from './standing.ts';
import { hashOf } from './bearer.ts';
import type { Ground } from './ground.ts';

// after a lock, a lost device or a withdrawn card nothing more is taken from that session: what is left on the device waits for its person
const endedWell = ['signed out', 'switched', 'idle', 'too long'];

/**
 * Who was signed in at a moment by one of these tokens, which a browser keeps of the sessions it had before. They open nothing any more;
 * they show whose a report is that the device kept meanwhile. A session reaches no further than its idle time after its last use, whenever its
 * end was noted: who has left the screen alone is not named for what the next person types in.
 */
export function reporterOf({ database, site }: Ground) {
  return async (tokens: readonly string[], person: string, at: Temporal.Instant): Promise<Known | undefined> => {
    if (tokens.length === 0) return undefined;
    const { rows } = await database.pool.query<{ id: string; station: string }>(
      `select s.id, s.station from personnel.session s left join personnel.session_use u on u.site = s.site and u.id = s.id
        where s.site = $1 and s.token_hash = any($2) and s.person = $3
          and s.opened_at - make_interval(secs => $5) <= $4
          and $4 <= least(s.ended_at, s.ends_at, coalesce(u.used_at, s.opened_at) + make_interval(secs => s.idle_after_s)) + make_interval(secs => $5)
          and (s.state = 'open' or s.ended_how = any($6)) order by s.opened_at desc limit 1`,
      [site, tokens.map(hashOf), person, at.toString(), clockToleranceS, endedWell],
    );
    const session = rows[0];
    return session && { actor: { kind: 'person', person }, session: session.id, station: session.station };
  };
}
