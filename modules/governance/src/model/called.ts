import { equipmentKinds } from '@millrace/equipment/kinds';
import { placesOf, signaturesAsked, type Finding, type Model } from '@millrace/model';
import { mayDo, rolesOf } from './signers.ts';

interface Work {
  readonly on: readonly { readonly at: string }[];
  readonly steps: readonly {
    readonly signs?: { readonly role: string; readonly second?: string };
    readonly data: readonly { readonly outOfLimits?: { readonly leadsTo?: string; readonly calls?: string } }[];
  }[];
}

/** A role that a step of a work counts on for a command. */
interface Counted {
  readonly path: NonNullable<Finding['path']>;
  readonly role: string;
  readonly address: string;
  readonly must: string;
}

/**
 * A work that counts on a role which may not do its part, or whose act another role signs there: the step would stay blocked, undone or
 * unverified for good. It is a matter of three kinds of three rooms (work, roles, signature policies), so it stands where all are known.
 */
export function* workIsStuck(_mine: unknown, model: Model): Iterable<Finding> {
  const places = placesOf(new Map(equipmentKinds.map((one) => [one.name, one])), model);
  for (const object of model.objects.filter(({ kind }) => kind === 'work.master')) {
    const work = object.fields as unknown as Work;
    for (const { path, role, address, must } of countedOn(work)) {
      if (!model.byKey.has(`personnel.role ${role}`)) continue;
      if (!mayDo(model, role, address)) {
        yield {
          object,
          path,
          says: `${role} is to ${must}, and may not: nothing of what it may covers ${address}.`,
          instead: `Add ${address} to what ${role} may, or name another role.`,
        };
        continue;
      }
      // whoever has a role that includes it counts as it
      const those = model.objects.filter((one) => one.kind === 'personnel.role').map((one) => rolesOf(model, one.id));
      for (const { at } of work.on) {
        const signer = signaturesAsked(model.objects, address, places.chain(at), '9999-12-31')?.signatures.at(-1)?.role;
        if (signer === undefined || those.some((is) => is.has(role) && is.has(signer))) continue;
        yield {
          object,
          path,
          says: `${role} is to ${must} at ${at}, where ${address} is signed as ${signer}: nobody is both.`,
          instead: `Write a signature policy of ${address} for ${at} that ${role} signs, or name ${signer} here.`,
        };
      }
    }
  }
}

function* countedOn({ steps }: Work): Iterable<Counted> {
  for (const [i, { signs, data }] of steps.entries()) {
    if (signs) yield { path: ['steps', i, 'signs', 'role'], role: signs.role, address: 'mes.step.complete', must: 'do this step' };
    if (signs?.second !== undefined) yield { path: ['steps', i, 'signs', 'second'], role: signs.second, address: 'mes.step.verify', must: 'verify this step' };
    for (const [j, { outOfLimits }] of data.entries())
      if (outOfLimits?.leadsTo === 'call' && outOfLimits.calls !== undefined)
        yield { path: ['steps', i, 'data', j, 'outOfLimits', 'calls'], role: outOfLimits.calls, address: 'mes.block.answer', must: 'decide about this value' };
  }
}
