import type { ReactNode } from 'react';
import { useText } from '../text/text.ts';
import './core.css';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** What is known of a record at first sight; an unknown value shows a dash, never nothing. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const t = useText();
  return (
    <dl className="facts">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>{value === undefined || value === null || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
