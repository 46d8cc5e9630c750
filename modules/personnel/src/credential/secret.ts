import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2) as (
  algorithm: 'argon2id',
  options: { message: string; nonce: Buffer; parallelism: number; tagLength: number; memory: number; passes: number },
) => Promise<Buffer>;

// OWASP's second choice for argon2id (19 MiB, 2 passes, 1 lane): some 30 ms here, so that ten people can sign in at shift change
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;

/** argon2id of a secret as a PHC string (RFC 9106). */
export const hashSecret = (secret: string): Promise<string> => hashWith(randomBytes(16), secret);

/**
 * argon2id of what must be found by itself, such as the number of a badge: its salt is the site's, so the same number has the same hash there. Whoever reads the record cannot
 * type the number, and trying all of eight digits takes a machine a month.
 */
export const findableHash = (secret: string, site: string): Promise<string> => hashWith(createHash('sha256').update(`millrace badge ${site}`).digest().subarray(0, 16), secret);

async function hashWith(nonce: Buffer, secret: string): Promise<string> {
  const tag = await derive('argon2id', { message: secret.normalize('NFKC'), nonce, tagLength, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(nonce)}$${bare(tag)}`;
}

/** Whether a secret is the one that was hashed; costs the same for a right and a wrong one. */
export async function isSecret(secret: string, phc: string): Promise<boolean> {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(phc);
  if (!found) return false;
  const [, memory, passes, parallelism, nonce, tag] = found;
  const expected = Buffer.from(tag!, 'base64');
  const given = await derive('argon2id', {
    message: secret.normalize('NFKC'),
    nonce: Buffer.from(nonce!, 'base64'),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return timingSafeEqual(given, expected);
}

const bare = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
