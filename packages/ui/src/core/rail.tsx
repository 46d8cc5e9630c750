import { useText } from '../text/text.ts';
import './core.css';

export interface RailStep {
  readonly label: string;
  /** `late` is the present step past its due time; `left-out` was not needed here. */
  readonly step: 'done' | 'now' | 'late' | 'ahead' | 'left-out';
  /** When it was done, or is due: `22 Nov 10:21`, `due 24 Nov`. */
  readonly when?: string;
}

const sign = { done: '✓ ', now: '▸ ', late: '▲ ', ahead: '', 'left-out': '– ' };

/** Where a record stands in its life: done with times, now, ahead. */
export function Rail({ steps }: { readonly steps: readonly RailStep[] }) {
  const t = useText();
  return (
    <ol className="rail" aria-label={t('Where it stands')}>
      {steps.map(({ label, step, when }) => (
        <li key={label} data-step={step} aria-current={step === 'now' || step === 'late' ? 'step' : undefined}>
          <span>
            <span aria-hidden="true">{sign[step]}</span>
            {t(label)}
            <span className="sr">{step === 'done' ? t('(done)') : step === 'late' ? t('(late)') : ''}</span>
          </span>
          <small className="num">{when ?? '\u00a0'}</small>
        </li>
      ))}
    </ol>
  );
}
