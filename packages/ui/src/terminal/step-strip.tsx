import { useText } from '../text/text.ts';
import './terminal.css';

export interface StripStep {
  readonly label: string;
  readonly step: 'done' | 'now' | 'blocked' | 'ahead';
  /** A word about it: `check due`, `3 done`. */
  readonly note?: string;
  readonly isBad?: boolean;
}

const sign = { done: '✓', now: '▸', blocked: '✕', ahead: '' };

/** The steps of the job in a row; press one to look at it. */
export function StepStrip({ steps, onPick }: { readonly steps: readonly StripStep[]; readonly onPick?: (index: number) => void }) {
  const t = useText();
  return (
    <ol className="steps">
      {steps.map(({ label, step, note, isBad }, i) => (
        <li key={label} data-step={step} aria-current={step === 'now' || step === 'blocked' ? 'step' : undefined}>
          <button type="button" onClick={() => onPick?.(i)} aria-disabled={onPick === undefined || undefined}>
            <span aria-hidden="true">{sign[step] || i + 1}</span>
            <span>
              {label}
              {note !== undefined && <small className={isBad ? 'bad-ink' : undefined}>{isBad ? `▲ ${note}` : note}</small>}
              <span className="sr">{step === 'done' ? t('(done)') : step === 'blocked' ? t('(blocked)') : ''}</span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
