import type { ReactNode } from 'react';
import './core.css';

export type Tone = 'good' | 'bad' | 'warn' | 'brand' | 'plain';

/** The sign that stands beside a colour, so that the colour is never alone. */
export const signOf: Readonly<Record<Tone, string>> = { good: '✓', bad: '✕', warn: '◔', brand: '', plain: '' };

/** A short state in words, with its sign: `<Chip tone="bad" sign="▲">major</Chip>`. */
export function Chip({ tone = 'plain', sign, large, children }: { readonly tone?: Tone; readonly sign?: string; readonly large?: boolean; readonly children: ReactNode }) {
  const mark = sign ?? signOf[tone];
  return (
    <span className="chip" data-tone={tone} data-large={large || undefined}>
      {mark && <span aria-hidden="true">{mark}</span>}
      {children}
    </span>
  );
}
