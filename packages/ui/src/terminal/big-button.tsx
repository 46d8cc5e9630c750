import { useId, type ReactNode } from 'react';
import { Icon } from '../core/icon.tsx';
import type { IconName } from '../core/icon-paths.ts';
import './terminal.css';

export interface BigButtonProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly icon?: IconName;
  /** `call` is red: something is wrong and this is what to do; `go` is the one main action. */
  readonly kind?: 'call' | 'go' | 'normal';
  readonly onClick?: () => void;
  /** What blocks it and what unblocks it; stands above the button. */
  readonly why?: string | undefined;
  /** What blocks it is wrong, not merely still to do: it is said in red. */
  readonly isWrong?: boolean;
  readonly busy?: boolean;
}

/** A button for gloves: at least the device's main target in height, one press, no hover. */
export function BigButton({ title, note, icon, kind = 'normal', onClick, why, isWrong = false, busy }: BigButtonProps) {
  const reason = useId();
  const off = why !== undefined || busy === true;
  const button = (
    <button type="button" className="big" data-kind={kind} aria-disabled={off || undefined} aria-describedby={why ? reason : undefined} onClick={off ? undefined : onClick}>
      {icon && (
        <span className="big-icon">
          <Icon name={icon} size={28} />
        </span>
      )}
      <span>
        {title}
        {note && <small>{note}</small>}
      </span>
      {busy && <span className="btn-busy" aria-hidden="true" />}
    </button>
  );
  if (kind !== 'go') return why === undefined ? button : <Blocked id={reason} why={why} isWrong={isWrong} button={button} />;
  return <Blocked id={reason} why={why} isWrong={isWrong} button={button} />;
}

function Blocked({ id, why, isWrong, button }: { readonly id: string; readonly why: string | undefined; readonly isWrong: boolean; readonly button: ReactNode }) {
  return (
    <div className="big-wrap">
      <div className={isWrong ? 'tile-label bad-ink' : 'tile-label'} id={id}>
        {why}
      </div>
      {button}
    </div>
  );
}
