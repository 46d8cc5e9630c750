import { useQuery } from '@tanstack/react-query';
import type { Schema } from '../form/schema.ts';
import { routeOf } from './address.ts';
import { useClient } from './context.tsx';

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      { readonly post?: { readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: { readonly properties?: { readonly input?: Schema } } }>> } } }
    >
  >;
}

/** JSON Schema of a command's input, from the server's own description; asked once. */
export function useCommandSchema(address: string, when = true): { schema: Schema | undefined; error: unknown } {
  const client = useClient();
  const { data, error } = useQuery({
    queryKey: ['openapi'],
    queryFn: ({ signal }) => client.get<OpenApi>('/api/openapi.json', signal),
    staleTime: Infinity,
    gcTime: Infinity,
    enabled: when,
  });
  return { schema: when ? data?.paths[routeOf(address)]?.post?.requestBody?.content?.['application/json']?.schema?.properties?.input : undefined, error };
}
