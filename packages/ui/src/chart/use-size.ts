import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Width of an element, px, so that a chart draws at true size and its text is never scaled. */
export function useWidth<E extends HTMLElement>(start = 320): [RefObject<E | null>, number] {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(start);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(80, Math.round(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
