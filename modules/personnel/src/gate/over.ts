import { whyOver, type Over, type SessionRow } from '../session/over.ts';
import { hashOf } from './bearer.ts';
import { isMachine, type Ground } from './ground.ts';

interface Session extends SessionRow {
  readonly id: string;
}

interface Token {
  readonly name: string;
  readonly person: string;
  readonly is_machine: boolean;
  readonly revoked_at: Temporal.Instant | null;
  readonly ends_at: Temporal.Instant;
}

/** What became of a way in that opens nothing any more: a person's session, a machine's token. */
export type Spent = (Over & { readonly of: 'session' }) | (Omit<Over, 'at'> & { readonly of: 'token' });

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
    const { rows } = await database.pool.query<Token>(
      `select t.name, t.person, t.revoked_at, t.ends_at, ${isMachine('t')} as is_machine from personnel.token t where t.site = $1 and t.token_hash = $2`,
      [site, hashOf(token)],
    );
    return rows[0] && whyTokenSpent(rows[0], now());
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

function whyTokenSpent({ name, person, is_machine, revoked_at, ends_at }: Token, now: Temporal.Instant): Spent | undefined {
  const spent = (how: string, why: string, next = 'Issue a new one under Flows, Tokens, and give it to the machine.'): Spent => ({
    of: 'token',
    how,
    why: `"${name}" ${why}`,
    next,
  });
  if (revoked_at) return spent('revoked', `was revoked at ${revoked_at.toString()}`);
  if (Temporal.Instant.compare(ends_at, now) <= 0) return spent('ended', `was valid until ${ends_at.toString()}`);
  if (is_machine) return undefined;
  return spent(
    'no machine',
    `acts as ${person}, and that is no account of a machine: nobody acts in the name of a person by a token`,
    `Write \`machine: true\` at ${person} in the model if it is one; else add an account for the machine, and issue the token to that.`,
  );
}
