/** What ends a session, in the words in which the record keeps it. */
export type Ending =
  | 'badge withdrawn'
  | 'signed out'
  | 'switched'
  | 'idle'
  | 'too long'
  | 'revoked'
  | 'locked'
  | 'wrong tries'
  | 'station withdrawn'
  | 'password replaced'
  | 'signed out everywhere';

/** Why nobody comes in by a session or a token any more, and what its holder does now. */
export interface Over {
  readonly how: string;
  readonly at: Temporal.Instant;
  readonly why: string;
  readonly next: string;
}

/** A session as its row says; when it idles follows from its last use. */
export interface SessionRow {
  readonly state: string;
  readonly ended_at: Temporal.Instant | null;
  readonly ended_how: string | null;
  readonly ends_at: Temporal.Instant;
  readonly idles_at: Temporal.Instant;
  readonly opened_at: Temporal.Instant;
  readonly idle_after_s: number;
}

const again = 'Sign in again to go on.';
const unlock = 'Ask the administrator of access to unlock it, then sign in again.';
const notYou = 'if that was not you, tell the administrator of access.';

const words: Readonly<Record<Ending, (row: SessionRow) => readonly [why: string, next: string]>> = {
  'signed out': () => ['this session was signed out', again],
  switched: () => ['somebody else signed in at this screen', again],
  idle: ({ idle_after_s }) => [`nobody had touched this screen for ${spoken(idle_after_s)}`, again],
  'too long': ({ opened_at, ends_at }) => [`a session lasts at most ${spoken(opened_at.until(ends_at).total('seconds'))} here`, again],
  revoked: () => ['an administrator of access ended this session', 'Sign in again, or ask them why.'],
  locked: () => ['an administrator of access locked this account', unlock],
  'wrong tries': () => ['too many wrong passwords or PINs were given in this session, and the account is locked for a while', `Sign in again after that; ${notYou}`],
  'station withdrawn': () => ['this device is no station of the plant any more', 'Sign in with user and password; whoever may enrol stations makes it one again under Terminals.'],
  'badge withdrawn': () => ['the badge by which this session was opened was withdrawn', 'Sign in with user and password, or ask for a new badge.'],
  'password replaced': () => ['the password or PIN of this account was changed, which ends the sessions opened before', `Sign in with the new one; ${notYou}`],
  'signed out everywhere': () => ['the person signed out everywhere, from another screen', `Sign in again to go on; ${notYou}`],
};
const isKnown = (how: string): how is Ending => how in words;

/** Why a session is over at a moment; undefined while it goes on. */
export function whyOver(row: SessionRow, now: Temporal.Instant): Over | undefined {
  const [how, at] = endOf(row);
  if (row.state === 'open' && Temporal.Instant.compare(at, now) > 0) return undefined;
  const [why, next] = words[isKnown(how) ? how : 'signed out'](row);
  return { how, at, why, next };
}

function endOf({ state, ended_at, ended_how, ends_at, idles_at }: SessionRow): readonly [how: string, at: Temporal.Instant] {
  if (state !== 'open') return [ended_how ?? 'signed out', ended_at ?? ends_at];
  return Temporal.Instant.compare(idles_at, ends_at) < 0 ? ['idle', idles_at] : ['too long', ends_at];
}

/** A length of time as people say it: `10 min`, `9 h`. */
const spoken = (seconds: number) => (seconds % 3600 === 0 ? `${seconds / 3600} h` : seconds < 60 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`);
