import { createContext, use, useCallback, useRef, useState, type ReactNode } from 'react';
import { useZone } from '../client/session.tsx';
import { inPlantTime } from '../text/plant-time.ts';
import { useText } from '../text/text.ts';
import './act.css';

export interface Toast {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly text: string;
  /** Stays until closed; for what a person must not miss. */
  readonly stays?: boolean;
}

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);
const sign = { good: '✓', warn: '◔', bad: '✕' };

// 6 s: long enough to read two lines at arm's length
const shownMs = 6000;

/** Tells the outcome of what was done, in a corner, in a sentence; read out by screen readers. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly (Toast & { readonly id: number })[]>([]);
  const next = useRef(1);
  const t = useText();
  const zone = useZone();
  const drop = useCallback((id: number) => setToasts((all) => all.filter((one) => one.id !== id)), []);
  const show = useCallback(
    (toast: Toast) => {
      const id = next.current++;
      setToasts((all) => [...all.slice(-3), { ...toast, id }]);
      if (!toast.stays) setTimeout(() => drop(id), shownMs);
    },
    [drop],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map(({ id, tone, text }) => (
          <div key={id} className="toast" data-tone={tone}>
            <span aria-hidden="true">{sign[tone]}</span>
            <p>{inPlantTime(text, zone)}</p>
            <button type="button" onClick={() => drop(id)} aria-label={t('Close')}>
              ✕
            </button>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}

/** Shows a toast. */
export function useToast(): (toast: Toast) => void {
  return use(ToastContext);
}
