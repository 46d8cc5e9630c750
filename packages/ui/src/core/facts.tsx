import type { ReactNode } from 'react';
import './core.css';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** What is known of a record at first sight; an unknown value shows a dash, never nothing. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="num">{value === undefined || value === null || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
