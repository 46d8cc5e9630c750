import { Link as RouterLink, useLocation, useNavigate, useParams as useRouterParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export interface LinkProps {
  /** Where to, with its parameters filled in: `/qms/deviation/0190...`. */
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly className?: string;
  readonly children: ReactNode;
  readonly label?: string;
  readonly current?: boolean;
  readonly onClick?: () => void;
}

/** A link to another screen, without loading the page anew. */
export function Link({ to, search, children, className, label, current, onClick }: LinkProps) {
  return (
    <RouterLink
      to={to}
      search={(search ?? {}) as never}
      {...(className ? { className } : {})}
      aria-label={label}
      aria-current={current ? 'page' : undefined}
      {...(onClick ? { onClick } : {})}
    >
      {children}
    </RouterLink>
  );
}

/** Goes to another screen. */
export function useGo(): (path: string, search?: Readonly<Record<string, string>>) => void {
  const navigate = useNavigate();
  return (path, search = {}) => void navigate({ to: path, search: search as never });
}

/** The parameters in the path of this screen: `$id` in its path gives `id`. */
export function useParams(): Readonly<Record<string, string>> {
  return useRouterParams({ strict: false }) as Readonly<Record<string, string>>;
}

/** The path of the screen that is shown. */
export function usePath(): string {
  return useLocation().pathname;
}

/** What stands behind the `?` of the address, and how to change it; a filtered list can be sent to a colleague as a link. */
export function useUrlState(): [Readonly<Record<string, string>>, (change: Readonly<Record<string, string | undefined>>) => void] {
  const state = useSearch({ strict: false }) as Readonly<Record<string, string>>;
  const navigate = useNavigate();
  const set = (change: Readonly<Record<string, string | undefined>>) => {
    const next = Object.fromEntries(Object.entries({ ...state, ...change }).filter(([, value]) => value !== undefined && value !== ''));
    void navigate({ to: '.', search: next as never, replace: true });
  };
  return [state, set];
}
