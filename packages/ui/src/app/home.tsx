import { useSession } from '../client/session.tsx';
import { useAsk } from '../client/ask.tsx';
import { Card } from '../core/card.tsx';
import { Icon } from '../core/icon.tsx';
import { PageHeader } from '../core/page-header.tsx';
import { Empty } from '../core/states.tsx';
import { navigationFor, type Screen } from '../screen.ts';
import { useText } from '../text/text.ts';
import { Link } from './router.tsx';
import { useHomeScreen, useScreens } from './screens-context.tsx';
import './app.css';

/** Home of the person's role: the screen a room declares for it, or what waits in each room. */
export function Home() {
  const t = useText();
  const screens = useScreens();
  const { person, roles, permissions, site } = useSession();
  const own = useHomeScreen();
  if (own) return <own.component />;

  const sections = navigationFor(screens, permissions);
  return (
    <>
      <PageHeader
        title={t('Good to see you, {{name}}', { name: person.name })}
        sub={[site.name, ...roles.map(({ role, place }) => (place === null ? role : `${role}, ${place}`))].join(' · ')}
      />
      <div className="page-body">
        {sections.length === 0 && <Empty title={t('No screen is open to your roles yet')} icon="person" />}
        <div className="home">
          {sections.map((section) => (
            <Card key={section.group} title={t(section.group)}>
              {section.screens.map((screen) => (
                <HomeLine key={screen.path} screen={screen} />
              ))}
            </Card>
          ))}
        </div>
      </div>
    </>
  );
}

function HomeLine({ screen }: { readonly screen: Screen }) {
  const t = useText();
  const count = screen.nav?.count;
  const { data } = useAsk<{ total?: number }>(count?.address ?? 'personnel.session.read', count?.params ?? {}, {
    when: count !== undefined,
  });
  const waiting = count && data ? (count.pick?.(data as never) ?? data.total) : undefined;
  return (
    <Link to={screen.path} className="home-line">
      <Icon name={screen.nav?.icon ?? 'chevron'} />
      <span>{t(screen.nav?.label ?? screen.title)}</span>
      {waiting !== undefined && waiting > 0 && <b className={count?.hot ? 'num bad-ink' : 'num'}>{waiting}</b>}
    </Link>
  );
}
