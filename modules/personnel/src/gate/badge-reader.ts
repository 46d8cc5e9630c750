import type { Account, Accounts } from './accounts.ts';
import { isAhead, type Ground } from './ground.ts';
import type { At } from './sign-in.ts';

/** Whose badge is held to the reader of a station. Unknown ones count there, and after too many it lets none in for a while. */
export function badgeReader({ database, site, now, act, policyAt }: Ground, accounts: Accounts) {
  const readerOf = async (enrolled: string) => {
    const { rows } = await database.pool.query<{ locked_until: Temporal.Instant | null; wrong_tries: number }>(
      'select locked_until, wrong_tries from personnel.station where site = $1 and id = $2',
      [site, enrolled],
    );
    return rows[0];
  };
  return async ({ station, enrolled }: At, number: string): Promise<Account | undefined> => {
    const account = await accounts.byBadge(number);
    if (enrolled === undefined) return account;
    const reader = await readerOf(enrolled);
    if (isAhead(reader?.locked_until ?? null, now())) return undefined;
    const { lockAfter, lockForS } = policyAt(station);
    const isClean = reader?.wrong_tries === 0 && reader.locked_until === null;
    if (!account || !isClean) await act('personnel.station.try', { station: enrolled, isKnown: account !== undefined, lockAfter, lockForS });
    return account;
  };
}
