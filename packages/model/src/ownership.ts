import * as z from 'zod';
import { day } from './field/clock-time.ts';
import { identity } from './field/identity.ts';
import type { Fields, Kind, Owner } from './kind.ts';
import { latest } from './latest.ts';
import { placeOf, type Places } from './place.ts';

/** Who owns a kind of object, or a group of its fields, in a part of the plant from a day on. The fields of the kind that states it. */
export const ownershipFields = z.strictObject({
  what: z
    .string()
    .regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*(?:\/[a-z][a-z0-9-]*)?$/, 'is a kind such as material.definition, or a group of its fields such as material.definition/stock'),
  at: identity.optional().describe('Part of the plant; all of it when absent'),
  from: day.optional().describe('First day it holds; always when absent'),
  owner: identity.describe('model, records, or the id of a system'),
});
export type OwnershipRule = z.output<typeof ownershipFields>;

/** Says who owns a group of an object's fields; the group `''` is the object itself. */
export type OwnerOf = (kind: Kind, id: string, fields: Fields, group: string) => Owner;

/**
 * The owner that the rules give a kind of object or record, or a part of it, somewhere in the plant on a day; undefined where they say nothing.
 * The nearest part of the plant wins, then the narrower object (a part before the whole), then the latest day.
 */
export function ownerAt(rules: readonly OwnershipRule[], what: string, part: string | undefined, chain: readonly string[], today: string): Owner | undefined {
  const candidates = rules.filter(
    (rule) =>
      (rule.from === undefined || rule.from <= today) &&
      (rule.what === what || (part !== undefined && rule.what === `${what}/${part}`)) &&
      (rule.at === undefined || chain.includes(rule.at)),
  );
  const distance = (rule: OwnershipRule) => (rule.at === undefined ? chain.length : chain.indexOf(rule.at));
  candidates.sort((a, b) => distance(a) - distance(b) || b.what.length - a.what.length || latest(a.from, b.from));
  return candidates[0]?.owner;
}

/** Who owns the objects of a model as of a day; where the rules say nothing, the kind's own default holds. */
export function ownerBy(rules: readonly OwnershipRule[], places: Places, today: string): OwnerOf {
  return (kind, id, fields, group) => ownerAt(rules, kind.name, group === '' ? undefined : group, places.chain(placeOf(kind, id, fields)), today) ?? kind.owner;
}
