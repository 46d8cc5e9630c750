import { hash as digest, randomBytes } from 'node:crypto';
import { newId, Refusal } from '@millrace/kernel';
import type { Actor, Authority, Database, Grant, Question, Shell } from '@millrace/store';
import { findableHash, isSecret } from './credential/secret.ts';

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
  /** Who stands behind a token that acts; notes that the session is used. May answer from memory: then `standing` is to be asked in the act's own transaction. */
  readonly whoActs: (token: string) => Promise<Acting | undefined>;
  /** A person did something: their session does not idle. */
  readonly used: (session: string) => Promise<void>;
  readonly grantsOf: (person: string) => Promise<readonly Grant[]>;
  /** Roles that are lent to a person now, by whom and until when. */
  readonly lentTo: (person: string) => Promise<readonly { readonly role: string; readonly place: string | null; readonly from: string; readonly until: Temporal.Instant }[]>;
  readonly signOut: (token: string, how: 'signed out' | 'switched') => Promise<void>;
  /** Whether this is the password of a person, not their PIN; a wrong one counts towards the lock. */
  readonly isPasswordOf: (person: string, secret: string) => Promise<boolean>;
  /** The enrolled station whose device holds this token. */
  readonly stationOf: (token: string) => Promise<{ readonly id: string; readonly place: string; readonly name: string } | undefined>;
}

