import { useAsk } from '../client/ask.tsx';
import { useMay, useSession } from '../client/session.tsx';
import { Icon } from '../core/icon.tsx';
import { Link, usePath } from '../app/router.tsx';
import { useHomeScreen, useScreens } from '../app/screens-context.tsx';
import { useText } from '../text/text.ts';
import { navigationFor, type NavCount, type NavSection, type Screen } from '../screen.ts';

/** The left navigation of one person: groups of the plant's work, with the number of things waiting. */
export function Navigation({ onGone }: { readonly onGone: () => void }) {
  const t = useText();
  const { permissions, site } = useSession();
  const path = usePath();
  const sections = navigationFor(useScreens(), permissions);
  const home = useHomeScreen();
  const here = screenOf(sections, path === '/' ? (home?.path ?? path) : path);
  return (
    <nav className="nav" aria-label={t('Main')}>
      <Link to="/" className="nav-brand" onClick={onGone}>
        <span aria-hidden="true">≋</span> Millrace
      </Link>
      <ul>
        {sections.map((section) => {
          const isHere = here !== undefined && section.screens.includes(here);
          const first = section.screens[0]!;
          return (
            <li key={section.group} className={isHere ? 'here' : undefined}>
              <Link to={first.path} className="nav-group" current={here === first} onClick={onGone}>
                <Icon name={first.nav?.icon ?? 'now'} size={18} />
                <span>{t(section.group)}</span>
                <Badges screens={section.screens} />
              </Link>
              {isHere && section.screens.length > 1 && (
                <ul>
                  {section.screens.map((screen) => (
                    <li key={screen.path}>
                      <Link to={screen.path} className="nav-screen" current={here === screen} onClick={onGone}>
                        <span>{t(screen.nav?.label ?? screen.title)}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
      <div className="nav-site">
        <span className="tiny">{t('Site')}</span>
        <span>{site.name}</span>
      </div>
    </nav>
  );
}

/** The screen of the navigation that the path belongs to: the longest path that begins it. */
export function screenOf(sections: readonly NavSection[], path: string): Screen | undefined {
  return sections
    .flatMap((section) => section.screens)
    .filter((screen) => path === screen.path || path.startsWith(`${screen.path}/`))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
}

/** Numbers beside a section, of those lists that the person may ask. */
function Badges({ screens }: { readonly screens: readonly Screen[] }) {
  const may = useMay();
  const isTheirs = ({ address, to }: NavCount) => may(address) && (to === undefined || may(to));
  return screens.flatMap(({ path, nav }) => (nav?.count && isTheirs(nav.count) ? [<Badge key={path} count={nav.count} />] : []));
}

function Badge({ count }: { readonly count: NavCount }) {
  const t = useText();
  const { data } = useAsk<{ total?: number }>(count.address, count.params ?? {});
  const number = data === undefined ? 0 : (count.pick?.(data as never) ?? data.total ?? 0);
  if (number === 0) return null;
  return (
    <em data-hot={count.hot || undefined} title={`${number > 99 ? '99+' : number} ${t(count.says)}`}>
      <span className="num">{number > 99 ? '99+' : number}</span>
      <span className="sr">{t(count.says)}</span>
    </em>
  );
}
