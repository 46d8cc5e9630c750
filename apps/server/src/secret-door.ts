import type { SecretDoor } from '@millrace/http';
import { findableHash, hashOf, hashSecret, newSecret } from '@millrace/personnel/module';
import type { House } from './house.ts';

/** What becomes of secrets that are sent or asked for: nothing but a hash goes on. */
export const secretDoor = ({ gate, site }: Pick<House, 'gate' | 'site'>): SecretDoor => ({
  make: () => {
    const secret = newSecret();
    return { secret, hash: hashOf(secret) };
  },
  slowly: hashSecret,
  findably: (secret) => findableHash(secret, site),
  proves: gate.isPasswordOf,
});
