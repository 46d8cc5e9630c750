import type { House } from './house.ts';

/** What is said at the start of a plant where nobody can sign in yet: the one-time code of the first administrator. */
export async function setUpText(house: House, url: string): Promise<string | undefined> {
  const people = house
    .policy()
    .model.objects.filter((object) => object.kind === 'personnel.person' && object.fields.machine !== true)
    .map((person) => person.id);
  const found = await house.invitations.setUp(people, house.gate.grantsOf);
  if (found === 'done') return undefined;
  if (found === 'nobody')
    return 'Nobody can sign in, and the model names nobody who may invite others. Give one person a role with personnel.invitation.issue at the site (personnel.role-assignment), and apply it: docs/guides/run-it.md, "The first administrator".';
  return `Nobody can sign in yet. ${house.policy().nameOfPerson(found.person)} (${found.person}) may invite the others: open ${url}/invitation#${found.code} once, within 24 hours, and choose a password.`;
}
