import { QueryClientProvider } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, Outlet, RouterProvider, useMatches, type AnyRoute, type RouteComponent } from '@tanstack/react-router';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { RunProvider } from '../act/run.tsx';
import { ToastProvider } from '../act/toasts.tsx';
import { createQueries } from '../client/ask.tsx';
import type { Client } from '../client/client.ts';
import { browserClient, ClientContext } from '../client/context.tsx';
import { SessionProvider, useSessionDoor } from '../client/session.tsx';
import { StreamProvider } from '../client/stream.tsx';
import { Button } from '../core/button.tsx';
import { Empty, Failed, Loading } from '../core/states.tsx';
import { LookProvider, useTheme } from '../look/look.tsx';
import { OutboxProvider } from '../outbox/outbox-provider.tsx';
import { maySee, type Screen } from '../screen.ts';
import { useMayNot } from '../plant/may-not.ts';
import { PaletteProvider } from '../shell/command-palette.tsx';
import { Shell } from '../shell/shell.tsx';
import { useText } from '../text/text.ts';
import { Home } from './home.tsx';
import { ScreensContext, useHomeScreen } from './screens-context.tsx';
import { SignIn } from './sign-in.tsx';

/** The whole browser application over a list of screens. */
export function Millrace({ screens, client = browserClient }: { readonly screens: readonly Screen[]; readonly client?: Client }) {
  const [queries] = useState(createQueries);
  const router = useMemo(() => routerOf(screens), [screens]);
  return (
    <LookProvider>
      <ClientContext value={client}>
        <QueryClientProvider client={queries}>
          <ScreensContext value={screens}>
            <ToastProvider>
              <SessionProvider>
                <RouterProvider router={router} />
              </SessionProvider>
            </ToastProvider>
          </ScreensContext>
        </QueryClientProvider>
      </ClientContext>
    </LookProvider>
  );
}

const homeScreen: Screen = { path: '/', title: 'Now', component: Home };

function routerOf(screens: readonly Screen[]) {
  const root: AnyRoute = createRootRoute({ component: Root, notFoundComponent: NotFound });
  const routes = [homeScreen, ...screens].map((screen) =>
    createRoute({
      getParentRoute: () => root,
      path: screen.path,
      component: screen.component as RouteComponent,
      errorComponent: ({ error, reset }) => <Failed error={error} again={reset} />,
      staticData: { screen } as object,
    }),
  );
  return createRouter({
    routeTree: root.addChildren(routes),
    scrollRestoration: true,
    // flat text both ways: what stands in the address bar is what the server is asked
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString();
      return text === '' ? '' : `?${text}`;
    },
  });
}

/** What stands around every screen: session, permission, title, theme, layout; it stays while screens change. */
function Root() {
  const t = useText();
  const { session, state, error, refresh } = useSessionDoor();
  const { screen, place } = useScreenInFront();
  const home = useHomeScreen();
  const shown = screen === homeScreen ? (home ?? screen) : screen;
  const layout = session || screen?.open ? (screen?.layout ?? 'shell') : 'shell';
  // a terminal is one before anybody has signed in, too
  useTheme(screen?.layout === 'terminal' ? 'operator' : 'board');
  useEffect(() => {
    document.title = shown ? `${t(shown.title)} · Millrace` : 'Millrace';
  }, [shown, t]);

  const page = (
    <Suspense fallback={<Loading />}>
      <Outlet />
    </Suspense>
  );
  if (screen?.open) return page;
  if (state === 'asking') return <Loading />;
  if (state === 'unreachable') return <Failed error={error} again={() => void refresh()} />;
  if (!session) return <SignIn place={place} />;
  const allowed = screen && !maySee(screen, session.permissions) ? <NotYours screen={screen} /> : page;
  return (
    <StreamProvider key={session.person.id}>
      <OutboxProvider>
        <RunProvider>
          <PaletteProvider>{layout === 'shell' ? <Shell>{allowed}</Shell> : <main className="full">{allowed}</main>}</PaletteProvider>
        </RunProvider>
      </OutboxProvider>
    </StreamProvider>
  );
}

/** The screen of the address, and the part of the plant it stands at. */
function useScreenInFront(): { readonly screen: Screen | undefined; readonly place: string | undefined } {
  const match = useMatches().at(-1);
  const screen = (match?.staticData as { screen?: Screen } | undefined)?.screen;
  return { screen, place: screen?.standsAt === undefined ? undefined : (match!.params as Record<string, string>)[screen.standsAt] };
}

function NotYours({ screen }: { readonly screen: Screen }) {
  const t = useText();
  const mayNot = useMayNot();
  return (
    <Empty title={t('“{{title}}” is not among your screens', { title: t(screen.title) })} icon="person">
      <p>
        {mayNot(screen.address ?? '')} {t('Your team leader or the administrator of access can give you the role.')}
      </p>
    </Empty>
  );
}

function NotFound() {
  const t = useText();
  return (
    <Empty title={t('There is no such page')} icon="search">
      <p>{t('The link may be old, or mistyped.')}</p>
      <p>
        <Button onClick={() => window.location.assign('/')}>{t('Go to your home')}</Button>
      </p>
    </Empty>
  );
}
