import type { Grant, Question } from '@millrace/store';
import type { Ground } from './ground.ts';

/** A role that is lent to a person now, by whom and until when. */
export interface Lent {
  readonly role: string;
  readonly place: string | null;
  readonly from: string;
  readonly until: Temporal.Instant;
}

/** What a person may do now, where, and by whose right. */
export function rightsOf({ database, site, now }: Ground) {
  const grants = (at: string, person: string): Question => ({
    text: 'select role, pattern, place, lent_by as "lentBy" from personnel.granted($1, $2, $3)',
    values: [at, person, now().toString()],
  });
  const stamp = (at: string, person: string): Question => ({
    text: 'select stamp from personnel.rights_stamp($1, $2, $3) as of_rights (stamp)',
    values: [at, person, now().toString()],
  });

  const grantsOf = async (person: string) => {
    const { text, values } = grants(site, person);
    return (await database.pool.query<Grant>({ name: 'grants', text, values: [...values] })).rows;
  };
  const lentTo = async (person: string) =>
    (
      await database.pool.query<Lent>(
        `select role, place, from_person as from, ends_at as until from personnel.delegation where site = $1 and to_person = $2 and state = 'running' and starts_at <= $3 and $3 < ends_at order by ends_at`,
        [site, person, now().toString()],
      )
    ).rows;
  return { grants, stamp, grantsOf, lentTo };
}
