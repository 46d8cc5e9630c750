import { useId, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import './core.css';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  readonly kind?: 'primary' | 'danger' | 'plain' | 'normal';
  /** Why it cannot be pressed now, as a sentence that says what to do; the button is greyed and the sentence stands beneath. */
  readonly why?: string | undefined;
  readonly busy?: boolean;
  readonly icon?: IconName;
  /** Small word at the end, e.g. "signs". */
  readonly note?: string;
  readonly wide?: boolean;
  readonly submit?: boolean;
  /** Name for the reader when the content is a sign only. */
  readonly label?: string;
  readonly autoFocus?: boolean;
}

/** A button whose refusal is visible before the click: it stays in the tab order and the reader hears the reason. */
export function Button({ children, onClick, kind = 'normal', why, busy, icon, note, wide, submit, label, autoFocus }: ButtonProps) {
  const reason = useId();
  const off = why !== undefined || busy === true;
  const button = (
    <button
      type={submit && !off ? 'submit' : 'button'}
      className="btn"
      data-kind={kind}
      data-wide={wide || undefined}
      aria-disabled={off || undefined}
      aria-describedby={why ? reason : undefined}
      aria-label={label}
      autoFocus={autoFocus}
      onClick={off ? undefined : onClick}
    >
      {busy ? <span className="btn-busy" aria-hidden="true" /> : icon && <Icon name={icon} size={18} />}
      <span>{children}</span>
      {note && <span className="btn-note">{note}</span>}
    </button>
  );
  if (why === undefined) return button;
  return (
    <div>
      {button}
      <p className="btn-why" id={reason}>
        {why}
      </p>
    </div>
  );
}
