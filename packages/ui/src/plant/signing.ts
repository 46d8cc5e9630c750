import { newId } from '@millrace/kernel';
import type { SignaturesAsked } from '@millrace/model';
import type { Action } from '../act/action.ts';
import { useSession } from '../client/session.tsx';
import type { SignatureOpen } from '../core/signatures.tsx';
import { useText, type Text } from '../text/text.ts';
import type { Names } from './model.ts';
import type { RecordShown } from './record.tsx';
import { firstSigns, lastOf, slotsOf, whyNotSign, type Signer } from './slots.ts';
import { useNames, usePlantModel } from './use-model.ts';

export interface Signing {
  /** The actions of the page, with those that sign a record ahead of a command before it. */
  readonly actions: readonly Action[];
  /** Signatures of the next command that nobody has given yet. */
  readonly open: readonly SignatureOpen[];
  /** How many the next command needs and has; absent where one is enough. */
  readonly count?: { readonly given: number; readonly needed: number };
}

/** What a record's page offers when the plant's policy asks for several signatures on one of its commands: put its actions through this. */
export function useSigning(): (page: RecordShown, actions: readonly Action[]) => Signing {
  const t = useText();
  const model = usePlantModel();
  const names = useNames();
  const { person, roles } = useSession();
  const signer = { person: person.id, roles: roles.map(({ role }) => role) };
  return (page, actions) => {
    const place = typeof page.state['place'] === 'string' ? page.state['place'] : undefined;
    const several = actions.map((action) => {
      const policy = model.signaturesFor(action.address, place);
      return policy && policy.signatures.length > 1 ? severalOf(action, policy, page, signer, names, t) : { actions: [action], open: [] };
    });
    // the card speaks of the command that can be next
    const next = several.find((one) => one.open.length > 0);
    return { actions: several.flatMap((one) => one.actions), open: next?.open ?? [], ...(next?.count && { count: next.count }) };
  };
}

/** A command of several signatures: those that are given ahead of it, as actions of their own, then itself with the last. */
function severalOf(action: Action, policy: SignaturesAsked, page: RecordShown, signer: Signer, names: Names, t: Text): Signing {
  const slots = slotsOf(action.address, policy, page);
  const last = lastOf(slots, policy);
  const missing = slots.find((one) => one !== last && one.by === undefined);
  const why = missing ? firstSigns(missing, names, t) : whyNotSign(slots, last, policy, signer, names, t);
  // nobody signs ahead for what the record's state does not allow yet
  if (action.why !== undefined) return { actions: [{ ...action, signs: last.meaning }], open: [] };
  const ahead = slots
    .filter((one) => one !== last && one.by === undefined)
    .map((one): Action => ({
      label: t('Sign for “{{what}}”, {{n}} of {{of}}', { what: t(action.label), n: one.index + 1, of: slots.length }),
      address: 'record.step.sign',
      input: { id: newId(), noun: page.noun, subject: page.id, step: one.step, revision: page.revision },
      signs: one.meaning,
      consequence: t('“{{what}}” is done with the last of {{of}} signatures. If the record changes before, it is signed again.', { what: t(action.label), of: slots.length }),
      why: whyNotSign(slots, one, policy, signer, names, t),
      done: t('Signed.'),
    }));
  return {
    actions: [...ahead, { ...action, signs: last.meaning, why }],
    open: slots.filter((one) => one.by === undefined).map((one) => ({ id: one.step, role: names.role(one.role), meaning: one.meaning, isLast: one === last })),
    count: { given: slots.filter((one) => one.by !== undefined).length, needed: slots.length },
  };
}
