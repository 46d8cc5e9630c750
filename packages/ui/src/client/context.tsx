import { createContext, use } from 'react';
import { createClient, type Client } from './client.ts';

/** The browser's own client, for code outside components. */
export const browserClient: Client = createClient({ fetch: (url, init) => fetch(url, init) });

/** Ask a query outside components; inside, `useAsk` keeps the answer fresh. */
export const ask: Client['ask'] = browserClient.ask;
/** Do a command outside components; inside, `useAct` or an `Action` keeps the key, tells the outcome and shows refusals. */
export const act: Client['act'] = browserClient.act;

export const ClientContext = createContext<Client>(browserClient);

/** The client that components talk through; the gallery puts one there that answers from invented data. */
export function useClient(): Client {
  return use(ClientContext);
}
