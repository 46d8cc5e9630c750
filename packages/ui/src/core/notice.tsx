import type { ReactNode } from 'react';
import { Fault, Refusal } from '../client/refusal.ts';
import { useZone } from '../client/session.tsx';
import { inPlantTime } from '../text/plant-time.ts';
import { useText } from '../text/text.ts';
import { signOf, type Tone } from './chip.tsx';
import './core.css';

/** A sentence that stays on the page until its cause is gone. */
export function Notice({ tone = 'plain', sign, alert, children }: { readonly tone?: Tone; readonly sign?: string; readonly alert?: boolean; readonly children: ReactNode }) {
  return (
    <div className="notice" data-tone={tone} role={alert ? 'alert' : 'note'} ref={alert ? showInDialog : undefined}>
      <span className="sign" aria-hidden="true">
        {sign ?? (signOf[tone] || 'i')}
      </span>
      <div>{children}</div>
    </div>
  );
}

/** In a dialog longer than the screen, what went wrong is not left beneath its foot. */
function showInDialog(notice: HTMLDivElement | null): void {
  if (notice?.closest('[role="dialog"]')) notice.scrollIntoView({ block: 'nearest' });
}

/** Why something did not happen: a rule of the plant with what to do next, or a fault of ours with the number to quote. */
export function Problem({ error }: { readonly error: unknown }) {
  const t = useText();
  const zone = useZone();
  if (error instanceof Refusal)
    return (
      <Notice tone="warn" sign="✕" alert>
        <b>{inPlantTime(error.message, zone)}</b>
        {error.next && <div>{error.next}</div>}
        <ForSupport>{error.rule}</ForSupport>
      </Notice>
    );
  const fault = error instanceof Fault ? error : undefined;
  return (
    <Notice tone="bad" alert>
      <b>{error instanceof Error ? error.message : String(error)}</b>
      {fault?.uncertain && <div>{t('It may have been recorded. Try again: the same entry is never recorded twice.')}</div>}
      {fault?.act && <ForSupport>{t('Quote act {{act}}', { act: fault.act })}</ForSupport>}
    </Notice>
  );
}

/** What whoever is asked for help wants to hear: a code, behind a press, for it tells the person at the screen nothing. */
function ForSupport({ children }: { readonly children: ReactNode }) {
  const t = useText();
  return (
    <details className="for-support">
      <summary>{t('Details')}</summary>
      <code>{children}</code>
    </details>
  );
}
