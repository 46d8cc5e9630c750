import { houseRefusal, type AnyCommand } from '@millrace/kernel';
import type { SignatureDemand } from './authority.ts';
import type { Envelope } from './envelope.ts';
import type { ShellParts } from './parts.ts';

export interface Signer {
  readonly meaning: string;
  readonly printedName: string;
  readonly component: string;
}

/** Re-authentication before anything is locked: hashing a secret takes longer than the whole act. */
export async function checkSecret(parts: ShellParts, command: AnyCommand, envelope: Envelope): Promise<Signer | undefined> {
  if (!envelope.signature) return undefined;
  const { meaning, secret } = envelope.signature;
  const checked = await parts.authority.checkSecret(envelope.site, envelope.actor.person, secret);
  if (!checked.isRight) throw houseRefusal(command.address, 'signature-wrong', { component: checked.component, ...checked.facts });
  return { meaning, printedName: checked.printedName, component: checked.component };
}

/** The signature that the model wants on this act. An added step is signed as the model says of that step. */
export function demandOf(parts: ShellParts, command: AnyCommand, input: unknown, place: string | undefined): SignatureDemand | undefined {
  const policy = parts.policy();
  if (command.address === 'record.step.sign') {
    const { step } = input as { step: string };
    for (const address of parts.rooms.commands.keys()) {
      const added = policy.stepsBefore(address, place).find((one) => one.step === step);
      if (added) return { meaning: added.meaning, roles: added.roles };
    }
  }
  return policy.signatureFor(command.address, place);
}

/** Who holds the role that must sign acts in it, whatever else they are. */
export function wantedFirst(roles: readonly [string, ...string[]], demanded: SignatureDemand | undefined): readonly [string, ...string[]] {
  const wanted = roles.find((role) => demanded?.roles.includes(role));
  return wanted === undefined ? roles : [wanted, ...roles.filter((role) => role !== wanted)];
}

/** Whether the act carries what it must, asked only of those who may do it: a reason, a signature of the right meaning by the right role. */
export function checkSigned(command: AnyCommand, demanded: SignatureDemand | undefined, role: string, envelope: Envelope): void {
  if (envelope.actor.kind === 'system') return;
  if (command.needsReason && !envelope.reason?.trim()) throw houseRefusal(command.address, 'reason-needed');
  const meanings: readonly string[] = demanded ? [demanded.meaning] : Object.values(command.signs as Record<string, string>);
  const given = envelope.signature;
  if (!given && demanded) throw houseRefusal(command.address, 'signature-needed', { meaning: demanded.meaning });
  if (given && !meanings.includes(given.meaning)) throw houseRefusal(command.address, 'signature-needed', { meaning: meanings.join(' / ') || 'this act carries no signature' });
  if (given && demanded && demanded.roles.length > 0 && !demanded.roles.includes(role))
    throw houseRefusal(command.address, 'signature-not-yours', { roles: demanded.roles.join(' or '), role, meaning: given.meaning });
  // a machine holds no secret of a person, and what nobody re-authenticated is not signed
  if (given && envelope.actor.kind === 'machine') throw houseRefusal(command.address, 'signature-not-yours', { roles: 'a person', role, meaning: given.meaning });
}
