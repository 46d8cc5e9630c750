import { createContext, use } from 'react';
import type { Screen } from '../screen.ts';

export const ScreensContext = createContext<readonly Screen[]>([]);

/** Every screen of the house. */
export function useScreens(): readonly Screen[] {
  return use(ScreensContext);
}
