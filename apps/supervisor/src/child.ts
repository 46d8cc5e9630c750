// 15 s: a child that can end by itself has 10 s for what is in hand
const ownEndMs = 15_000;

/** Flags of Node for a child that must not outlive this process, whatever its main thread does. */
export function endsWithUs(patienceMs = ownEndMs): string[] {
  const url = new URL('./end-with-parent.ts', import.meta.url);
  url.searchParams.set('parent', String(process.pid));
  url.searchParams.set('patienceMs', String(patienceMs));
  return ['--import', url.href];
}
