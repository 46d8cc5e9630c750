import { signaturesAsked, type Finding, type Model } from '@millrace/model';
import { mayDo, rolesOf } from './signers.ts';

interface Assignment {
  readonly person: string;
  readonly role: string;
  readonly at: string;
  readonly until?: string;
}

const apply = 'model.revision.apply';

/**
 * A plant whose people can no longer change its model: nobody may apply a change to all of it, or nobody is there to sign it as the
 * plant's own policy asks. No change could then mend that, so one that leads there is refused.
 */
export function* nobodyKeepsTheModel(_mine: unknown, model: Model): Iterable<Finding> {
  const people = new Set(model.objects.filter(({ kind, fields }) => kind === 'personnel.person' && fields.machine !== true).map(({ id }) => id));
  const site = model.objects.find(({ kind }) => kind === 'equipment.site');
  // a model that has no people yet, or no roles, gives nobody anything to do here
  if (!site || people.size === 0 || !model.objects.some(({ kind }) => kind === 'personnel.role')) return;
  // those who are here for good: whoever leaves on a day would leave nobody
  const held = model.objects
    .filter(({ kind }) => kind === 'personnel.role-assignment')
    .map(({ fields }) => fields as unknown as Assignment)
    .filter(({ person, at, until }) => people.has(person) && at === site.id && until === undefined)
    .map(({ role }) => role);
  const asked = signaturesAsked(model.objects, apply, [site.id], '9999-12-31')?.signatures ?? [];
  const isDoer = (role: string, signs: string | undefined) => mayDo(model, role, apply) && (signs === undefined || rolesOf(model, role).has(signs));
  if (!held.some((role) => isDoer(role, asked.at(-1)?.role)))
    yield {
      object: site,
      says: `Nobody could change the model of ${site.id} any more: no person holds, at ${site.id} and without an end, a role that may ${apply}${asked.length > 0 ? ` and signs as ${asked.at(-1)!.role}` : ''}.`,
      instead: `Assign such a role to a person at ${site.id}.`,
    };
  for (const { role: signs } of asked.slice(0, -1))
    if (!held.some((role) => rolesOf(model, role).has(signs)))
      yield {
        object: site,
        says: `Nobody could change the model of ${site.id} any more: its policy asks ${signs} to sign first, and no person is that at ${site.id} without an end.`,
        instead: `Assign ${signs} to a person at ${site.id}, or ask for another signature.`,
      };
}
