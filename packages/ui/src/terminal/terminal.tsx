import type { ReactNode } from 'react';
import { ToastLine } from '../act/toasts.tsx';
import { useSession } from '../client/session.tsx';
import { useStream } from '../client/stream.tsx';
import { OfflineBanner } from '../outbox/offline-banner.tsx';
import { PersonMenu } from '../shell/person-menu.tsx';
import { useText } from '../text/text.ts';
import './terminal.css';

export interface TerminalProps {
  readonly top: ReactNode;
  /** How the job stands: rate, counts, hour by hour. */
  readonly left?: ReactNode;
  /** The one step, its picture, its value and its button. */
  readonly children: ReactNode;
  /** Help is always here. */
  readonly right?: ReactNode;
  /** State strip and steps. */
  readonly foot?: ReactNode;
}

/** The operator's screen: grey is normal, colour is abnormal; help always in the same place. */
export function Terminal({ top, left, children, right, foot }: TerminalProps) {
  return (
    <div className="terminal">
      <div>
        {top}
        <OfflineBanner />
      </div>
      <ToastLine />
      <div className="terminal-main" data-left={left ? true : undefined} data-right={right ? true : undefined}>
        {left && <div className="terminal-left">{left}</div>}
        <div className="terminal-centre">{children}</div>
        {right && <div className="terminal-right">{right}</div>}
      </div>
      {foot && <div className="terminal-foot">{foot}</div>}
    </div>
  );
}

export interface TerminalTopProps {
  /** `Blister 2 · station PK-21`. */
  readonly unit: string;
  /** Order, product, lot. */
  readonly job?: string;
  readonly shift?: string;
  /** Buttons: hand over, change person. */
  readonly children?: ReactNode;
}

/** Where this is, what runs, who is signed in, whether it is connected. */
export function TerminalTop({ unit, job, shift, children }: TerminalTopProps) {
  const t = useText();
  const { state } = useStream();
  const { person } = useSession();
  return (
    <header className="terminal-top">
      <h1>{unit}</h1>
      {job && <span>{job}</span>}
      <span className="push" />
      {shift && <span>{shift}</span>}
      <span data-line data-lost={state === 'lost' || undefined}>
        <span aria-hidden="true">{state === 'live' ? '● ' : state === 'lost' ? '▲ ' : '○ '}</span>
        {state === 'live' ? t('connected') : state === 'lost' ? t('not connected') : t('connecting')}
      </span>
      <PersonMenu large key={person.id} />
      {children}
    </header>
  );
}

export interface TileProps {
  readonly label: string;
  readonly aside?: ReactNode;
  /** The figure itself, written out. */
  readonly value: ReactNode;
  readonly note?: ReactNode;
  /** 120 px digits, for the one figure of the screen. */
  readonly huge?: boolean;
  readonly isBad?: boolean;
}

/** One figure of the job with its target. */
export function Tile({ label, aside, value, note, huge, isBad }: TileProps) {
  const t = useText();
  return (
    <div className="tile">
      <div className="tile-label">
        <span>{t(label)}</span>
        {aside && <span>{aside}</span>}
      </div>
      <div className="tile-value num" data-huge={huge || undefined} data-bad={isBad || undefined}>
        {value}
        {isBad && <span aria-hidden="true"> ✕</span>}
      </div>
      {note && <div className="tile-note num">{note}</div>}
    </div>
  );
}

export interface StepCardProps {
  /** `Step 4 of 6 · in-process check · every 30 min`. */
  readonly label: string;
  /** When it is due: `due 3 min ago`. */
  readonly due?: string;
  readonly isLate?: boolean;
  readonly title: string;
  readonly children?: ReactNode;
}

/** The step in hand, as one sentence to do and one to know. */
export function StepCard({ label, due, isLate, title, children }: StepCardProps) {
  return (
    <section className="tile step">
      <div className="tile-label">
        <span>{label}</span>
        {due && <span className={isLate ? 'bad-ink' : undefined}>{isLate ? `▲ ${due}` : due}</span>}
      </div>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
    </section>
  );
}

/** The picture of the step. */
export function StepPicture({ children, label }: { readonly children: ReactNode; readonly label: string }) {
  return (
    <figure className="picture" aria-label={label}>
      {children}
    </figure>
  );
}

/** The value and the one button, side by side. */
export function DoBar({ children }: { readonly children: ReactNode }) {
  return <div className="tile do-bar">{children}</div>;
}
