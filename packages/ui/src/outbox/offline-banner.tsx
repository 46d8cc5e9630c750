import { useState } from 'react';
import { Dialog } from '../act/dialogs.tsx';
import { useSessionDoor, useZone } from '../client/session.tsx';
import { useStream } from '../client/stream.tsx';
import { Button } from '../core/button.tsx';
import { Chip } from '../core/chip.tsx';
import { clock, dayClock } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { useOutbox } from './outbox-provider.tsx';
import type { Kept } from './outbox.ts';
import './outbox.css';

/** Stands above every screen while the server cannot be reached or reports wait: as of when the screen is true, and what is kept. */
export function OfflineBanner() {
  const t = useText();
  const zone = useZone();
  const { state, asOf } = useStream();
  const { count } = useOutbox();
  const [open, setOpen] = useState(false);
  const waiting = count.mine + count.others;
  if (state !== 'lost' && waiting + count.refused === 0) return null;
  return (
    <div className="offline" data-tone={count.refused > 0 ? 'bad' : 'warn'} role="status">
      {state === 'lost' && (
        <span>
          <b>{t('Not connected.')}</b> {t('What you see is as of {{time}}; what you report is kept here.', { time: clock(asOf, zone, true) })}
        </span>
      )}
      {waiting > 0 && <span>◔ {t('{{count}} reports wait', { count: waiting })}</span>}
      {count.refused > 0 && <b>✕ {t('{{count}} reports need you', { count: count.refused })}</b>}
      {waiting + count.refused > 0 && (
        <button type="button" onClick={() => setOpen(true)}>
          {t('Show')}
        </button>
      )}
      {open && <QueueDialog onClose={() => setOpen(false)} />}
    </div>
  );
}

/** Every report that is still on this device: what, who, when, and why it is not sent. */
export function QueueDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const { entries, sendNow } = useOutbox();
  return (
    <Dialog title={t('Kept on this device')} onClose={onClose} size="lg">
      <div className="stack">
        <p className="muted">{t('Reports stay here until the server has them, in the order in which they were made. Closing the browser loses nothing.')}</p>
        <ol className="queue">
          {entries.map((entry) => (
            <QueueLine key={entry.id} entry={entry} />
          ))}
        </ol>
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('Close')}</Button>
          <Button kind="primary" why={entries.length === 0 ? t('Nothing waits.') : undefined} onClick={() => void sendNow()}>
            {t('Send now')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function QueueLine({ entry }: { readonly entry: Kept }) {
  const t = useText();
  const zone = useZone();
  const { session } = useSessionDoor();
  const { retry, discard } = useOutbox();
  const isMine = entry.person.id === session?.person.id;
  return (
    <li>
      <div>
        <b>{entry.label}</b>
        <div className="muted small num">
          {entry.person.name} · {dayClock(entry.envelope.happenedAt, zone)}
        </div>
        {entry.because && <div className="small">{entry.because}</div>}
      </div>
      {entry.state === 'refused' ? (
        <div className="row">
          <Button onClick={() => void retry(entry)}>{t('Try again')}</Button>
          <Button kind="danger" onClick={() => void discard(entry)}>
            {t('Take out')}
          </Button>
        </div>
      ) : (
        <Chip tone="warn">{isMine ? t('waits') : t('waits for {{name}} to sign in', { name: entry.person.name })}</Chip>
      )}
    </li>
  );
}
