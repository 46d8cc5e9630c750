import type { ReactNode } from 'react';
import './core.css';

/** A sheet of paper on the ground, with a quiet title and what belongs to it at the right. */
export function Card({ title, aside, children }: { readonly title?: ReactNode; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="card">
      {title !== undefined && (
        <div className="card-head">
          <h2>{title}</h2>
          {aside !== undefined && <span className="tiny">{aside}</span>}
        </div>
      )}
      {children}
    </section>
  );
}
