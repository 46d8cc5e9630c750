import { QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { RunProvider } from '../act/run.tsx';
import { createQueries } from '../client/ask.tsx';
import type { Client } from '../client/client.ts';
import { ClientContext } from '../client/context.tsx';
import type { LiveState } from '../client/live.ts';
import { GivenSession } from '../client/session.tsx';
import type { Session } from '../client/session.ts';
import { GivenStream } from '../client/stream.tsx';
import { memoryStorage } from '../outbox/memory.ts';
import { OutboxProvider } from '../outbox/outbox-provider.tsx';
import type { Kept } from '../outbox/outbox.ts';
import type { Screen } from '../screen.ts';
import { PaletteProvider } from '../shell/command-palette.tsx';
import { ScreensContext } from './screens-context.tsx';

export interface GivenProps {
  readonly session: Session;
  readonly client: Client;
  readonly screens?: readonly Screen[];
  readonly live?: LiveState;
  readonly asOf?: number;
  readonly kept?: readonly Kept[];
  readonly children: ReactNode;
}

/** Everything a screen finds around it, given instead of asked for: for the gallery, pictures and stories. */
export function Given({ session, client, screens = [], live = 'live', asOf = Date.now(), kept = [], children }: GivenProps) {
  const [queries] = useState(createQueries);
  const [storage] = useState(() => memoryStorage(kept));
  return (
    <ClientContext value={client}>
      <QueryClientProvider client={queries}>
        <ScreensContext value={screens}>
          <GivenSession session={session}>
            <GivenStream state={live} asOf={asOf}>
              <OutboxProvider storage={storage}>
                <RunProvider>
                  <PaletteProvider>{children}</PaletteProvider>
                </RunProvider>
              </OutboxProvider>
            </GivenStream>
          </GivenSession>
        </ScreensContext>
      </QueryClientProvider>
    </ClientContext>
  );
}
