import { hash as digest, randomBytes } from 'node:crypto';

/** A token or a code nobody guesses: 32 bytes. */
export const newSecret = () => randomBytes(32).toString('base64url');

/** What is kept of a token or a code; one that nobody guesses needs no slow hash. */
export const hashOf = (secret: string) => digest('sha256', secret);
