import { useQuery } from '@tanstack/react-query';
import { useClient } from '../client/context.tsx';
import type { PersonOffered } from '../terminal/person-switch.tsx';

export interface DemoAccount {
  readonly user: string;
  readonly role: string;
  readonly name: string;
  readonly password: string;
  readonly badge?: string;
  readonly pin?: string;
}

const nobody: readonly DemoAccount[] = [];

/** Accounts of a demonstration, at a part of the plant those whose role holds there; a real plant answers with none, or does not know the question. */
export function useDemoAccounts(place?: string): readonly DemoAccount[] {
  const client = useClient();
  const { data } = useQuery({
    queryKey: ['session', 'demo', place],
    queryFn: ({ signal }) =>
      client.get<readonly DemoAccount[] | { accounts?: readonly DemoAccount[] }>(
        place === undefined ? '/api/session/demo' : `/api/session/demo?place=${encodeURIComponent(place)}`,
        signal,
      ),
    retry: false,
    staleTime: Infinity,
  });
  return Array.isArray(data) ? (data as readonly DemoAccount[]) : ((data as { accounts?: readonly DemoAccount[] } | undefined)?.accounts ?? nobody);
}

/** Those of them who have a badge, as a terminal offers them. In the demo, which has no reader, a press on the name stands for the badge. */
export const badgeHolders = (accounts: readonly DemoAccount[]): readonly PersonOffered[] =>
  accounts
    .filter(({ badge }) => badge !== undefined)
    .map(({ user, name }) => ({
      user,
      name,
      initials: name
        .split(' ')
        .map((word) => word[0])
        .join(''),
    }));
