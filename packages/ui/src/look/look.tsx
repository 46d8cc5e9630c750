import { MantineProvider, createTheme } from '@mantine/core';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import './styles.ts';
import { deviceOf, devices, deviceVariables, guessDevice, type Device, type DeviceId } from './device.ts';

export type ThemeName = 'board' | 'operator';
export type Scheme = 'light' | 'dark';
export type SchemeChoice = Scheme | 'system';

export interface Look {
  readonly scheme: Scheme;
  readonly schemeChoice: SchemeChoice;
  readonly setScheme: (choice: SchemeChoice) => void;
  readonly device: Device;
  readonly setDevice: (id: DeviceId) => void;
  readonly setTheme: (theme: ThemeName) => void;
}

const LookContext = createContext<Look | undefined>(undefined);

const library = createTheme({
  fontFamily: 'var(--font)',
  defaultRadius: 6,
  cursorType: 'pointer',
  components: {
    Modal: { defaultProps: { transitionProps: { duration: 0 } } },
  },
});

/** Tokens, scheme and device profile for everything inside; remembered on this device, not with the person, for a terminal is shared. */
export function LookProvider({ children }: { readonly children: ReactNode }) {
  const [schemeChoice, setScheme] = useRemembered<SchemeChoice>('millrace.scheme', 'system');
  const [deviceId, setDevice] = useRemembered<DeviceId>('millrace.device', guessed());
  const [theme, setTheme] = useState<ThemeName>('board');
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  const scheme: Scheme = schemeChoice === 'system' ? (systemIsDark ? 'dark' : 'light') : schemeChoice;
  const device = deviceOf(deviceId) ?? devices[0]!;

  useEffect(() => {
    const root = document.documentElement;
    root.dataset['scheme'] = scheme;
    for (const [name, value] of Object.entries(deviceVariables(device, theme))) root.style.setProperty(name, value);
    root.dataset['hand'] = device.hand;
    root.dataset['theme'] = theme;
  }, [scheme, device, theme]);

  const look = useMemo(() => ({ scheme, schemeChoice, setScheme, device, setDevice, setTheme }), [scheme, schemeChoice, setScheme, device, setDevice]);
  return (
    <LookContext value={look}>
      <MantineProvider theme={library} forceColorScheme={scheme} withCssVariables={false}>
        {children}
      </MantineProvider>
    </LookContext>
  );
}

/** Scheme and device of this screen. */
export function useLook(): Look {
  const look = use(LookContext);
  if (!look) throw new Error('useLook stands outside <LookProvider>; put the app inside it');
  return look;
}

/** Gives the whole page a theme for as long as the component is shown; dialogs follow it. */
export function useTheme(theme: ThemeName): void {
  const { setTheme } = useLook();
  useEffect(() => {
    setTheme(theme);
    return () => setTheme('board');
  }, [theme, setTheme]);
}

function guessed(): DeviceId {
  return guessDevice({ widthPx: window.innerWidth, coarse: window.matchMedia('(pointer: coarse)').matches });
}

function useRemembered<T extends string>(key: string, start: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (localStorage.getItem(key) as T | null) ?? start);
  return [
    value,
    (next) => {
      localStorage.setItem(key, next);
      setValue(next);
    },
  ];
}

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  const list = useMemo(() => window.matchMedia(query), [query]);
  const [matches, setMatches] = useState(list.matches);
  useEffect(() => {
    const listen = () => setMatches(list.matches);
    listen();
    list.addEventListener('change', listen);
    return () => list.removeEventListener('change', listen);
  }, [list]);
  return matches;
}
