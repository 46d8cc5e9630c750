import type { ReactNode } from 'react';
import { Link } from '../app/router.tsx';
import './core.css';

export interface Crumb {
  readonly label: string;
  readonly path?: string;
}

export interface PageHeaderProps {
  /** Where this page stands: room › noun › number. The last one is this page. */
  readonly trail?: readonly Crumb[];
  readonly title: ReactNode;
  readonly chips?: ReactNode;
  /** Buttons at the right. */
  readonly actions?: ReactNode;
  /** One line beneath the title. */
  readonly sub?: ReactNode;
  readonly children?: ReactNode;
}

/** The head of every page: where am I, what is this, how does it stand. */
export function PageHeader({ trail = [], title, chips, actions, sub, children }: PageHeaderProps) {
  return (
    <header className="head">
      {trail.length > 0 && (
        <nav className="trail" aria-label="You are here">
          {trail.map((crumb, i) => {
            const last = i === trail.length - 1;
            return (
              <span key={crumb.label}>
                {crumb.path && !last ? <Link to={crumb.path}>{crumb.label}</Link> : last ? <b>{crumb.label}</b> : crumb.label}
                {!last && <span aria-hidden="true"> ›</span>}
              </span>
            );
          })}
        </nav>
      )}
      <div className="title-row">
        <h1>{title}</h1>
        {chips}
        {actions && <div className="head-actions">{actions}</div>}
      </div>
      {sub && <div className="head-sub">{sub}</div>}
      {children && <div style={{ marginTop: 8 }}>{children}</div>}
    </header>
  );
}
