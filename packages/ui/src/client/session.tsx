import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, type ReactNode } from 'react';
import { useClient } from './context.tsx';
import { isSignedOut, Refusal } from './refusal.ts';
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
  /** Why the session that was open here is over, and what to do; said at the sign-in. */
  readonly over: Refusal | undefined;
  /** Whose session ended here, so that they need not say again who they are. */
  readonly was: Session['person'] | undefined;
  /** Opens a session; one that was open here is closed by it, so this also changes the person. */
  readonly open: (credentials: Credentials) => Promise<void>;
  readonly close: () => Promise<void>;
  readonly refresh: () => Promise<void>;
}

const SessionContext = createContext<SessionDoor | undefined>(undefined);

/** What the server answers to who is signed in: a session, or nobody, and why not any more. */
interface Standing {
  readonly session?: Session;
  readonly over?: Refusal;
  /** Whose session it was. */
  readonly was?: Session['person'];
}

const nobody: Standing = {};
const elsewhere = new Refusal({ status: 401, rule: 'personnel.session.show/not-signed-in', detail: 'You signed out in another window of this browser. Sign in again to go on.' });

/** Asks who is signed in, and asks again when nobody has touched the screen for the idle time. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const queries = useQueryClient();
  const { data, error, isPending } = useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }): Promise<Standing> => {
      try {
        return { session: readSession(await client.get<SessionAnswer>('/api/session', signal)) };
      } catch (cause) {
        if (!(cause instanceof Refusal) || !isSignedOut(cause)) throw cause;
        const before = queries.getQueryData<Standing>(['session']);
        const was = before?.session?.person ?? before?.was;
        if (cause.rule.endsWith('/session-over')) return { over: cause, ...(was && { was }) };
        // a session was on this screen and is unknown to the server: whoever was here let it go themselves
        return queries.getQueryData<Standing>(['session'])?.session ? { over: elsewhere } : nobody;
      }
    },
    staleTime: Infinity,
    meta: { nouns: ['personnel.session'] },
  });

  const { session, over, was } = data ?? nobody;
  const zone = session?.site.zone;
  useEffect(() => {
    if (zone !== undefined) localStorage.setItem(lastZone, zone);
  }, [zone]);

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
    queries.setQueryData(['session'], nobody);
  }
  /** Nobody has touched this screen for the idle time: the server ends the session, unless another window is in use, and then says why it is over. */
  async function timeOut() {
    await client.act('personnel.session.close', { how: 'idle' });
    await refresh();
  }

  /** Tells the server that somebody is here; when it does not hear, the next touch tells it. */
  const use = () => void client.post('/api/session/use').catch(() => undefined);

  useIdle(session?.idleTimeoutS ?? 0, () => void timeOut().catch(() => undefined), use);
  const state = session ? 'open' : isPending ? 'asking' : error ? 'unreachable' : 'none';
  return <SessionContext value={{ session, state, error, over, was, open, close, refresh }}>{children}</SessionContext>;
}

/** A session that is simply given, for the gallery and for pictures. */
export function GivenSession({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  const nothing = () => Promise.resolve();
  return (
    <SessionContext value={{ session, state: 'open', error: undefined, over: undefined, was: undefined, open: nothing, close: nothing, refresh: nothing }}>
      {children}
    </SessionContext>
  );
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

const lastZone = 'millrace.zone';

/** Time zone of the site, in which every time on a screen is shown; on the sign-in that of the last session here, else the device's. */
export function useZone(): string {
  return use(SessionContext)?.session?.site.zone ?? localStorage.getItem(lastZone) ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

// 30 s: the server learns of use often enough for a time-out of minutes
const tellAfterMs = 30_000;

// 30 s: where another window of the person is in use, this one asks again after it
const askAgainMs = 30_000;

function useIdle(seconds: number, timeOut: () => void, tell: () => void): void {
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
      if (Date.now() - last <= seconds * 1000) return;
      last += askAgainMs;
      timeOut();
    }, 5000);
    return () => {
      clearInterval(timer);
      for (const kind of kinds) window.removeEventListener(kind, touch, { capture: true });
    };
    // the timer belongs to the limit; `timeOut` and `tell` are the same acts whichever render made them
  }, [seconds]);
}
