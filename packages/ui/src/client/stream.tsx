import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useRef, useState, type ReactNode } from 'react';
import { forget } from './ask.tsx';
import { openLive, type LiveEvent, type LiveState } from './live.ts';

export interface Stream {
  readonly state: LiveState;
  /** When this screen last knew the plant's present state, ms since 1970. */
  readonly asOf: number;
  readonly listen: (hear: (event: LiveEvent) => void) => () => void;
}

const silent: Stream = { state: 'connecting', asOf: Date.now(), listen: () => () => undefined };
const StreamContext = createContext<Stream>(silent);

// 200 ms: a command makes several events at once, and a person cannot read faster anyway
const gatherMs = 200;

/** Hears of every committed event, asks the answers anew that it makes old, and tells whether the line stands. */
export function StreamProvider({ url = '/api/live', children }: { readonly url?: string; readonly children: ReactNode }) {
  const queries = useQueryClient();
  const hearers = useRef(new Set<(event: LiveEvent) => void>());
  const [state, setState] = useState<LiveState>('connecting');
  const [lostAt, setLostAt] = useState<number>();

  useEffect(() => {
    const nouns = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      void forget(queries, [...nouns]);
      nouns.clear();
    };
    const gather = (noun: string) => {
      nouns.add(noun);
      timer ??= setTimeout(flush, gatherMs);
    };
    const close = openLive({
      open: () => new EventSource(url) as never,
      onState: (next) => {
        setState(next);
        setLostAt((was) => (next === 'live' ? undefined : (was ?? Date.now())));
        // a closed session looks like a lost line from here, so ask which it is
        if (next === 'lost') void queries.invalidateQueries({ queryKey: ['session'] });
      },
      onEvent: (event) => {
        gather(event.noun);
        for (const hear of hearers.current) hear(event);
      },
      onGap: () => gather('*'),
      onCut: (hear) => {
        window.addEventListener('offline', hear);
        return () => window.removeEventListener('offline', hear);
      },
    });
    return () => {
      close();
      clearTimeout(timer);
    };
  }, [queries, url]);

  const listen = (hear: (event: LiveEvent) => void) => {
    hearers.current.add(hear);
    return () => void hearers.current.delete(hear);
  };
  return <StreamContext value={{ state, asOf: lostAt ?? Date.now(), listen }}>{children}</StreamContext>;
}

/** A stream that is simply given, for the gallery and for pictures. */
export function GivenStream({ state, asOf, children }: { readonly state: LiveState; readonly asOf: number; readonly children: ReactNode }) {
  return <StreamContext value={{ state, asOf, listen: silent.listen }}>{children}</StreamContext>;
}

/** Whether live updates arrive, and as of when the screen is true. */
export function useStream(): Stream {
  return use(StreamContext);
}

/** Hear every committed event while the component is shown; for what a new answer alone cannot do, such as a call that must sound. */
export function useLive(hear: (event: LiveEvent) => void): void {
  const { listen } = useStream();
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => listen((event) => latest.current(event)), [listen]);
}
