import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, type ReactNode } from 'react';
import { useClient } from './context.tsx';
import { isSignedOut } from './refusal.ts';
import { readSession, type Session, type SessionAnswer } from './session.ts';

/** What a person comes in with: user and password, or a badge (and a PIN where the plant asks for both). */
export interface Credentials {
  readonly user?: string;
  readonly password?: string;
  readonly badge?: string;
  readonly pin?: string;
  /** Name of this terminal; its policy decides which of them are enough. */
  readonly station?: string;
}

export interface SessionDoor {
  readonly session: Session | undefined;
  readonly state: 'asking' | 'open' | 'none' | 'unreachable';
  readonly error: unknown;
  /** Opens a session; one that was open here is closed by it, so this also changes the person. */
  readonly open: (credentials: Credentials) => Promise<void>;
  readonly close: () => Promise<void>;
  readonly refresh: () => Promise<void>;
}

const SessionContext = createContext<SessionDoor | undefined>(undefined);

/** Asks who is signed in and closes the session after its idle time. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const queries = useQueryClient();
  const { data, error, isPending } = useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }) => {
      try {
        return readSession(await client.get<SessionAnswer>('/api/session', signal));
      } catch (cause) {
        if (isSignedOut(cause)) return null;
        throw cause;
      }
    },
    staleTime: Infinity,
    meta: { nouns: ['personnel.session'] },
  });

  async function refresh() {
    await queries.invalidateQueries({ queryKey: ['session'] });
  }
  async function open(credentials: Credentials) {
    await client.act('personnel.session.open', credentials);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    await refresh();
  }
  async function close() {
    await client.act('personnel.session.close', {});
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    queries.setQueryData(['session'], null);
  }

  /** Tells the server that somebody is here; when it does not hear, the next touch tells it. */
  const use = () => void client.post('/api/session/use').catch(() => undefined);

  useIdle(data?.idleTimeoutS ?? 0, () => void close(), use);
  const state = data ? 'open' : isPending ? 'asking' : error ? 'unreachable' : 'none';
  return <SessionContext value={{ session: data ?? undefined, state, error, open, close, refresh }}>{children}</SessionContext>;
}

/** A session that is simply given, for the gallery and for pictures. */
export function GivenSession({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  const nothing = () => Promise.resolve();
  return <SessionContext value={{ session, state: 'open', error: undefined, open: nothing, close: nothing, refresh: nothing }}>{children}</SessionContext>;
}

/** The door of the session: open, close, and how it stands. */
export function useSessionDoor(): SessionDoor {
  const door = use(SessionContext);
  if (!door) throw new Error('useSessionDoor stands outside <SessionProvider>');
  return door;
}

/** The open session; every screen except sign-in has one. */
export function useSession(): Session {
  const { session } = useSessionDoor();
  if (!session) throw new Error('This screen needs a session; only a screen with `open: true` is shown without one');
  return session;
}

/** Whether the signed-in person may use an address; the server decides again at the act. */
export function useMay(): (address: string) => boolean {
  const permissions = use(SessionContext)?.session?.permissions ?? [];
  return (address) => permissions.includes(address);
}

/** Time zone of the site, in which every time on a screen is shown. */
export function useZone(): string {
  return use(SessionContext)?.session?.site.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

// 30 s: the server learns of use often enough for a time-out of minutes
const tellAfterMs = 30_000;

function useIdle(seconds: number, close: () => void, tell: () => void): void {
  useEffect(() => {
    if (seconds <= 0) return;
    let last = Date.now();
    let told = Date.now();
    const touch = () => {
      last = Date.now();
      if (last - told < tellAfterMs) return;
      told = last;
      tell();
    };
    const kinds = ['pointerdown', 'keydown', 'scroll'] as const;
    for (const kind of kinds) window.addEventListener(kind, touch, { capture: true, passive: true });
    const timer = setInterval(() => {
      if (Date.now() - last > seconds * 1000) close();
    }, 5000);
    return () => {
      clearInterval(timer);
      for (const kind of kinds) window.removeEventListener(kind, touch, { capture: true });
    };
    // the timer belongs to the limit; `close` and `tell` are the same acts whichever render made them
  }, [seconds]);
}
