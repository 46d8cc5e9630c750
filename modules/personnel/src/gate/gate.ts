import type { Authority, Grant } from '@millrace/store';
import { accountsOf, type Accounts } from './accounts.ts';
import { hashOf } from './bearer.ts';
import { groundOf, type GateParts, type Ground } from './ground.ts';
import { spentOf, type Spent } from './over.ts';
import { reporterOf } from './reporter.ts';
import { rightsOf, type Lent } from './rights.ts';
import { signInOf, type SignedIn, type SignIn } from './sign-in.ts';
import { standingOf, type Acting, type Known } from './standing.ts';

/** The plant's gate: who stands behind a token, what they may do now, whether a secret is theirs. */
export interface Gate {
  readonly authority: Authority;
  readonly signIn: (try_: SignIn) => Promise<SignedIn>;
  readonly whoIs: (token: string) => Promise<Known | undefined>;
  /** Who stands behind a token that acts; notes that the session is used. May answer from memory, and the act may have to wait: `standing` is to be asked in the act's own transaction. */
  readonly whoActs: (token: string) => Promise<Acting | undefined>;
  /** Why a token that was good once opens nothing now; undefined of one that is good, or was never issued. */
  readonly whySpent: (token: string) => Promise<Spent | undefined>;
  /** Ends a session whose time is over, so that the record says so; false where it goes on, because another window of the person is in use. */
  readonly timeOut: (token: string) => Promise<boolean>;
  /** The session of a person that one of these tokens opened and that lasted at this moment. */
  readonly reporter: (tokens: readonly string[], person: string, at: Temporal.Instant) => Promise<Known | undefined>;
  /** A person did something: their session does not idle. */
  readonly used: (session: string) => Promise<void>;
  readonly grantsOf: (person: string) => Promise<readonly Grant[]>;
  /** Roles that are lent to a person now. */
  readonly lentTo: (person: string) => Promise<readonly Lent[]>;
  readonly signOut: (token: string, how: 'signed out' | 'switched') => Promise<void>;
  /** Whether this is the password of a person, not their PIN; a wrong one counts towards the lock. */
  readonly isPasswordOf: (person: string, secret: string) => Promise<boolean>;
  /** The enrolled station whose device holds this token. */
  readonly stationOf: (token: string) => Promise<Station | undefined>;
}

interface Station {
  readonly id: string;
  readonly place: string;
  readonly name: string;
}

/** Builds the gate of a site. */
export function gatekeeper(parts: GateParts): Gate {
  const ground = groundOf(parts);
  const accounts = accountsOf(ground);
  const { grants, stamp, grantsOf, lentTo } = rightsOf(ground);
  return {
    authority: { stamp, grants, checkSecret: signerCheck(accounts, parts.nameOf) },
    signIn: signInOf(ground, accounts, parts.refusalMs),
    ...standingOf(ground),
    ...spentOf(ground),
    reporter: reporterOf(ground),
    grantsOf,
    lentTo,
    signOut: signOutOf(ground),
    isPasswordOf: passwordCheck(accounts),
    stationOf: stationFinder(ground),
  };
}

/** Checks what a person signs with. Whoever guesses at it sits in the session of the person: it ends, everywhere. */
const signerCheck =
  (accounts: Accounts, nameOf: GateParts['nameOf']): Authority['checkSecret'] =>
  async (_site, person, secret) => {
    const account = await accounts.of(person);
    const isPin = /^\d{4,8}$/.test(secret) && Boolean(account?.pin_hash);
    const { isRight, locks, lockedUntil } = await accounts.try('', account, secret, isPin ? account?.pin_hash : account?.password_hash);
    if (locks) await accounts.endAll(person);
    return { isRight, component: isPin ? 'PIN' : 'password', printedName: nameOf(person), lockedUntil };
  };

const passwordCheck = (accounts: Accounts) => async (person: string, secret: string) => {
  const account = await accounts.of(person);
  const { isRight, locks } = await accounts.try('', account, secret, account?.password_hash);
  if (locks) await accounts.endAll(person);
  return isRight;
};

const signOutOf =
  ({ database, site, act }: Ground): Gate['signOut'] =>
  async (token, how) => {
    const { rows } = await database.pool.query<{ id: string }>(`select id from personnel.session where site = $1 and token_hash = $2 and state = 'open'`, [site, hashOf(token)]);
    if (rows[0]) await act('personnel.session.end', { session: rows[0].id, how });
  };

const stationFinder =
  ({ database, site }: Ground): Gate['stationOf'] =>
  async (token) => {
    const { rows } = await database.pool.query<Station>(`select id, place, name from personnel.station where site = $1 and token_hash = $2 and state = 'enrolled'`, [
      site,
      hashOf(token),
    ]);
    return rows[0];
  };
