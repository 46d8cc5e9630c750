import type { ReactNode } from 'react';
import { recordPath } from '../screen.ts';
import { Link } from '../app/router.tsx';
import { useText } from '../text/text.ts';
import { Card } from './card.tsx';

export interface Tie {
  readonly noun: string;
  readonly id: string;
  /** `Lot R26K114`. */
  readonly label: ReactNode;
  /** How it stands, or what ties it: `on hold`. */
  readonly aside?: ReactNode;
}

/** One line that leads to another record. */
export function TieLine({ tie }: { readonly tie: Tie }) {
  return (
    <div className="tie">
      <Link to={recordPath(tie.noun, tie.id)}>{tie.label}</Link>
      {tie.aside !== undefined && <span className="muted small">{tie.aside}</span>}
    </div>
  );
}

/** The records this one is tied to. */
export function TiedTo({ ties }: { readonly ties: readonly Tie[] }) {
  const t = useText();
  return (
    <Card title={t('Tied to')} aside={ties.length}>
      {ties.length === 0 && <p className="muted small">{t('Nothing yet.')}</p>}
      {ties.map((tie) => (
        <TieLine key={tie.noun + tie.id} tie={tie} />
      ))}
    </Card>
  );
}
