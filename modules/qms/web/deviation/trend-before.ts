/** Readings that went one way before the one that failed; said from five on, for fewer are chance. */
export function trendBefore(values: readonly number[], failing: number): { readonly n: number; readonly way: 'rising' | 'falling' } | undefined {
  const wayAt = (i: number) => Math.sign(values[i]! - values[i - 1]!);
  if (failing < 1 || failing >= values.length) return undefined;
  const way = wayAt(failing);
  let n = 0;
  for (let i = failing; i > 0 && way !== 0 && wayAt(i) === way; i--) n++;
  return n >= 5 ? { n, way: way > 0 ? 'rising' : 'falling' } : undefined;
}
