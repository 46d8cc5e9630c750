import { keepPreviousData, QueryClient, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { nounOf, type Params } from './address.ts';
import { useClient } from './context.tsx';
import { Refusal } from './refusal.ts';

export interface AskOptions {
  /** Nouns whose events make the answer old, besides the query's own noun; `*` for all. */
  readonly nouns?: readonly string[];
  /** False while a parameter is not known yet. */
  readonly when?: boolean;
  /** Ask again after so many ms, for answers that age without an event, such as a running time. */
  readonly everyMs?: number;
  /** Show the old answer while a new one with other parameters is on its way. */
  readonly keepOld?: boolean;
}

/** Ask a query and keep the answer fresh: events about its nouns ask it again. */
export function useAsk<T>(address: string, params: Params = {}, { nouns = [], when = true, everyMs, keepOld }: AskOptions = {}): UseQueryResult<T> {
  const client = useClient();
  return useQuery<T>({
    queryKey: ['ask', address, params],
    queryFn: ({ signal }) => client.ask<T>(address, params, signal),
    enabled: when,
    meta: { nouns: [nounOf(address), ...nouns] },
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
    ...(keepOld ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Makes every answer old that speaks of one of these nouns; `*` makes all old. Ends when those on the screen were asked again. */
export function useForget(): (nouns: readonly string[]) => Promise<void> {
  const queries = useQueryClient();
  return (nouns) => forget(queries, nouns);
}

export function forget(queries: QueryClient, nouns: readonly string[]): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ meta }) => {
      const about = (meta?.['nouns'] ?? []) as readonly string[];
      return nouns.includes('*') || about.includes('*') || about.some((noun) => nouns.includes(noun));
    },
  });
}

/** Answers stay fresh until an event makes them old; the time limit only covers a stream that is down. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        retry: (count, error) => !(error instanceof Refusal) && count < 2,
      },
    },
  });
}
