import type { SignaturesAsked } from '@millrace/model';
import type { Text } from '../text/text.ts';
import type { Names } from './model.ts';
import type { RecordShown } from './record.tsx';

/** One of the signatures that a command needs on a record, and who gave it while the record was as it is now. */
export interface Slot {
  readonly index: number;
  readonly step: string;
  readonly role: string;
  readonly meaning: string;
  readonly by?: string;
}

/** The signatures of a policy on a record, in their order. One on an earlier revision, or over other files, is open again. */
export function slotsOf(address: string, policy: SignaturesAsked, page: Pick<RecordShown, 'steps'>): readonly Slot[] {
  return policy.signatures.map(({ role, says }, index): Slot => {
    const step = `${address}/${index + 1}`;
    const given = page.steps.find((one) => one.step === step && one.isStanding);
    return { index, step, role, meaning: says, ...(given && { by: given.signedBy }) };
  });
}

export interface Signer {
  readonly person: string;
  readonly roles: readonly string[];
}

/** Why somebody cannot give one of the signatures now; the same rules as the server's. */
export function whyNotSign(slots: readonly Slot[], slot: Slot, policy: SignaturesAsked, signer: Signer, names: Pick<Names, 'person' | 'role'>, t: Text): string | undefined {
  if (slot.by !== undefined) return t('{{name}} has signed this.', { name: names.person(slot.by) });
  const before = policy.inOrder ? slots.find((one) => one.index < slot.index && one.by === undefined) : undefined;
  if (before) return firstSigns(before, names, t);
  if (policy.differentPersons && slots.some((one) => one.by === signer.person)) return t('You have signed already; somebody else gives this signature.');
  return signer.roles.includes(slot.role) ? undefined : t('{{role}} gives this signature.', { role: names.role(slot.role) });
}

/** Which of the open signatures does the command: the last, or whichever is left where there is no order. */
export const lastOf = (slots: readonly Slot[], policy: SignaturesAsked) => (policy.inOrder ? slots.at(-1)! : (slots.findLast((one) => one.by === undefined) ?? slots.at(-1)!));

/** Whose signature is waited for. */
export const firstSigns = (slot: Slot, names: Pick<Names, 'role'>, t: Text) => t('{{role}} signs first: “{{meaning}}”.', { role: names.role(slot.role), meaning: slot.meaning });
