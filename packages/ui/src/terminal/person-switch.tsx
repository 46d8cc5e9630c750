import { useEffect, useRef, useState } from 'react';
import { Icon } from '../core/icon.tsx';
import { Problem } from '../core/notice.tsx';
import { useText } from '../text/text.ts';
import { badgeReader } from './pad-keys.ts';
import './terminal.css';

export interface PersonOffered {
  readonly user: string;
  readonly name: string;
  readonly initials: string;
}

export interface PersonSwitchProps {
  /** People of the crew, to be chosen by one press. */
  readonly people: readonly PersonOffered[];
  /** By badge, or by person and PIN; rejects with the refusal. */
  readonly onBadge: (badge: string) => Promise<void>;
  readonly onPin: (user: string, pin: string) => Promise<void>;
}

/** Changes the person at a shared terminal in two seconds: hold the badge to the reader, or press your name and type your PIN. */
export function PersonSwitch({ people, onBadge, onPin }: PersonSwitchProps) {
  const t = useText();
  const [chosen, setChosen] = useState<PersonOffered>();
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

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const badge = reader.current.press(event.key, event.timeStamp);
      if (badge !== undefined) {
        event.preventDefault();
        void enter(() => onBadge(badge));
      } else if (chosen && /^\d$/.test(event.key)) setPin((was) => (was + event.key).slice(0, 12));
      else if (chosen && event.key === 'Backspace') setPin((was) => was.slice(0, -1));
      else if (chosen && event.key === 'Enter' && pin.length >= 4) void enter(() => onPin(chosen.user, pin));
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
          <span className="muted">{t('or press your name and type your PIN')}</span>
        </p>
      </div>
      <ul className="switch-people">
        {people.map((person) => (
          <li key={person.user}>
            <button
              type="button"
              aria-pressed={person.user === chosen?.user}
              onClick={() => {
                setChosen(person);
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
      <div className="switch-pin">
        <div className="tile-label">
          <span>{chosen ? t('PIN of {{name}}', { name: chosen.name }) : t('PIN')}</span>
        </div>
        <output className="pin-dots" aria-label={t('{{count}} digits typed', { count: pin.length })}>
          {pin === '' ? (
            <span className="value-none">{chosen ? t('type your PIN') : t('press your name first')}</span>
          ) : (
            '●'.repeat(pin.length)
          )}
        </output>
        <div className="pad-keys">
          {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((key) => (
            <button key={key} type="button" aria-disabled={!chosen} onClick={() => chosen && setPin((was) => (was + key).slice(0, 12))}>
              {key}
            </button>
          ))}
          <button type="button" onClick={() => setPin((was) => was.slice(0, -1))} aria-label={t('Delete the last digit')}>
            <Icon name="backspace" size={26} />
          </button>
          <button type="button" aria-disabled={!chosen} onClick={() => chosen && setPin((was) => (was + '0').slice(0, 12))}>
            0
          </button>
          <button
            type="button"
            className="pad-enter"
            aria-disabled={!chosen || pin.length < 4 || busy}
            aria-label={t('Come in')}
            onClick={() => chosen && pin.length >= 4 && !busy && void enter(() => onPin(chosen.user, pin))}
          >
            <Icon name="check" size={28} />
          </button>
        </div>
        {error !== undefined && <Problem error={error} />}
      </div>
    </div>
  );
}
