import type { ReactNode } from 'react';
import { Card, Given, Icon, Link, PageHeader, PersonSwitch, Refusal, Shell, SignIn, type Screen, type Session } from '@millrace/ui';
import { BoardStory } from './board-story.tsx';
import { ChartsStory } from './charts-story.tsx';
import { inventedClient, lostClient, inventedScreens, keptReports, now, operator, quality } from './invented.ts';
import { ListStory, PartsStory } from './parts-story.tsx';
import { RecordStory } from './record-story.tsx';
import { TerminalStory } from './terminal-story.tsx';
import './gallery.css';

function Frame({ session = quality, bare, lost, children }: { readonly session?: Session; readonly bare?: boolean; readonly lost?: boolean; readonly children: ReactNode }) {
  return (
    <Given session={session} client={lost ? lostClient : inventedClient} screens={inventedScreens} live={lost ? 'lost' : 'live'} asOf={now} kept={lost ? keptReports : []}>
      {bare ? <main>{children}</main> : <Shell>{children}</Shell>}
    </Given>
  );
}

function SwitchStory() {
  const refuse = () =>
    Promise.reject(
      new Refusal({
        status: 403,
        rule: 'personnel.session.open/wrong-pin',
        detail: 'This PIN is not right. 3 tries are left, then only the badge opens.',
      }),
    );
  const people = ['operator-1', 'operator-2', 'operator-3', 'operator-5', 'setter-1', 'team-leader-1'].map((user) => ({
    user,
    name: user,
    initials: `${user[0]!.toUpperCase()}${user.at(-1)}`,
  }));
  return (
    <div style={{ padding: 24 }}>
      <h1 style={{ fontSize: 28, marginBottom: 16 }}>Who is at Blister 2?</h1>
      <PersonSwitch people={people} onBadge={refuse} onPin={refuse} />
    </div>
  );
}

const stories: readonly (readonly [path: string, title: string, component: () => ReactNode, layout: NonNullable<Screen['layout']>])[] = [
  [
    '/gallery/record',
    'Record',
    () => (
      <Frame>
        <RecordStory />
      </Frame>
    ),
    'shell',
  ],
  [
    '/gallery/board',
    'Board',
    () => (
      <Frame bare>
        <BoardStory />
      </Frame>
    ),
    'board',
  ],
  [
    '/gallery/terminal',
    'Terminal',
    () => (
      <Frame bare session={operator}>
        <TerminalStory />
      </Frame>
    ),
    'terminal',
  ],
  [
    '/gallery/offline',
    'Terminal, not connected',
    () => (
      <Frame bare lost session={operator}>
        <TerminalStory />
      </Frame>
    ),
    'terminal',
  ],
  [
    '/gallery/switch',
    'Change of person',
    () => (
      <Frame bare session={operator}>
        <SwitchStory />
      </Frame>
    ),
    'terminal',
  ],
  [
    '/gallery/list',
    'List',
    () => (
      <Frame>
        <ListStory />
      </Frame>
    ),
    'shell',
  ],
  [
    '/gallery/charts',
    'Charts',
    () => (
      <Frame>
        <ChartsStory />
      </Frame>
    ),
    'shell',
  ],
  [
    '/gallery/parts',
    'Parts',
    () => (
      <Frame>
        <PartsStory />
      </Frame>
    ),
    'shell',
  ],
  [
    '/gallery/lost',
    'Parts, not connected',
    () => (
      <Frame lost>
        <PartsStory />
      </Frame>
    ),
    'shell',
  ],
  [
    '/gallery/sign-in',
    'Sign in',
    () => (
      <Given session={quality} client={inventedClient}>
        <SignIn />
      </Given>
    ),
    'shell',
  ],
];

function Index() {
  return (
    <Frame>
      <PageHeader title="Gallery" sub="Every component, with invented content." />
      <div className="page-body">
        <Card>
          {stories.map(([path, title]) => (
            <Link key={path} to={path} className="home-line">
              <Icon name="chevron" />
              {title}
            </Link>
          ))}
        </Card>
      </div>
    </Frame>
  );
}

/** The gallery's own screens; only in the development and gallery build. */
export const galleryScreens: readonly Screen[] = [
  { path: '/gallery', title: 'Gallery', component: Index, open: true },
  ...stories.map(([path, title, component, layout]): Screen => ({ path, title, component, layout, open: true })),
];
