import type { ReactNode } from 'react';
import { useText } from '../text/text.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import { Problem } from './notice.tsx';
import './core.css';

/** Nothing to show, said kindly, with what one can do about it. */
export function Empty({ title, icon = 'check', children }: { readonly title: ReactNode; readonly icon?: IconName; readonly children?: ReactNode }) {
  return (
    <div className="state">
      <Icon name={icon} size={34} />
      <p className="state-title">{title}</p>
      {children && <div>{children}</div>}
    </div>
  );
}

/** The answer is on its way; lines stand where it will be. */
export function Loading({ lines = 4 }: { readonly lines?: number }) {
  const t = useText();
  return (
    <div className="wait" role="status">
      <span className="sr">{t('Loading')}</span>
      {Array.from({ length: lines }, (_, i) => (
        <i key={i} style={{ width: `${90 - ((i * 23) % 50)}%` }} />
      ))}
    </div>
  );
}

/** It could not be read; says why and lets the person try again. */
export function Failed({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const t = useText();
  return (
    <div className="stack" style={{ padding: 18 }}>
      <Problem error={error} />
      {again && (
        <div>
          <Button onClick={again}>{t('Try again')}</Button>
        </div>
      )}
    </div>
  );
}
