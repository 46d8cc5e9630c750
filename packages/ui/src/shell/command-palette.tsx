import { Modal } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { createContext, use, useEffect, useId, useMemo, useState, type ReactNode } from 'react';
import type { Action } from '../act/action.ts';
import { useWhyNot } from '../act/action-panel.tsx';
import { useOffered, useRun } from '../act/run.tsx';
import { useGo } from '../app/router.tsx';
import { useScreens } from '../app/screens-context.tsx';
import { useClient } from '../client/context.tsx';
import { useSession } from '../client/session.tsx';
import { Icon } from '../core/icon.tsx';
import type { IconName } from '../core/icon-paths.ts';
import { moveCursor, type Page } from '../list/list-state.ts';
import { maySee, type Hit } from '../screen.ts';
import { useText } from '../text/text.ts';
import { bestMatches } from './palette-match.ts';
import './shell.css';

const PaletteContext = createContext<{ readonly open: () => void }>({ open: () => undefined });

/** Opens the search. */
export function usePalette(): { readonly open: () => void } {
  return use(PaletteContext);
}

/** `/` or Ctrl-K opens the search over records, commands of the page in front, and screens. */
export function PaletteProvider({ children }: { readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isSearch = (event.key === '/' && !isTyping(event.target)) || (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey));
      if (!isSearch) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  const door = useMemo(() => ({ open: () => setOpen(true) }), []);
  return (
    <PaletteContext value={door}>
      {children}
      {isOpen && <CommandPalette onClose={() => setOpen(false)} />}
    </PaletteContext>
  );
}

interface Entry {
  readonly key: string;
  readonly icon: IconName;
  readonly title: string;
  readonly hint: string;
  readonly why?: string | undefined;
  readonly go: () => void;
}

/** The search itself: type, arrows, enter. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const go = useGo();
  const run = useRun();
  const whyNot = useWhyNot();
  const list = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const { permissions } = useSession();
  const screens = useScreens().filter((screen) => maySee(screen, permissions) && !screen.open);
  const offered = useOffered();
  const { hits, busy } = useHits(query);

  const done = (then: () => void) => () => {
    onClose();
    then();
  };
  const commands = bestMatches(query, offered, (action) => `${action.label} ${action.address}`, 6).map((action: Action): Entry => ({
    key: `act ${action.address} ${action.label}`,
    icon: action.signs ? 'sign' : 'chevron',
    title: action.label,
    hint: t('Command'),
    why: whyNot(action),
    go: done(() => run(action)),
  }));
  const pages = bestMatches(
    query,
    screens.filter((screen) => !screen.path.includes('$')),
    (screen) => `${t(screen.title)} ${screen.nav ? t(screen.nav.group) : ''}`,
    query === '' ? 8 : 6,
  ).map((screen): Entry => ({
    key: `go ${screen.path}`,
    icon: screen.nav?.icon ?? 'chevron',
    title: t(screen.title),
    hint: screen.nav ? t(screen.nav.group) : t('Screen'),
    go: done(() => go(screen.path)),
  }));
  const records = hits.map((hit): Entry => ({
    key: `hit ${hit.path}`,
    icon: 'file',
    title: hit.title,
    hint: hit.hint ?? t('Record'),
    go: done(() => go(hit.path)),
  }));
  // what is known at once stands first, so that nothing moves under the finger when the records arrive
  const entries = [...commands, ...pages, ...records];
  const current = entries[Math.min(at, entries.length - 1)];

  return (
    <Modal.Root opened onClose={onClose} size={640} yOffset="12vh" padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('Search')}>
        <div className="palette">
          <div className="palette-field">
            <Icon name="search" />
            <input
              data-autofocus
              autoFocus
              role="combobox"
              aria-expanded="true"
              aria-controls={list}
              aria-activedescendant={current ? `${list}-${entries.indexOf(current)}` : undefined}
              aria-label={t('Search')}
              placeholder={t('Search records, lots, orders, commands …')}
              value={query}
              onChange={(event) => {
                setQuery(event.currentTarget.value);
                setAt(0);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter') {
                  event.preventDefault();
                  if (current && current.why === undefined) current.go();
                } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
                  event.preventDefault();
                  setAt(moveCursor(at, event.key, entries.length));
                }
              }}
            />
            {busy && <span className="btn-busy" aria-hidden="true" />}
          </div>
          <ul id={list} role="listbox" aria-label={t('Found')}>
            {entries.map((entry, i) => (
              <li
                key={entry.key}
                id={`${list}-${i}`}
                role="option"
                aria-selected={entry === current}
                aria-disabled={entry.why !== undefined}
                onPointerMove={() => setAt(i)}
                onClick={() => entry.why === undefined && entry.go()}
              >
                <Icon name={entry.icon} size={18} />
                <span>
                  {entry.title}
                  {entry.why && <small>{entry.why}</small>}
                </span>
                <em>{entry.hint}</em>
              </li>
            ))}
          </ul>
          {entries.length === 0 && !busy && <p className="palette-none">{t('Nothing of that name. Try a number, a lot, a person or a verb.')}</p>}
          <div className="palette-keys tiny" aria-hidden="true">
            <kbd>↑</kbd> <kbd>↓</kbd> {t('choose')} · <kbd>enter</kbd> {t('open')} · <kbd>esc</kbd> {t('close')}
          </div>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Records that the rooms' list queries find; each room answers for its own. */
function useHits(query: string): { hits: readonly Hit[]; busy: boolean } {
  const client = useClient();
  const { permissions } = useSession();
  const term = useSettled(query.trim(), 180);
  const finders = useScreens().flatMap((screen) => (screen.find && permissions.includes(screen.find.address) ? [screen.find] : []));
  const answers = useQueries({
    queries: finders.map((find) => ({
      queryKey: ['find', find.address, term],
      queryFn: ({ signal }: { signal: AbortSignal }) => client.ask<Page<unknown>>(find.address, { find: term, limit: 5 }, signal),
      enabled: term.length >= 2,
      retry: false,
      meta: { nouns: [find.noun] },
    })),
  });
  // answers to what was typed before are no answers now
  const isSettled = term === query.trim() && term.length >= 2;
  const hits = !isSettled ? [] : answers.flatMap((answer, i) => (answer.data?.rows ?? []).map((row) => finders[i]!.hit(row as never)));
  return { hits: hits.slice(0, 12), busy: answers.some((answer) => answer.isFetching) || (query.trim().length >= 2 && !isSettled) };
}

function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
