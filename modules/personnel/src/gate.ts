import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@millrace/kernel';
import type { Actor, Authority, Database, Grant, Shell } from '@millrace/store';
import { credentialOf } from './credential/id-of.ts';
import { isSecret } from './credential/secret.ts';

/** How sessions last and accounts lock, as the model says (21 CFR 11.10(d), 11.300). */
export interface AccessPolicy {
  readonly idleAfterS: number;
  readonly endsAfterS: number;
  readonly quickSignIn: 'none' | 'badge' | 'pin' | 'badge-and-pin';
  readonly lockAfter: number;
  readonly lockForS: number;
}

/** The plant's gate: who stands behind a token, what they may do now, whether a secret is theirs. */
export interface Gate {
  readonly authority: Authority;
  readonly signIn: (try_: SignIn) => Promise<SignedIn>;
  readonly whoIs: (token: string) => Promise<Known | undefined>;
  /** A person did something: their session does not idle. */
  readonly used: (session: string) => Promise<void>;
  readonly grantsOf: (person: string) => Promise<readonly Grant[]>;
  readonly signOut: (token: string, how: 'signed out' | 'switched') => Promise<void>;
}

export interface SignIn {
  readonly station: string;
  /** Person's id and password, or badge (and PIN where the policy asks for both). */
  readonly user?: string;
  readonly password?: string;
  readonly badge?: string;
  readonly pin?: string;
}
export type SignedIn = { readonly token: string; readonly person: string; readonly session: string } | { readonly refused: string };

