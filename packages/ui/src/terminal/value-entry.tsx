import { useId, useState } from 'react';
import { Dialog } from '../act/dialogs.tsx';
import { judge, limitsInWords, type Judgement, type Limits } from '../form/limits.ts';
import { useText, type Text } from '../text/text.ts';
import { NumberPad } from './number-pad.tsx';
import './terminal.css';

export interface ValueEntryProps {
  readonly label: string;
  /** Decimal text as typed or sent by the instrument; '' when not there yet. */
  readonly value: string;
  readonly limits?: Limits;
  readonly onChange: (value: string) => void;
  /** Sent by an instrument; typing is the exception and is marked as such by the room. */
  readonly source?: string;
  readonly autoFocus?: boolean;
}

/** One value with its limits, judged as it stands and said in words; a press opens the pad. */
export function ValueEntry({ label, value, limits = {}, onChange, source }: ValueEntryProps) {
  const t = useText();
  const id = useId();
  const [open, setOpen] = useState(false);
  const judgement = judge(value, limits);
  const isBad = judgement.verdict === 'above' || judgement.verdict === 'below' || judgement.verdict === 'not-a-number';
  return (
    <div className="value-entry">
      <div className="tile-label">
        <span id={id}>{label}</span>
        <span className="num">{limitsInWords(limits)}</span>
      </div>
      <button type="button" className="value-field" data-bad={isBad || undefined} aria-labelledby={`${id} ${id}-value ${id}-verdict`} onClick={() => setOpen(true)}>
        <span id={`${id}-value`}>
          <span className="num">{value === '' ? <span className="value-none">{t('type or weigh')}</span> : value}</span>
          {limits.unit && value !== '' && <small> {limits.unit}</small>}
        </span>
        <Verdict id={`${id}-verdict`} judgement={judgement} source={source} />
      </button>
      {open && (
        <Dialog title={label} onClose={() => setOpen(false)} size="sm">
          <NumberPad
            start={value}
            limits={limits}
            onDone={(typed) => {
              onChange(typed);
              setOpen(false);
            }}
            done={t('Take this value')}
          />
        </Dialog>
      )}
    </div>
  );
}

/** A judgement in words with its sign. */
export function Verdict({ judgement, source, id }: { readonly judgement: Judgement; readonly source?: string | undefined; readonly id?: string }) {
  const t = useText();
  const isBad = judgement.verdict !== 'within' && judgement.verdict !== 'empty';
  return (
    <span className="verdict" id={id} data-bad={isBad || undefined} role="status">
      {verdictInWords(judgement, t)}
      {judgement.verdict === 'within' && source && <small>{source}</small>}
    </span>
  );
}

function verdictInWords(judgement: Judgement, t: Text): string {
  switch (judgement.verdict) {
    case 'above':
      return `✕ ${t('{{by}} above limit', { by: judgement.by })}`;
    case 'below':
      return `✕ ${t('{{by}} below limit', { by: judgement.by })}`;
    case 'within':
      return `✓ ${t('within limits')}`;
    case 'not-a-number':
      return `✕ ${t('not a number')}`;
    case 'empty':
      return '';
  }
}
