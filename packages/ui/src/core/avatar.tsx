import './core.css';

/** A person by initials; the whole name is told to the reader and on hover. */
export function Avatar({ initials, name, large }: { readonly initials: string; readonly name?: string; readonly large?: boolean }) {
  return (
    <span className="avatar" data-large={large || undefined} title={name} role="img" aria-label={name ?? initials}>
      {initials}
    </span>
  );
}
