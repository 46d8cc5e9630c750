import * as z from 'zod';

declare const noun: unique symbol;

/** Identity of one record: a UUIDv7 (RFC 9562 §5.7), made where the record is first thought of, the terminal included. */
export type Id<A extends string = string> = string & { readonly [noun]: A };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Schema of an identity of the named noun; says which noun is meant when the value is no UUID. */
export function id<const A extends string>(address: A): z.ZodType<Id<A>, string> {
  return z
    .string()
    .regex(uuid, { error: `Give the id of a ${address}: a UUID in lower case.` })
    .meta({ format: 'uuid', refersTo: address }) as unknown as z.ZodType<Id<A>, string>;
}

// 4 KiB: asked for byte by byte, the system's randomness cost more than deciding an act
const randomness = new Uint8Array(4096);
let taken = randomness.length;
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A new identity that sorts by the time it was made; `atMs` is the wall clock of the maker, Unix milliseconds. */
export function newId<A extends string = string>(atMs: number = Date.now()): Id<A> {
  if (taken + 10 > randomness.length) {
    crypto.getRandomValues(randomness);
    taken = 0;
  }
  const ms = Math.floor(atMs).toString(16).padStart(12, '0');
  const next = () => randomness[taken++]!;
  const hex = (byte: number) => hexOf[byte]!;
  const [version, variant] = [hex((next() & 0x0f) | 0x70) + hex(next()), hex((next() & 0x3f) | 0x80) + hex(next())];
  return `${ms.slice(0, 8)}-${ms.slice(8)}-${version}-${variant}-${hex(next())}${hex(next())}${hex(next())}${hex(next())}${hex(next())}${hex(next())}` as Id<A>;
}
