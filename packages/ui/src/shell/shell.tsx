import { useState, type ReactNode } from 'react';
import { OfflineBanner } from '../outbox/offline-banner.tsx';
import { useText } from '../text/text.ts';
import { Navigation } from './navigation.tsx';
import { TopBar } from './top-bar.tsx';
import './shell.css';

/** Navigation at the left, bar at the top, the page in the middle; on a phone the navigation comes over it. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <div className="shell" data-nav={open ? 'open' : undefined}>
      <a className="skip" href="#page">
        {t('Go to the page')}
      </a>
      <Navigation onGone={() => setOpen(false)} />
      <button type="button" className="nav-veil" aria-label={t('Close navigation')} tabIndex={open ? 0 : -1} onClick={() => setOpen(false)} />
      <div className="shell-main">
        <TopBar onMenu={() => setOpen(true)} />
        <OfflineBanner />
        <main id="page" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}
