import { findableHash, isSecret } from '../credential/secret.ts';
import { isAhead, isMachine, type Ground } from './ground.ts';

export interface Account {
  readonly id: string;
  readonly person: string;
  readonly state: string;
  readonly password_hash: string | null;
  readonly pin_hash: string | null;
  readonly locked_until: Temporal.Instant | null;
  readonly set_at: Temporal.Instant;
}

/** What came of a try; `locks` says that this one locked the account. */
export interface Tried {
  readonly isRight: boolean;
  readonly locks: boolean;
  readonly lockedUntil?: Temporal.Instant;
}

/** The accounts of a site: found by person or by badge, tried by a secret. */
export interface Accounts {
  readonly of: (person: string) => Promise<Account | undefined>;
  readonly byBadge: (number: string) => Promise<Account | undefined>;
  /** Whether a secret opens an account; each try is kept. */
  readonly try: (station: string, account: Account | undefined, secret: string | undefined, hash: string | null | undefined) => Promise<Tried>;
  /** Signs a person out everywhere, after a try that locked their account. */
  readonly endAll: (person: string) => Promise<void>;
}

// a hash of nothing anyone knows, so that an unknown user takes as long as a known one
const decoy = '$argon2id$v=19$m=19456,t=2,p=1$YWJjZGVmZ2hpamtsbW5vcA$q0cKVqXvVtJm0o9q4l1bQq4Fz2v2l3oQ1k2j3h4g5f0';

/** Locked for a while by wrong tries, or by hand until it is unlocked. */
export const isLocked = (account: Account, at: Temporal.Instant) => account.state === 'locked' && (account.locked_until === null || isAhead(account.locked_until, at));

// a number in clear stands only beside the demo's own credentials, where it is printed for everybody
const holdsBadge = `c.badge = $2 or exists (select from personnel.badge b where b.site = c.site and b.person = c.person and b.state = 'given' and b.number_hash = $4)`;

export function accountsOf({ database, site, isDemo, now, act, policyAt }: Ground): Accounts {
  const find = async (by: 'person' | 'badge', where: string, values: readonly string[]) => {
    const { rows } = await database.pool.query<Account>({
      name: `credential by ${by}`,
      text: `select c.id, c.person, c.state, c.password_hash, c.pin_hash, c.locked_until, c.set_at from personnel.credential c
        where c.site = $1 and ($3 or c.is_demo is not true) and not ${isMachine('c')} and (${where})`,
      values: [site, values[0], isDemo, ...values.slice(1)],
    });
    return rows[0];
  };
  return {
    of: (person) => find('person', 'c.person = $2', [person]),
    byBadge: async (number) => find('badge', holdsBadge, [number, await findableHash(number.trim(), site)]),
    try: async (station, account, secret, hash) => {
      const isRight = (await isSecret(secret ?? '', hash ?? decoy)) && Boolean(hash);
      if (!account) return { isRight: false, locks: false };
      if (isLocked(account, now())) return { isRight: false, locks: false, ...(account.locked_until && { lockedUntil: account.locked_until }) };
      const { lockAfter, lockForS } = policyAt(station);
      const kept = await act('personnel.credential.try', { credential: account.id, isRight, lockAfter, lockForS });
      const isNowLocked = kept.records[0]?.state === 'locked';
      // a right guess among many sent at once does not count when a wrong one locked the account meanwhile
      return { isRight: isRight && !isNowLocked, locks: isNowLocked, ...(isNowLocked && { lockedUntil: now().add({ seconds: lockForS }) }) };
    },
    endAll: async (person) => {
      const { rows } = await database.pool.query<{ id: string }>(`select id from personnel.session where site = $1 and person = $2 and state = 'open'`, [site, person]);
      for (const { id } of rows) await act('personnel.session.end', { session: id, how: 'wrong tries' });
    },
  };
}
