import { useEffect } from 'react';
import { Icon } from '../core/icon.tsx';
import type { IconName } from '../core/icon-paths.ts';
import { useText } from '../text/text.ts';
import { digits } from './pad-keys.ts';
import './terminal.css';

// 12: the longest PIN that is taken
const mostDigits = 12;

export interface PinPadProps {
  readonly pin: string;
  readonly onPin: (change: (was: string) => string) => void;
  /** What is to be done while nothing is typed: `type your PIN`. */
  readonly asks: string;
  /** What the last key does, in words: `Sign`. */
  readonly does: string;
  readonly icon: IconName;
  readonly busy?: boolean;
  /** Nobody is chosen yet: the keys do nothing. */
  readonly off?: boolean;
  /** Left out where the screen hears the keyboard itself, for a reader of badges types too. */
  readonly hearsKeys?: boolean;
  readonly onDone: () => void;
}

/** A pad for a PIN that gloves hit; the keyboard works too. Its last key says in words what it does. */
export function PinPad({ pin, onPin, asks, does, icon, busy = false, off = false, hearsKeys = true, onDone }: PinPadProps) {
  const t = useText();
  const press = (digit: string) => !off && onPin((was) => (was + digit).slice(0, mostDigits));
  const isReady = !off && !busy && pin.length >= 4;
  const done = () => isReady && onDone();
  useEffect(() => {
    const type = (event: KeyboardEvent) => {
      if (!hearsKeys || off) return;
      if (/^\d$/.test(event.key)) press(event.key);
      else if (event.key === 'Backspace') onPin((was) => was.slice(0, -1));
      else if (event.key === 'Enter') done();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', type);
    return () => window.removeEventListener('keydown', type);
  });
  return (
    <>
      <output className="pin-dots" aria-label={t('{{count}} digits typed', { count: pin.length })}>
        {pin === '' ? <span className="value-none">{asks}</span> : '●'.repeat(pin.length)}
      </output>
      <div className="pad-keys">
        {digits.map((digit) => (
          <button key={digit} type="button" aria-disabled={off || undefined} onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" aria-disabled={off || undefined} onClick={() => onPin((was) => was.slice(0, -1))} aria-label={t('Delete the last digit')}>
          <Icon name="backspace" size={26} />
        </button>
        <button type="button" aria-disabled={off || undefined} onClick={() => press('0')}>
          0
        </button>
        <button type="button" className="pad-back" aria-disabled={off || undefined} onClick={() => onPin(() => '')}>
          {t('Clear')}
        </button>
        <button type="button" className="pad-enter pad-done" aria-disabled={!isReady || undefined} aria-busy={busy || undefined} onClick={done}>
          <Icon name={icon} size={26} />
          <span>{does}</span>
        </button>
      </div>
    </>
  );
}
