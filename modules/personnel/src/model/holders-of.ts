import type { Model } from '@millrace/model';
import { thoseWhoAre } from './those-who-are.ts';

interface Assignment {
  readonly person: string;
  readonly role: string;
  readonly at: string;
  readonly from?: string;
  readonly until?: string;
}

/** Who is meant when a role is called at a place: everybody who holds it, or one that includes it, there or in what it lies in, on a day. */
export function holdersOf(model: Model, chain: (place: string) => readonly string[], day: string): (role: string, place: string) => readonly string[] {
  const roles = model.objects.filter(({ kind }) => kind === 'personnel.role').map(({ id, fields }) => ({ role: id, includes: (fields.includes ?? []) as readonly string[] }));
  const assignments = model.objects
    .filter(({ kind }) => kind === 'personnel.role-assignment')
    .map(({ fields }) => fields as unknown as Assignment)
    .filter(({ from, until }) => (from === undefined || from <= day) && (until === undefined || day <= until));
  const known = new Map<string, readonly string[]>();
  return (role, place) =>
    known.getOrInsertComputed(`${role} ${place}`, () => {
      const meant = thoseWhoAre(role, roles);
      const around = chain(place);
      return [...new Set(assignments.flatMap((one) => (meant.includes(one.role) && around.includes(one.at) ? [one.person] : [])))].toSorted();
    });
}