export interface Known {
  readonly actor: Actor;
  readonly session: string | undefined;
  readonly station: string;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
// one answer for a wrong user, a wrong password and a person without a credential: a stranger learns nothing
const wrong = 'User or password is wrong. After a few wrong tries the account locks for a while.';
// a hash of nothing anyone knows, so that an unknown user takes as long as a known one
const decoy = '$argon2id$v=19$m=19456,t=2,p=1$YWJjZGVmZ2hpamtsbW5vcA$q0cKVqXvVtJm0o9q4l1bQq4Fz2v2l3oQ1k2j3h4g5f0';

interface CredentialRow {
  readonly id: string;
  readonly person: string;
  readonly state: string;
  readonly password_hash: string | null;
  readonly pin_hash: string | null;
  readonly locked_until: Temporal.Instant | null;
}

/** Why an account lets nobody in at this moment, whatever secret or badge is shown; undefined where it does. */
function lockOf(row: CredentialRow, at: Temporal.Instant): string | undefined {
  if (row.state !== 'locked' || row.locked_until === null || Temporal.Instant.compare(row.locked_until, at) <= 0) return undefined;
  return `This account is locked until ${row.locked_until.toString().slice(0, 16).replace('T', ' ')} UTC after too many wrong tries. The administrator of access can unlock it.`;
}

/** Builds the gate of a site. `shell` is given late: the shell itself asks the gate for its authority. */
export function gatekeeper(database: Database, site: string, shell: () => Shell, policyAt: (station: string) => AccessPolicy, nameOf: (person: string) => string): Gate {
  const now = () => shell().parts.clock.now();
  const system = { kind: 'system', person: 'rule:personnel.gate' } as const;

  const findCredential = async (by: 'person' | 'badge', value: string): Promise<CredentialRow | undefined> => {
    const { rows } = await database.pool.query<CredentialRow>({
      name: `credential by ${by}`,
      text: `select id, person, state, password_hash, pin_hash, locked_until from personnel.credential where site = $1 and ${by} = $2`,
      values: [site, value],
    });
    return rows[0];
  };

  const check = async (station: string, row: CredentialRow | undefined, secret: string | undefined, hash: string | null | undefined): Promise<string | undefined> => {
    const isRight = await isSecret(secret ?? '', hash ?? decoy);
    if (!row) return wrong;
    const locked = lockOf(row, now());
    if (locked !== undefined) return locked;
    const ok = isRight && Boolean(hash);
    const { lockAfter, lockForS } = policyAt(station);
    const kept = await shell().execute('personnel.credential.try', { credential: row.id, isRight: ok, lockAfter, lockForS }, { key: newId(), actor: system, site });
    // a right guess among many sent at once does not count when a wrong one locked the account meanwhile
    return ok && kept.records[0]?.state !== 'locked' ? undefined : wrong;
  };

  const grants = (p_site: string, person: string) => ({ text: 'select role, pattern, place from personnel.granted($1, $2, $3)', values: [p_site, person, now().toString()] });

  return {
    authority: {
      grants,
      checkSecret: async (_site, person, secret) => {
        const row = await findCredential('person', person);
        const isPin = /^\d{4,8}$/.test(secret) && Boolean(row?.pin_hash);
        const refused = await check('', row, secret, isPin ? row?.pin_hash : row?.password_hash);
        return { isRight: refused === undefined, component: isPin ? 'PIN' : 'password', printedName: nameOf(person), facts: {} };
      },
    },
    signIn: async ({ station, user, password, badge, pin }) => {
      const { quickSignIn, idleAfterS, endsAfterS } = policyAt(station);
      const isQuick = badge !== undefined;
      if (isQuick && quickSignIn === 'none') return { refused: 'Badges are not used here. Sign in with user and password.' };
      const row = isQuick ? await findCredential('badge', badge) : await findCredential('person', (user ?? '').trim().toLowerCase());
      const refused =
        isQuick && quickSignIn === 'badge'
          ? row
            ? lockOf(row, now())
            : 'This badge is not known. Sign in with user and password.'
          : await check(station, row, isQuick ? pin : password, isQuick ? row?.pin_hash : row?.password_hash);
      if (refused !== undefined) return { refused };
      const token = randomBytes(32).toString('base64url');
      const session = newId();
      await shell().execute(
        'personnel.session.open',
        { session, person: row!.person, station, tokenHash: hashOf(token), component: isQuick ? quickSignIn : 'password', lastsS: endsAfterS, idleAfterS },
        { key: newId(), actor: system, site, station },
      );
      return { token, person: row!.person, session };
    },
    whoIs: async (token) => {
      const { rows } = await database.pool.query<{ id: string; person: string; station: string; kind: string; is_over: boolean }>({
        name: 'who is',
        text: `select s.id, s.person, s.station, 'person' as kind, (s.state <> 'open' or s.ends_at <= $3 or coalesce(u.used_at, s.opened_at) + make_interval(secs => s.idle_after_s) <= $3) as is_over
            from personnel.session s left join personnel.session_use u on u.site = s.site and u.id = s.id where s.site = $1 and s.token_hash = $2
          union all select t.id, t.person, t.name, 'machine', (t.state <> 'valid' or t.ends_at <= $3) from personnel.token t where t.site = $1 and t.token_hash = $2`,
        values: [site, hashOf(token), now().toString()],
      });
      const row = rows[0];
      if (!row || row.is_over) return undefined;
      const isPerson = row.kind === 'person';
      return { actor: { kind: isPerson ? 'person' : 'machine', person: row.person }, session: isPerson ? row.id : undefined, station: row.station };
    },
    used: async (session) => {
      // a use is noted at most every 20 s: exact enough for a time-out of minutes
      await database.pool.query({
        name: 'used',
        text: `insert into personnel.session_use as u (site, id, used_at) values ($1, $2, $3)
          on conflict (site, id) do update set used_at = excluded.used_at where u.used_at < excluded.used_at - interval '20 s'`,
        values: [site, session, now().toString()],
      });
    },
    grantsOf: async (person) => (await database.pool.query<Grant>({ name: 'grants', ...grants(site, person) })).rows,
    signOut: async (token, how) => {
      const { rows } = await database.pool.query<{ id: string }>(`select id from personnel.session where site = $1 and token_hash = $2 and state = 'open'`, [site, hashOf(token)]);
      if (rows[0]) await shell().execute('personnel.session.end', { session: rows[0].id, how }, { key: newId(), actor: system, site });
    },
  };
}

export { credentialOf };
