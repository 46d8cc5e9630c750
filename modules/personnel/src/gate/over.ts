import { whyOver, type Over, type SessionRow } from '../session/over.ts';
import { hashOf } from './bearer.ts';
import type { Ground } from './ground.ts';

interface Session extends SessionRow {
  readonly id: string;
}

interface Token {
  readonly name: string;
  readonly revoked_at: Temporal.Instant | null;
  readonly ends_at: Temporal.Instant;
}

/** What became of a way in that opens nothing any more: a person's session, a machine's token. */
export type Spent = Over & { readonly of: 'session' | 'token' };

/** Why a token that was good once opens nothing now. Asked only of those that were refused. */
export function spentOf({ database, site, now, act }: Ground) {
  const sessionOf = async (token: string) => {
    const { rows } = await database.pool.query<Session>(
      `select s.id, s.state, s.ended_at, s.ended_how, s.opened_at, s.ends_at, s.idle_after_s, coalesce(u.used_at, s.opened_at) + make_interval(secs => s.idle_after_s) as idles_at
         from personnel.session s left join personnel.session_use u on u.site = s.site and u.id = s.id where s.site = $1 and s.token_hash = $2`,
      [site, hashOf(token)],
    );
    return rows[0];
  };

  const whySpent = async (token: string): Promise<Spent | undefined> => {
    const session = await sessionOf(token);
    if (session) {
      const over = whyOver(session, now());
      return over && { of: 'session', ...over };
    }
    const { rows } = await database.pool.query<Token>('select name, revoked_at, ends_at from personnel.token where site = $1 and token_hash = $2', [site, hashOf(token)]);
    return rows[0] && whyTokenSpent(rows[0]);
  };

  /** Ends a session whose time is over, so that the record says so; whether it had been over. */
  const timeOut = async (token: string): Promise<boolean> => {
    const session = await sessionOf(token);
    const over = session && whyOver(session, now());
    if (over && session.state === 'open') await act('personnel.session.end', { session: session.id, how: over.how });
    return over !== undefined;
  };

  return { whySpent, timeOut };
}

function whyTokenSpent({ name, revoked_at, ends_at }: Token): Spent {
  const next = 'Issue a new one under Flows, Tokens, and give it to the machine.';
  return revoked_at
    ? { of: 'token', how: 'revoked', at: revoked_at, why: `"${name}" was revoked at ${revoked_at.toString()}`, next }
    : { of: 'token', how: 'ended', at: ends_at, why: `"${name}" was valid until ${ends_at.toString()}`, next };
}
