import { canonical } from './canonical.ts';
import type { Id } from './id.ts';
import { sha256 } from './sha256.ts';

// the namespace of this project (RFC 9562 §6.6): drawn once, never changed, for every identity that follows from a name rests on it
const namespace = '6e0d5a8e-3f0b-4c56-9d0e-4f7a1b2c8d63';

/**
 * The identity of a record that exists once per name: one credential per person, one count per unit and quarter of an hour.
 * Whoever knows the name knows the identity, on every server and in every rehearsal. A name of several parts is not joined: `a b, c` is not `a, b c`.
 */
export function namedId<const A extends string>(address: A, ...name: readonly [string, ...string[]]): Id<A> {
  const text = canonical([address, ...name]);
  let id = known.get(text);
  if (id === undefined) {
    if (known.size >= mostKnown) known.clear();
    known.set(text, (id = uuidOfName(namespace, text)));
  }
  return id as Id<A>;
}

// 10,000 names, some 2 MB: an act asks for the same few several times, and a hash is not free
const mostKnown = 10_000;
const known = new Map<string, string>();

/** SHA-256 of a namespace and a name, cut to a UUIDv8 (RFC 9562 §5.8, appendix B.2). */
export function uuidOfName(space: string, name: string): string {
  const spaceBytes = space
    .replaceAll('-', '')
    .match(/../g)!
    .map((byte) => parseInt(byte, 16));
  const bytes = sha256(Uint8Array.from([...spaceBytes, ...new TextEncoder().encode(name)])).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
