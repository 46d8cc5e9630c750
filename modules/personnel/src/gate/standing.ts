import type { Actor, Question } from '@millrace/store';
import { hashOf } from './bearer.ts';
import { isMachine, type Ground } from './ground.ts';

/** Who stands behind a token. */
export interface Known {
  readonly actor: Actor;
  readonly session: string | undefined;
  readonly station: string;
}

export interface Acting extends Known {
  readonly standing: Question;
}

// 20 s: a use is noted at most that often, exact enough for a time-out of minutes; in between a token's person is known, for it never changes
const knownForMs = 20_000;
// 10,000: more than a plant has sessions at a time; beyond it all are asked anew
const mostKnown = 10_000;

const sessions = `select s.id, s.person, s.station, 'person' as kind, (s.state <> 'open' or s.ends_at <= $3 or coalesce(u.used_at, s.opened_at) + make_interval(secs => s.idle_after_s) <= $3) as is_over
    from personnel.session s left join personnel.session_use u on u.site = s.site and u.id = s.id where s.site = $1 and s.token_hash = $2`;
const tokens = `select t.id, t.person, t.name, 'machine' as kind, (t.state <> 'valid' or t.ends_at <= $3 or not ${isMachine('t')}) as is_over from personnel.token t where t.site = $1 and t.token_hash = $2`;

/** Who stands behind a token, a person's session or a machine's, and that it is used. */
export function standingOf({ database, site, now }: Ground) {
  const known = new Map<string, { who: Known; atMs: number }>();

  const whoIs = async (token: string): Promise<Known | undefined> => {
    const { rows } = await database.pool.query<{ id: string; person: string; station: string; kind: 'person' | 'machine'; is_over: boolean }>({
      name: 'who is',
      text: `${sessions} union all ${tokens}`,
      values: [site, hashOf(token), now().toString()],
    });
    const row = rows[0];
    if (!row || row.is_over) return undefined;
    return { actor: { kind: row.kind, person: row.person }, session: row.kind === 'person' ? row.id : undefined, station: row.station };
  };

  const used = async (session: string) => {
    await database.pool.query({
      name: 'used',
      text: `insert into personnel.session_use as u (site, id, used_at) values ($1, $2, $3)
        on conflict (site, id) do update set used_at = excluded.used_at where u.used_at < excluded.used_at - interval '20 s'`,
      values: [site, session, now().toString()],
    });
  };

  /** Whether who was known when the act came still is: for the act to ask in its own transaction. */
  const stillStands = ({ session }: Known, hash: string): Question => ({
    text: `select not is_over from (${session === undefined ? tokens : sessions}) as who`,
    values: [site, hash, now().toString()],
  });

  const remember = (hash: string, who: Known | undefined, atMs: number) => {
    if (known.size >= mostKnown) known.clear();
    if (who) known.set(hash, { who, atMs });
    else known.delete(hash);
  };

  const whoActs = async (token: string): Promise<Acting | undefined> => {
    const hash = hashOf(token);
    const atMs = now().epochMilliseconds;
    const before = known.get(hash);
    if (before && atMs - before.atMs < knownForMs) return { ...before.who, standing: stillStands(before.who, hash) };
    const who = await whoIs(token);
    remember(hash, who, atMs);
    if (who?.session !== undefined) await used(who.session);
    // asked again in the act's own transaction, however freshly it is known: an act may wait seconds for its record, and they sign out meanwhile
    return who && { ...who, standing: stillStands(who, hash) };
  };

  return { whoIs, whoActs, used };
}
