import { useEffect, useState } from 'react';
import { Icon } from '../core/icon.tsx';
import { judge, limitsInWords, type Limits } from '../form/limits.ts';
import { useText } from '../text/text.ts';
import { digits, pressKey } from './pad-keys.ts';
import { BigButton } from './big-button.tsx';
import { Verdict } from './value-entry.tsx';
import './terminal.css';

export interface NumberPadProps {
  readonly start?: string;
  readonly limits?: Limits;
  readonly done: string;
  readonly onDone: (value: string) => void;
}

const keys = [...digits, '±', '0', '.'];

/** A pad for gloves; the keyboard works too. The value is judged while it is typed, and may be taken whatever it is: what was measured is recorded. */
export function NumberPad({ start = '', limits = {}, done, onDone }: NumberPadProps) {
  const t = useText();
  const [value, setValue] = useState(start);
  const [fresh, setFresh] = useState(start !== '');
  const press = (key: string) => {
    setValue((was) => pressKey(fresh && key !== '±' && key !== 'Backspace' ? '' : was, key));
    setFresh(false);
  };
  useEffect(() => {
    const type = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^[\d.,-]$/.test(event.key) || event.key === 'Backspace') {
        event.preventDefault();
        press(event.key);
      }
    };
    window.addEventListener('keydown', type);
    return () => window.removeEventListener('keydown', type);
  });
  const judgement = judge(value, limits);
  return (
    <div className="pad">
      <div className="pad-shown" data-bad={judgement.verdict === 'above' || judgement.verdict === 'below' || undefined}>
        <output className="num">
          {value === '' ? '–' : value}
          {limits.unit && <small> {limits.unit}</small>}
        </output>
        <Verdict judgement={judgement} />
      </div>
      <div className="tile-label">
        <span>{t('Limits')}</span>
        <span className="num">{limitsInWords(limits) || t('none')}</span>
      </div>
      <div className="pad-keys">
        {keys.map((key) => (
          <button key={key} type="button" onClick={() => press(key)}>
            {key}
          </button>
        ))}
        <button type="button" className="pad-back" onClick={() => press('Backspace')} aria-label={t('Delete the last digit')}>
          <Icon name="backspace" size={26} />
        </button>
        <button type="button" className="pad-back" onClick={() => press('Clear')}>
          {t('Clear')}
        </button>
      </div>
      <BigButton
        kind="go"
        title={done}
        why={judgement.verdict === 'empty' || judgement.verdict === 'not-a-number' ? t('Type the value you measured') : undefined}
        onClick={() => onDone(value)}
      />
    </div>
  );
}
