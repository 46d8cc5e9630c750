import { useEffect, useRef, useState } from 'react';
import { Icon } from '../core/icon.tsx';
import { Problem } from '../core/notice.tsx';
import { useText } from '../text/text.ts';
import { badgeReader } from './pad-keys.ts';
import { PinPad } from './pin-pad.tsx';
import './terminal.css';

export interface PersonOffered {
  readonly user: string;
  readonly name: string;
  readonly initials: string;
}

export interface PersonSwitchProps {
  /** People of the crew, to be chosen by one press. */
  readonly people?: readonly PersonOffered[];
  /** Who was here last: their PIN is asked for at once. */
  readonly last?: string | undefined;
  /** The plant asks for a PIN after the badge. */
  readonly badgeNeedsPin?: boolean;
  /** Rejects with the refusal, which is shown. */
  readonly onBadge: (badge: string, pin?: string) => Promise<void>;
  /** By person and PIN, where the plant permits it. */
  readonly onPin?: (user: string, pin: string) => Promise<void>;
}

/** Changes the person at a shared terminal in two seconds: hold the badge to the reader, or press your name and type your PIN. */
export function PersonSwitch({ people = [], last, badgeNeedsPin = false, onBadge, onPin }: PersonSwitchProps) {
  const t = useText();
  const [pressed, setPressed] = useState<PersonOffered | null>();
  const chosen = pressed === undefined ? people.find(({ user }) => user === last) : (pressed ?? undefined);
  const [badge, setBadge] = useState<string>();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const reader = useRef(badgeReader());

  async function enter(open: () => Promise<void>) {
    setBusy(true);
    setError(undefined);
    try {
      await open();
    } catch (cause) {
      setError(cause);
    } finally {
      setPin('');
      setBusy(false);
    }
  }

  const waitsForPin = chosen !== undefined || badge !== undefined;
  // on a phone the keys lie below the names, and what was wrong below the keys
  const keys = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (waitsForPin || error !== undefined) keys.current?.scrollIntoView({ block: error === undefined ? 'nearest' : 'end' });
  }, [waitsForPin, chosen, error]);
  function comeIn() {
    if (pin.length < 4 || busy) return;
    if (badge !== undefined) void enter(() => onBadge(badge, pin));
    else if (chosen && onPin) void enter(() => onPin(chosen.user, pin));
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const read = reader.current.press(event.key, event.timeStamp);
      if (read !== undefined) {
        event.preventDefault();
        setPin('');
        setPressed(null);
        if (badgeNeedsPin) setBadge(read);
        else void enter(() => onBadge(read));
      } else if (waitsForPin && /^\d$/.test(event.key)) setPin((was) => (was + event.key).slice(0, 12));
      else if (waitsForPin && event.key === 'Backspace') setPin((was) => was.slice(0, -1));
      else if (event.key === 'Enter') comeIn();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  return (
    <div className="switch">
      <div className="switch-badge">
        <Icon name="badge" size={64} />
        <p>
          <b>{t('Hold your badge to the reader')}</b>
          <br />
          <span className="muted">{people.length > 0 ? t('or press your name and type your PIN') : badgeNeedsPin ? t('then type your PIN') : t('and you are in')}</span>
        </p>
      </div>
      <ul className="switch-people">
        {people.map((person) => (
          <li key={person.user}>
            <button
              type="button"
              aria-pressed={person.user === chosen?.user}
              onClick={() => {
                setPressed(person);
                setBadge(undefined);
                setPin('');
                setError(undefined);
              }}
            >
              <span className="avatar" data-large="true" aria-hidden="true">
                {person.initials}
              </span>
              {person.name}
            </button>
          </li>
        ))}
      </ul>
      <div className="switch-pin" ref={keys}>
        <div className="tile-label">
          <span>{badge !== undefined ? t('Badge read. Your PIN') : chosen ? t('PIN of {{name}}', { name: chosen.name }) : t('PIN')}</span>
        </div>
        <PinPad
          pin={pin}
          onPin={setPin}
          asks={waitsForPin ? t('type your PIN') : people.length > 0 ? t('press your name first') : t('hold your badge first')}
          does={t('Come in')}
          icon="check"
          busy={busy}
          off={!waitsForPin}
          hearsKeys={false}
          onDone={comeIn}
        />
        {error !== undefined && <Problem error={error} />}
      </div>
    </div>
  );
}
