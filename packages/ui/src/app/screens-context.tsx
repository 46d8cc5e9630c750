import { createContext, use } from 'react';
import { useSessionDoor } from '../client/session.tsx';
import { homeFor, type Screen } from '../screen.ts';

export const ScreensContext = createContext<readonly Screen[]>([]);

/** Every screen of the house. */
export function useScreens(): readonly Screen[] {
  return use(ScreensContext);
}

/** The screen that stands at `/` for the signed-in person; undefined where no room declares one for their roles. */
export function useHomeScreen(): Screen | undefined {
  const screens = useScreens();
  const { session } = useSessionDoor();
  if (!session) return undefined;
  const roles = session.roles.map(({ role }) => role);
  return homeFor(screens, roles, session.permissions, session.home);
}
