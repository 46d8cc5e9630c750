import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
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

/** A toast that was not closed yet. */
interface Told extends Toast {
  readonly id: number;
}

interface Telling {
  readonly told: readonly Told[];
  readonly drop: (id: number) => void;
  /** A screen has a line of its own for them: nothing floats over it while that is shown. */
  readonly take: () => () => void;
}

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);
const TellingContext = createContext<Telling>({ told: [], drop: () => undefined, take: () => () => undefined });
const sign = { good: '✓', warn: '◔', bad: '✕' };

// 6 s: long enough to read two lines at arm's length
const shownMs = 6000;

/** Tells the outcome of what was done, in a sentence, in a corner or in the line of a terminal; read out by screen readers. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [told, setTold] = useState<readonly Told[]>([]);
  const [lines, setLines] = useState(0);
  const next = useRef(1);
  const drop = useCallback((id: number) => setTold((all) => all.filter((one) => one.id !== id)), []);
  const show = useCallback(
    (toast: Toast) => {
      const id = next.current++;
      setTold((all) => [...all.slice(-3), { ...toast, id }]);
      if (!toast.stays) setTimeout(() => drop(id), shownMs);
    },
    [drop],
  );
  const take = useCallback(() => {
    setLines((n) => n + 1);
    return () => setLines((n) => n - 1);
  }, []);
  return (
    <ToastContext value={show}>
      <TellingContext value={useMemo(() => ({ told, drop, take }), [told, drop, take])}>
        {children}
        {lines === 0 && (
          <div className="toasts" role="status" aria-live="polite">
            {told.map((one) => (
              <ToastShown key={one.id} told={one} onClose={() => drop(one.id)} />
            ))}
          </div>
        )}
      </TellingContext>
    </ToastContext>
  );
}

/**
 * The line of a terminal in which outcomes are told: it has a place of its own between the head and the work, so that it covers nothing that one
 * must read or press. The newest is shown, how many more there are, and on a press all of them.
 */
export function ToastLine() {
  const t = useText();
  const { told, drop, take } = use(TellingContext);
  const [isWhole, setWhole] = useState(false);
  useEffect(take, [take]);
  const newest = told.toReversed();
  const shown = isWhole ? newest : newest.slice(0, 1);
  return (
    <div className="toast-line" role="status" aria-live="polite">
      {shown.map((one) => (
        <ToastShown key={one.id} told={one} onClose={() => drop(one.id)}>
          {one === newest[0] && newest.length > 1 && (
            <button type="button" className="toast-more" onClick={() => setWhole(!isWhole)}>
              {isWhole ? t('Only the newest') : t('{{n}} more', { n: newest.length - 1 })}
            </button>
          )}
        </ToastShown>
      ))}
    </div>
  );
}

function ToastShown({ told, onClose, children }: { readonly told: Told; readonly onClose: () => void; readonly children?: ReactNode }) {
  const t = useText();
  const zone = useZone();
  return (
    <div className="toast" data-tone={told.tone}>
      <span aria-hidden="true">{sign[told.tone]}</span>
      <p>{inPlantTime(told.text, zone)}</p>
      {children}
      <button type="button" onClick={onClose} aria-label={t('Close')}>
        ✕
      </button>
    </div>
  );
}

/** Shows a toast. */
export function useToast(): (toast: Toast) => void {
  return use(ToastContext);
}
