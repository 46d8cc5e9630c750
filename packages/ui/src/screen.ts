import type { ComponentType } from 'react';
import type { IconName } from './core/icon-paths.ts';

/** What a room shows in the browser: one route, who may see it, and where it stands in the navigation. */
export interface Screen {
  /** Route with `$name` for parameters. A record's page is `/<room>/<noun>/$id`, so that any record can be linked by its noun and id alone. */
  readonly path: string;
  /** Name of the screen in the trade's words; title of the browser tab and entry in the search. */
  readonly title: string;
  /** The page; give a `lazy(() => import('./page.tsx'))` so that it loads when first opened. */
  readonly component: ComponentType;
  /** Place in the left navigation; without it the screen is reached by links and search only. */
  readonly nav?: NavEntry;
  /** Permission needed, e.g. `qms.deviation.list`; without it every signed-in person may open the screen. */
  readonly address?: string;
  /** `shell` (default) has navigation and top bar, `terminal` is the operator's grey full screen, `board` is read at three metres. */
  readonly layout?: ScreenLayout;
  /** Parameter of the path that names the part of the plant it stands at: whoever signs in there does it as its policy of access says. */
  readonly standsAt?: string;
  /** Roles whose home (`/`) this screen is, by role name. */
  readonly home?: readonly string[];
  /** How the search finds this screen's records. */
  readonly find?: FindRecords;
  /** Shown without a session. Only for sign-in and the gallery: nothing of the plant may stand on such a screen. */
  readonly open?: boolean;
}

export type ScreenLayout = 'shell' | 'terminal' | 'board';

/** The fixed groups of the left navigation, in this order. */
export const navGroups = ['Now', 'Plan', 'Floor', 'Quality', 'Lab', 'Maintain', 'Engineer', 'Business', 'Boards', 'Model', 'Flows'] as const;
export type NavGroup = (typeof navGroups)[number];

export interface NavEntry {
  readonly group: NavGroup;
  readonly label: string;
  /** Ascending inside its group. */
  readonly order: number;
  readonly icon: IconName;
  /** Query whose answer gives the number of things waiting here. */
  readonly count?: NavCount;
}

export interface NavCount {
  readonly address: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  /** Takes the number out of the answer; `total` of a list answer when left out. */
  readonly pick?: (answer: never) => number;
  /** Red badge: something here is abnormal, not merely waiting. */
  readonly hot?: boolean;
  /** What is counted, after the number: "late to dispatch". */
  readonly says: string;
  /** Command the number calls for; who may not do it sees none. */
  readonly to?: string;
}

/** Lets the search (`/`) look through a list query with its `find` parameter. */
export interface FindRecords {
  /** A list query that takes `find` and `limit`. */
  readonly address: string;
  readonly noun: string;
  readonly hit: (row: never) => Hit;
}

/** One line of a search result. */
export interface Hit {
  readonly title: string;
  readonly hint?: string;
  readonly path: string;
}

/** Where any record's page stands: `qms.deviation` and its id give `/qms/deviation/<id>`. */
export function recordPath(noun: string, id: string): string {
  return `/${noun.replaceAll('.', '/')}/${encodeURIComponent(id)}`;
}

/** Whether the person may open the screen; permissions are addresses. */
export function maySee(screen: Screen, permissions: readonly string[]): boolean {
  return screen.address === undefined || permissions.includes(screen.address);
}

export interface NavSection {
  readonly group: NavGroup;
  readonly screens: readonly Screen[];
}

/** The navigation of one person: only the groups in which something is permitted, screens in their declared order. */
export function navigationFor(screens: readonly Screen[], permissions: readonly string[]): NavSection[] {
  return navGroups
    .map((group) => ({
      group,
      screens: screens.filter((screen) => screen.nav?.group === group && maySee(screen, permissions)).toSorted((a, b) => (a.nav?.order ?? 0) - (b.nav?.order ?? 0)),
    }))
    .filter((section) => section.screens.length > 0);
}

/** Where a person begins: the screen a room declares for one of the roles, else the model's `home` (a path, or the first screen of a group of the navigation). */
export function homeFor(screens: readonly Screen[], roles: readonly string[], permissions: readonly string[], home?: string): Screen | undefined {
  for (const role of roles) {
    const declared = screens.find((screen) => screen.home?.includes(role) && maySee(screen, permissions));
    if (declared) return declared;
  }
  if (home === undefined) return undefined;
  const named = screens.find((screen) => screen.path === home && maySee(screen, permissions));
  return named ?? navigationFor(screens, permissions).find((section) => section.group.toLowerCase() === home.toLowerCase())?.screens[0];
}
