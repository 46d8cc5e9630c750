/** What is active of one condition: native code and level. Several faults of one condition can be active at once. */
export type Active = ReadonlyMap<string, string>;

const rank: Readonly<Record<string, number>> = { NORMAL: 0, WARNING: 1, FAULT: 2 };

/**
 * A condition after one more word about it (MTConnect Part 2, condition): a level with a native code sets that one, NORMAL
 * with a code ends that one, NORMAL or UNAVAILABLE without a code ends all.
 */
export function afterWord(active: Active, level: string, nativeCode: string): Active {
  if (level === 'UNAVAILABLE') return new Map();
  if (level === 'NORMAL') {
    if (nativeCode === '') return new Map();
    const rest = new Map(active);
    rest.delete(nativeCode);
    return rest;
  }
  return new Map(active).set(nativeCode, level);
}

/** The worst level that is active: what the condition's signal shows. */
export function worst(active: Active): string {
  return [...active.values()].reduce((one, other) => ((rank[other] ?? 0) > (rank[one] ?? 0) ? other : one), 'NORMAL');
}
