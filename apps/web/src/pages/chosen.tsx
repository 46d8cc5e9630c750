import { useEffect, useRef, type ReactNode } from 'react';

/** What was chosen in a list beside it; on a phone it lies beneath the list, and comes into view when it changes. */
export function Chosen({ of, children }: { readonly of: string; readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef(of);
  useEffect(() => {
    if (shown.current === of) return;
    shown.current = of;
    if (window.matchMedia('(max-width: 760px)').matches) place.current?.scrollIntoView({ block: 'start' });
  }, [of]);
  return (
    <div className="stack" ref={place}>
      {children}
    </div>
  );
}
