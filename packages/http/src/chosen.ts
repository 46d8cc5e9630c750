import { houseRefusal, type AnyCommand, type Concealed } from '@millrace/kernel';
import type { Identified } from './identity.ts';

/** Refuses a secret that fits and is none for whoever chooses it, such as their own name: from here on only its hash is known. */
export function refuseGuessable(command: AnyCommand, given: unknown, who: Identified): void {
  if (typeof given !== 'object' || given === null) return;
  for (const one of Object.values(command.secrets as Record<string, Concealed>)) {
    if (!('takes' in one)) continue;
    const secret = (given as Record<string, unknown>)[one.takes];
    const problem = typeof secret === 'string' ? one.not?.(secret, { person: who.actor.person, name: who.name }) : undefined;
    if (problem !== undefined) throw houseRefusal(command.address, 'bad-input', { problems: `${one.takes}: ${problem}` });
  }
}
