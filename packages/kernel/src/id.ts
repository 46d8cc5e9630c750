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

/** A new identity that sorts by the time it was made; `atMs` is the wall clock of the maker, Unix milliseconds. */
export function newId<A extends string = string>(atMs: number = Date.now()): Id<A> {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let ms = atMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<A>;
}
