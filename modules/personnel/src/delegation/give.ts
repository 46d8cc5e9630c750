import { command, fresh, id, instant, nameText, some } from '@millrace/kernel';
import { modelObject } from '@millrace/model';
import * as z from 'zod';
import { delegation } from './delegation.ts';

/** Lends a role that the giver holds, for at most thirty days. */
export const give = command({
  address: 'personnel.delegation.give',
  summary: 'Lend a role for a time',
  needsReason: true,
  input: z.object({
    delegation: id('personnel.delegation'),
    fromPerson: nameText(),
    toPerson: nameText(),
    role: nameText(),
    /** Where the giver holds it, as the assignment in the model says. */
    place: z.string({ error: 'Say at which part of the plant the role is lent: the one where its holder has it, as Your account shows.' }).min(1).max(200),
    startsAt: instant(),
    endsAt: instant(),
  }),
  refusals: {
    'to-oneself': 'A role is lent to someone else; {person} holds it already.',
    'ends-before': 'It must end after it starts.',
    'too-long': 'A role is lent for at most 30 days. Change the assignment in the model for longer.',
    'no-such-assignment': '{person} does not hold the role {role} at {place}, and only a role that is held can be lent. {held}',
    'not-yours': 'You lend your own roles; the administrator of access lends those of others.',
  },
  // who lends may lend where the role holds: a team leader lends the line, not the site
  place: (input) => input.place,
  load: (input) => ({
    delegation: fresh(delegation, input.delegation),
    assignments: some(modelObject, { kind: ['personnel.role-assignment'], state: 'current' }),
  }),
  decide({ assignments }, { delegation: subject, ...facts }, act, { refuse, nameOfRole }) {
    if (facts.fromPerson === facts.toPerson) throw refuse('to-oneself', { person: facts.fromPerson });
    if (act.by !== facts.fromPerson && !(act.roles ?? [act.role]).includes('administrator')) throw refuse('not-yours');
    const { fromPerson: person, role, place } = facts;
    const places = assignments.filter(({ fields }) => fields.person === person && fields.role === role).map(({ fields }) => String(fields.at));
    const held = places.length === 0 ? `${person} holds the role ${nameOfRole(role)} nowhere.` : `${person} holds it at ${places.toSorted().join(', ')}.`;
    if (!places.includes(place)) throw refuse('no-such-assignment', { person, role, place, held });
    if (Temporal.Instant.compare(facts.endsAt, facts.startsAt) <= 0) throw refuse('ends-before');
    if (facts.startsAt.until(facts.endsAt).total('hours') > 30 * 24) throw refuse('too-long');
    return { type: 'personnel.delegation.given', subject, ...facts, by: act.by, why: act.reason ?? '' };
  },
});
