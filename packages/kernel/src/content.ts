import * as z from 'zod';

/** Bytes that came with a command and are kept under their hash: what the command is told of them. */
export const keptContent = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be the SHA-256 of the bytes, 64 hexadecimal digits' }),
  /** Size, bytes. */
  bytes: z.number().int().min(0),
  /** The first 16 bytes in hexadecimal: what kind of file it is, whatever its name says. */
  head: z.string().regex(/^[0-9a-f]{0,32}$/),
});
export type KeptContent = z.output<typeof keptContent>;

/** A command whose bytes come as the body of its request; the rest of its input comes with the address. */
export interface TakesContent {
  /** Field of the input that holds the `keptContent`. Only the door writes it: what a form says of a file proves nothing. */
  readonly into: string;
  /** Field that gets a new identity where the sender names none, so that a file can be sent by its address alone. */
  readonly names: string;
  /** Media types that are taken; `any` where the command itself judges the bytes. */
  readonly types: 'any' | readonly string[];
}
