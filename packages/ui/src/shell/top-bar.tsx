import { useEffect, useState } from 'react';
import { useZone } from '../client/session.tsx';
import { useStream } from '../client/stream.tsx';
import { Icon } from '../core/icon.tsx';
import { usePalette } from './command-palette.tsx';
import { PersonMenu } from './person-menu.tsx';
import { clock, fullDay } from '../text/format.ts';
import { useText } from '../text/text.ts';

/** Search, whether the page is live, the plant's time, and who is signed in. */
export function TopBar({ onMenu }: { readonly onMenu: () => void }) {
  const t = useText();
  const palette = usePalette();
  return (
    <section className="bar" aria-label={t('Top bar')}>
      <button type="button" className="bar-menu" onClick={onMenu} aria-label={t('Open navigation')}>
        <Icon name="menu" size={22} />
      </button>
      <button type="button" className="bar-search" onClick={palette.open}>
        <Icon name="search" size={17} />
        <span>{t('Search records, lots, orders, commands …')}</span>
        <kbd>/</kbd>
      </button>
      <span className="push" />
      <LiveChip />
      <PlantClock />
      <PersonMenu />
    </section>
  );
}

/** Whether live updates arrive. */
export function LiveChip() {
  const t = useText();
  const { state } = useStream();
  const word = { live: t('live'), connecting: t('connecting'), lost: t('not live') }[state];
  return (
    <span className="chip" data-tone={state === 'lost' ? 'warn' : 'plain'}>
      <span aria-hidden="true">{state === 'live' ? '●' : state === 'lost' ? '◔' : '○'}</span>
      {word}
    </span>
  );
}

/** The plant's date and time; once the line is lost, the time up to which the screen is true. */
export function PlantClock({ now: given }: { readonly now?: number }) {
  const t = useText();
  const zone = useZone();
  const { state, asOf } = useStream();
  const ticking = useNow(10_000);
  const now = given ?? ticking;
  return (
    <span className="bar-clock num small">
      {state === 'lost' ? (
        <b className="warn-ink">{t('as of {{time}}', { time: clock(asOf, zone, true) })}</b>
      ) : (
        <>
          <span className="bar-day">{fullDay(now, zone)} · </span>
          {clock(now, zone)}
        </>
      )}
    </span>
  );
}

/** The present time, renewed every so many ms. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
