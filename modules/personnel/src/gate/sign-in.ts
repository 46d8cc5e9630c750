import { newId, Refusal } from '@millrace/kernel';
import { isLocked, type Account, type Accounts } from './accounts.ts';
import { badgeReader } from './badge-reader.ts';
import { hashOf, newSecret } from './bearer.ts';
import type { AccessPolicy, Ground } from './ground.ts';

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

// 400 ms: ten times a hash and an act on a plain machine, and nobody waits for it who came in
const plainRefusalMs = 400;

/** One sentence for a wrong name, a wrong secret, an unknown badge and a locked account: a stranger learns nothing, and who is locked reads what to do. */
const refusedAt = ({ lockAfter, lockForS }: AccessPolicy) =>
  `That is not right, or the account is locked. After ${lockAfter} wrong tries in a row nobody comes in by it for ${Math.max(1, Math.round(lockForS / 60))} min; then try again, or ask the administrator of access to unlock it.`;

/** How a person comes in: by name and password anywhere, by badge where the policy of the station lets them. */
export function signInOf(ground: Ground, accounts: Accounts, refusalMs = plainRefusalMs): (given: SignIn) => Promise<SignedIn> {
  const holderOf = badgeReader(ground, accounts);
  const open = opener(ground);

  const enter = async ({ at, user, password, badge, pin }: SignIn): Promise<Account | undefined> => {
    if (badge === undefined) {
      const account = await accounts.of((user ?? '').trim().toLowerCase());
      return (await accounts.try(at.station, account, password, account?.password_hash)).isRight ? account : undefined;
    }
    const account = await holderOf(at, badge);
    if (ground.policyAt(at.station).quickSignIn === 'badge') return account && !isLocked(account, ground.now()) ? account : undefined;
    return (await accounts.try(at.station, account, pin, account?.pin_hash)).isRight ? account : undefined;
  };

  return async (given) => {
    const started = performance.now();
    const { at, badge } = given;
    const policy = ground.policyAt(at.station);
    if (badge !== undefined && !at.mayUseBadge)
      return { refused: 'This device is not enrolled as a station. Sign in with user and password; whoever may enrol stations does it under Terminals.' };
    if (badge !== undefined && policy.quickSignIn === 'none') return { refused: 'Badges are not used here. Sign in with user and password.' };
    const account = await enter(given);
    const signed = account && (await open(account, given, policy));
    if (signed) return signed;
    // a timer drops the fraction of its milliseconds and may ring one early
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.ceil(refusalMs - (performance.now() - started)) + 1)));
    return { refused: refusedAt(policy) };
  };
}

/** Opens the session of who came in; none where the secret, the account or the station was changed since it was looked at. */
function opener({ act }: Ground) {
  return async (account: Account, { at, badge }: SignIn, policy: AccessPolicy) => {
    const [token, session] = [newSecret(), newId()];
    const wish = {
      session,
      person: account.person,
      station: at.station,
      ...(at.enrolled !== undefined && { stationId: at.enrolled }),
      tokenHash: hashOf(token),
      lastsS: policy.endsAfterS,
      idleAfterS: policy.idleAfterS,
      component: badge === undefined ? 'password' : policy.quickSignIn,
      credential: account.id,
      setAt: account.set_at.toString(),
    };
    try {
      await act('personnel.session.open', wish, { station: at.station });
    } catch (error) {
      if (error instanceof Refusal && error.rule.startsWith('personnel.session.open/')) return undefined;
      throw error;
    }
    return { token, person: account.person, session };
  };
}