/** Where somebody signs in, as the door found out. */
export interface At {
  /** What stands in the record: `terminal:<equipment>` is an enrolled station. */
  readonly station: string;
  /** The enrolled station; a badge opens nothing else, except where a demo lets stations be chosen. */
  readonly enrolled: string | undefined;
  readonly mayUseBadge: boolean;
}
export interface SignIn {
  readonly at: At;
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

export interface Acting extends Known {
  readonly standing: Question | undefined;
}

export interface GateParts {
  readonly database: Database;
  readonly site: string;
  /** Given late: the shell itself asks the gate for its authority. */
  readonly shell: () => Shell;
  readonly policyAt: (station: string) => AccessPolicy;
  readonly nameOf: (person: string) => string;
  /** Credentials of the demo, whose secret is printed for everybody, open something only there. */
  readonly isDemo: boolean;
  /** Every refusal of a sign-in takes at least this long, so that its haste tells nothing of the account. */
  readonly refusalMs?: number;
}

// 20 s: a use is noted at most that often, exact enough for a time-out of minutes; in between a token's person is known, for it never changes
const knownForMs = 20_000;
// 10,000: more than a plant has sessions at a time; beyond it all are asked anew
const mostKnown = 10_000;

export const hashOf = (secret: string) => digest('sha256', secret);
/** A token or a code nobody guesses: 32 bytes. */
export const newSecret = () => randomBytes(32).toString('base64url');
// a hash of nothing anyone knows, so that an unknown user takes as long as a known one
const decoy = '$argon2id$v=19$m=19456,t=2,p=1$YWJjZGVmZ2hpamtsbW5vcA$q0cKVqXvVtJm0o9q4l1bQq4Fz2v2l3oQ1k2j3h4g5f0';
// 400 ms: ten times a hash and an act on a plain machine, and nobody waits for it who came in
const plainRefusalMs = 400;

interface CredentialRow {
  readonly id: string;
  readonly person: string;
  readonly state: string;
  readonly password_hash: string | null;
  readonly pin_hash: string | null;
  readonly locked_until: Temporal.Instant | null;
  readonly set_at: Temporal.Instant;
}

const isAhead = (moment: Temporal.Instant | null, at: Temporal.Instant) => moment !== null && Temporal.Instant.compare(moment, at) > 0;
/** Locked for a while by wrong tries, or by hand until it is unlocked. */
const isLocked = (row: CredentialRow, at: Temporal.Instant) => row.state === 'locked' && (row.locked_until === null || isAhead(row.locked_until, at));

/** One sentence for a wrong name, a wrong secret, an unknown badge and a locked account: a stranger learns nothing, and who is locked reads what to do. */
const refusedAt = ({ lockAfter, lockForS }: AccessPolicy) =>
  `That is not right, or the account is locked. After ${lockAfter} wrong tries in a row nobody comes in by it for ${Math.max(1, Math.round(lockForS / 60))} min; then try again, or ask the administrator of access to unlock it.`;

const sessions = `select s.id, s.person, s.station, 'person' as kind, (s.state <> 'open' or s.ends_at <= $3 or coalesce(u.used_at, s.opened_at) + make_interval(secs => s.idle_after_s) <= $3) as is_over
    from personnel.session s left join personnel.session_use u on u.site = s.site and u.id = s.id where s.site = $1 and s.token_hash = $2`;
const tokens = `select t.id, t.person, t.name, 'machine' as kind, (t.state <> 'valid' or t.ends_at <= $3) as is_over from personnel.token t where t.site = $1 and t.token_hash = $2`;

/** Builds the gate of a site. */
export function gatekeeper({ database, site, shell, policyAt, nameOf, isDemo, refusalMs = plainRefusalMs }: GateParts): Gate {
  const now = () => shell().parts.clock.now();
  const system = { kind: 'system', person: 'rule:personnel.gate' } as const;
  const act = (address: string, input: unknown, more: { readonly station?: string } = {}) => shell().execute(address, input, { key: newId(), actor: system, site, ...more });

  const findCredential = async (by: 'person' | 'badge', value: string): Promise<CredentialRow | undefined> => {
    // a number in clear stands only beside the demo's own credentials, where it is printed for everybody
    const held = `c.badge = $2 or exists (select from personnel.badge b where b.site = c.site and b.person = c.person and b.state = 'given' and b.number_hash = $4)`;
    const { rows } = await database.pool.query<CredentialRow>({
      name: `credential by ${by}`,
      text: `select c.id, c.person, c.state, c.password_hash, c.pin_hash, c.locked_until, c.set_at from personnel.credential c
        where c.site = $1 and ($3 or c.is_demo is not true) and (${by === 'person' ? 'c.person = $2' : held})`,
      values: [site, value, isDemo, ...(by === 'badge' ? [await findableHash(value.trim(), site)] : [])],
    });
    return rows[0];
  };

  /** Whether a secret opens an account; each try is kept. `locks` says that this one locked it. */
  const check = async (
    station: string,
    row: CredentialRow | undefined,
    secret: string | undefined,
    hash: string | null | undefined,
  ): Promise<{ isRight: boolean; locks: boolean; lockedUntil?: Temporal.Instant }> => {
    const isRight = (await isSecret(secret ?? '', hash ?? decoy)) && Boolean(hash);
    if (!row) return { isRight: false, locks: false };
    if (isLocked(row, now())) return { isRight: false, locks: false, ...(row.locked_until && { lockedUntil: row.locked_until }) };
    const { lockAfter, lockForS } = policyAt(station);
    const kept = await act('personnel.credential.try', { credential: row.id, isRight, lockAfter, lockForS });
    const isNowLocked = kept.records[0]?.state === 'locked';
    // a right guess among many sent at once does not count when a wrong one locked the account meanwhile
    return { isRight: isRight && !isNowLocked, locks: isNowLocked, ...(isNowLocked && { lockedUntil: now().add({ seconds: lockForS }) }) };
  };

  /** Whose badge this is. Unknown ones count at the station, which lets none in for a while after too many. */
  const badgeHolder = async ({ station, enrolled }: At, badge: string): Promise<CredentialRow | undefined> => {
    const row = await findCredential('badge', badge);
    if (enrolled === undefined) return row;
    const { rows } = await database.pool.query<{ locked_until: Temporal.Instant | null; wrong_tries: number }>(
      'select locked_until, wrong_tries from personnel.station where site = $1 and id = $2',
      [site, enrolled],
    );
    if (isAhead(rows[0]?.locked_until ?? null, now())) return undefined;
    const { lockAfter, lockForS } = policyAt(station);
    const isClean = rows[0]?.wrong_tries === 0 && rows[0].locked_until === null;
    if (!row || !isClean) await act('personnel.station.try', { station: enrolled, isKnown: row !== undefined, lockAfter, lockForS });
    return row;
  };

  const endAll = async (person: string) => {
    const { rows } = await database.pool.query<{ id: string }>(`select id from personnel.session where site = $1 and person = $2 and state = 'open'`, [site, person]);
    for (const { id } of rows) await act('personnel.session.end', { session: id, how: 'locked' });
  };

  const enter = async ({ at, user, password, badge, pin }: SignIn): Promise<CredentialRow | undefined> => {
    const { quickSignIn } = policyAt(at.station);
    if (badge === undefined) {
      const row = await findCredential('person', (user ?? '').trim().toLowerCase());
      return (await check(at.station, row, password, row?.password_hash)).isRight ? row : undefined;
    }
    const row = await badgeHolder(at, badge);
    if (quickSignIn === 'badge') return row && !isLocked(row, now()) ? row : undefined;
    return (await check(at.station, row, pin, row?.pin_hash)).isRight ? row : undefined;
  };

  /** The session of who came in; none where the secret, the account or the station was changed since it was looked at. */
  const openFor = async (row: CredentialRow, { at, badge }: SignIn, policy: AccessPolicy) => {
    const [token, session] = [newSecret(), newId()];
    const wish = {
      session,
      person: row.person,
      station: at.station,
      ...(at.enrolled !== undefined && { stationId: at.enrolled }),
      tokenHash: hashOf(token),
      lastsS: policy.endsAfterS,
      idleAfterS: policy.idleAfterS,
      component: badge === undefined ? 'password' : policy.quickSignIn,
      credential: row.id,
      setAt: row.set_at.toString(),
    };
    try {
      await act('personnel.session.open', wish, { station: at.station });
    } catch (error) {
      if (error instanceof Refusal && error.rule.startsWith('personnel.session.open/')) return undefined;
      throw error;
    }
    return { token, person: row.person, session };
  };

  const grants = (p_site: string, person: string) => ({
    text: 'select role, pattern, place, lent_by as "lentBy" from personnel.granted($1, $2, $3)',
    values: [p_site, person, now().toString()],
  });

  const stamp = (p_site: string, person: string) => ({ text: 'select personnel.rights_stamp($1, $2, $3)', values: [p_site, person, now().toString()] });

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
  const known = new Map<string, { who: Known; atMs: number }>();

  return {
    authority: {
      stamp,
      grants,
      checkSecret: async (_site, person, secret) => {
        const row = await findCredential('person', person);
        const isPin = /^\d{4,8}$/.test(secret) && Boolean(row?.pin_hash);
        const { isRight, locks, lockedUntil } = await check('', row, secret, isPin ? row?.pin_hash : row?.password_hash);
        // whoever guesses at a signature sits in the session of the person: it ends, everywhere
        if (locks) await endAll(person);
        return { isRight, component: isPin ? 'PIN' : 'password', printedName: nameOf(person), lockedUntil };
      },
    },
    signIn: async (given) => {
      const started = performance.now();
      const { at, badge } = given;
      const policy = policyAt(at.station);
      if (badge !== undefined && !at.mayUseBadge)
        return { refused: 'This device is not enrolled as a station. Sign in with user and password; whoever may enrol stations does it under Terminals.' };
      if (badge !== undefined && policy.quickSignIn === 'none') return { refused: 'Badges are not used here. Sign in with user and password.' };
      const row = await enter(given);
      const signed = row && (await openFor(row, given, policy));
      if (signed) return signed;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, refusalMs - (performance.now() - started))));
      return { refused: refusedAt(policy) };
    },
    whoIs,
    used,
    whoActs: async (token) => {
      const hash = hashOf(token);
      const atMs = now().epochMilliseconds;
      const before = known.get(hash);
      if (before && atMs - before.atMs < knownForMs)
        return {
          ...before.who,
          standing: { text: `select not is_over from (${before.who.session === undefined ? tokens : sessions}) as who`, values: [site, hash, now().toString()] },
        };
      const who = await whoIs(token);
      if (known.size >= mostKnown) known.clear();
      if (who) known.set(hash, { who, atMs });
      else known.delete(hash);
      if (who?.session !== undefined) await used(who.session);
      return who && { ...who, standing: undefined };
    },
    grantsOf: async (person) => (await database.pool.query<Grant>({ name: 'grants', ...grants(site, person) })).rows,
    lentTo: async (person) =>
      (
        await database.pool.query<{ role: string; place: string | null; from: string; until: Temporal.Instant }>(
          `select role, place, from_person as from, ends_at as until from personnel.delegation where site = $1 and to_person = $2 and state = 'running' and starts_at <= $3 and $3 < ends_at order by ends_at`,
          [site, person, now().toString()],
        )
      ).rows,
    signOut: async (token, how) => {
      const { rows } = await database.pool.query<{ id: string }>(`select id from personnel.session where site = $1 and token_hash = $2 and state = 'open'`, [site, hashOf(token)]);
      if (rows[0]) await act('personnel.session.end', { session: rows[0].id, how });
    },
    isPasswordOf: async (person, secret) => {
      const row = await findCredential('person', person);
      const { isRight, locks } = await check('', row, secret, row?.password_hash);
      if (locks) await endAll(person);
      return isRight;
    },
    stationOf: async (token) => {
      const { rows } = await database.pool.query<{ id: string; place: string; name: string }>(
        `select id, place, name from personnel.station where site = $1 and token_hash = $2 and state = 'enrolled'`,
        [site, hashOf(token)],
      );
      return rows[0];
    },
  };
}
