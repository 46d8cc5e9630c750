/** Two 32-bit numbers that name a lock (`pg_advisory_xact_lock(int, int)`), from site, noun and identity. */
export function lockKey(...parts: readonly string[]): readonly [number, number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  const text = parts.join('\u0000');
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a | 0, b | 0];
}

export interface Lock {
  readonly key: readonly [number, number];
  readonly isShared: boolean;
}

/** One fixed order for all, the strongest wish per key: two acts never wait for each other in a ring. */
export function inOrder(locks: readonly Lock[]): Lock[] {
  const strongest = new Map<string, Lock>();
  for (const lock of locks) {
    const name = lock.key.join(':');
    const known = strongest.get(name);
    if (!known || (known.isShared && !lock.isShared)) strongest.set(name, lock);
  }
  return [...strongest.values()].toSorted((x, y) => x.key[0] - y.key[0] || x.key[1] - y.key[1]);
}
