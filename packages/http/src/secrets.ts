import { givenAs, houseRefusal, type AnyCommand, type Concealed } from '@millrace/kernel';
import type { Identified } from './identity.ts';

/** What becomes of secrets, as the room that keeps people says. */
export interface SecretDoor {
  /** A token that nobody guesses, and what is kept of it. */
  readonly make: () => { readonly secret: string; readonly hash: string };
  readonly slowly: (secret: string) => Promise<string>;
  readonly findably: (secret: string) => Promise<string>;
  /** Whether this is the person's password; a wrong one counts towards the lock. */
  readonly proves: (person: string, secret: string) => Promise<boolean>;
}

/** The input with every secret in it replaced by what is kept of it, and the secrets that were made for the sender. */
export async function conceal(command: AnyCommand, given: unknown, who: Identified, door: SecretDoor): Promise<{ input: unknown; told: Record<string, string> }> {
  const fields = Object.entries(command.secrets as Record<string, Concealed>);
  const told: Record<string, string> = {};
  if (fields.length === 0 || typeof given !== 'object' || given === null) return { input: given, told };
  const input: Record<string, unknown> = { ...given };
  for (const [field] of fields) delete input[field];
  for (const [field, one] of fields) {
    if ('makes' in one) {
      const { secret, hash } = door.make();
      input[field] = hash;
      told[one.makes] = secret;
      continue;
    }
    const name = givenAs(one)!;
    const secret = input[name];
    delete input[name];
    if ('proves' in one) {
      input[field] = typeof secret === 'string' && (await door.proves(who.actor.person, secret));
      continue;
    }
    const read = one.as.safeParse(secret === '' ? undefined : secret);
    if (!read.success) throw houseRefusal(command.address, 'bad-input', { problems: `${name}: ${read.error.issues[0]!.message}` });
    if (read.data !== undefined) input[field] = await door[one.kept](read.data);
  }
  return { input, told };
}
