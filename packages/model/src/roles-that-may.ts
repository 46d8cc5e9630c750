import { covers } from '@millrace/kernel';
import type { Fields } from './kind.ts';

type Listed = readonly { readonly kind: string; readonly id: string; readonly fields: Fields }[];

/**
 * Roles that may use an address on a day, and that a person holds in the part of the plant it is about; where nobody holds one there, all that may
 * by their rights. Those who work nearest come first. `around` is the place and all it lies in, nearest first. A role that only machines hold is nobody to ask.
 */
export function rolesThatMay(objects: Listed, address: string, around: readonly string[], today: string): readonly string[] {
  const roles = new Map(objects.flatMap((one) => (one.kind === 'personnel.role' ? [[one.id, one.fields] as const] : [])));
  const machines = new Set(objects.flatMap((one) => (one.kind === 'personnel.person' && one.fields['machine'] === true ? [one.id] : [])));
  const given = objects.flatMap(({ kind, fields }) => (kind === 'personnel.role-assignment' ? [fields] : []));
  const byPeople = given.filter(
    ({ person, from, until }) => !machines.has(String(person)) && (from === undefined || String(from) <= today) && (until === undefined || today <= String(until)),
  );
  const rights = (role: string, seen: readonly string[] = []): readonly string[] => {
    const { may = [], includes = [] } = (roles.get(role) ?? {}) as { may?: readonly string[]; includes?: readonly string[] };
    return [...may, ...includes.filter((one) => !seen.includes(one)).flatMap((one) => rights(one, [...seen, role]))];
  };
  const able = [...roles.keys()].filter((role) => rights(role).some((pattern) => covers(pattern, address)));
  const nearest = (role: string) => Math.min(...byPeople.flatMap((one) => (one['role'] === role ? [around.indexOf(String(one['at']))].filter((distance) => distance >= 0) : [])));
  const here = able.filter((role) => nearest(role) < Infinity).toSorted((one, other) => nearest(one) - nearest(other));
  return here.length > 0 ? here : able.filter((role) => byPeople.some((one) => one['role'] === role) || !given.some((one) => one['role'] === role));
}
