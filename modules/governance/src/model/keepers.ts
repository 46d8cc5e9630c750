import { signaturesAsked, stepsAsked, type Finding, type Model } from '@millrace/model';
import { mayDo, signAhead } from './signers.ts';

interface Assignment {
  readonly person: string;
  readonly role: string;
  readonly at: string;
  readonly until?: string;
}

const apply = 'model.revision.apply';
// a policy that comes into force on a day will ask then
const everyDay = '9999-12-31';

/**
 * A plant whose people can no longer change its model: nobody may apply a change to all of it, or those are not there who must sign it as the
 * plant's own policy and steps ask. No change could then mend that, so one that leads there is refused.
 */
export function* nobodyKeepsTheModel(_mine: unknown, model: Model): Iterable<Finding> {
  const people = new Set(model.objects.filter(({ kind, fields }) => kind === 'personnel.person' && fields.machine !== true).map(({ id }) => id));
  const site = model.objects.find(({ kind }) => kind === 'equipment.site');
  // a model that has no people yet, or no roles, gives nobody anything to do here
  if (!site || people.size === 0 || !model.objects.some(({ kind }) => kind === 'personnel.role')) return;
  const says = (why: string) => `Nobody could change the model of ${site.id} any more: ${why}.`;
  const whole = new Set(model.objects.filter(({ kind }) => kind === 'equipment.site' || kind === 'equipment.enterprise').map(({ id }) => id));
  // those who are here for good: whoever leaves on a day would leave nobody
  const held = model.objects
    .filter(({ kind }) => kind === 'personnel.role-assignment')
    .map(({ fields }) => fields as unknown as Assignment)
    .filter(({ person, at, until }) => people.has(person) && whole.has(at) && until === undefined);
  // who signs in a role holds that very role: to have its rights by another is not to be it
  const holders = (role: string, does: string) => (mayDo(model, role, does) ? held.filter((one) => one.role === role).map(({ person }) => person) : []);
  const here = `at ${site.id} and without an end`;

  const policy = signaturesAsked(model.objects, apply, [], everyDay);
  const last = policy?.signatures.at(-1)?.role;
  const doers = last === undefined ? held.filter(({ role }) => mayDo(model, role, apply)).map(({ person }) => person) : holders(last, apply);
  if (doers.length === 0)
    yield {
      object: site,
      says: says(`no person holds, ${here}, ${last === undefined ? `a role that may ${apply}` : `the role ${last}, which signs it, and may ${apply} in it`}`),
      instead:
        last === undefined ? `Assign such a role to a person at ${site.id}.` : `Assign ${last} to a person at ${site.id} and let it ${apply}, or let another role sign last.`,
    };
  const before = (policy?.signatures ?? []).slice(0, -1).map(({ role }) => role);
  const steps = stepsAsked(model.objects, apply).filter(({ when }) => when === undefined);
  const missing = [...before, ...steps.map(({ role }) => String(role))].find((role) => holders(role, signAhead).length === 0);
  if (missing !== undefined)
    yield {
      object: site,
      says: says(`${missing} is to sign first, and no person is that ${here} and may ${signAhead}`),
      instead: `Assign ${missing} to a person at ${site.id} and let it ${signAhead}, or ask for another signature.`,
    };
  else if (policy?.differentPersons === true && doers.length > 0 && !areApart([...before.map((role) => holders(role, signAhead)), doers]))
    yield {
      object: site,
      says: says(`its policy asks ${policy.signatures.length} different persons to sign as ${[...before, last].join(' and ')}, and there are not so many ${here}`),
      instead: `Assign those roles to more people at ${site.id}, or let one person give more than one signature.`,
    };
}

/** Whether each signature can be given by another person. */
function areApart([first, ...more]: readonly (readonly string[])[]): boolean {
  return first === undefined || first.some((one) => areApart(more.map((others) => others.filter((other) => other !== one))));
}
