import * as z from 'zod';
import { day } from './field/clock-time.ts';
import { identity } from './field/identity.ts';
import type { Fields, Kind, Owner } from './kind.ts';
import { latest } from './latest.ts';
import { placeOf, type Places } from './place.ts';

/** Who owns a kind of object, or a group of its fields, in a part of the plant from a day on. The fields of the kind that states it. */
export const ownershipFields = z.strictObject({
  what: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*(?:\/[a-z][a-z0-9-]*)?$/, 'is a kind such as material.definition, or a group of its fields such as material.definition/stock'),
  at: identity.optional().describe('Part of the plant; all of it when absent'),
  from: day.optional().describe('First day it holds; always when absent'),
  owner: identity.describe('model, records, or the id of a system'),
});
export type OwnershipRule = z.output<typeof ownershipFields>;

/** Says who owns a group of an object's fields; the group `''` is the object itself. */
export type OwnerOf = (kind: Kind, id: string, fields: Fields, group: string) => Owner;

/**
 * Reads the rules of ownership as of a day. The nearest part of the plant wins, then the narrower object (a group before its kind),
 * then the latest day; where nothing is said the kind's own default holds.
 */
export function ownerBy(rules: readonly OwnershipRule[], places: Places, today: string): OwnerOf {
  const valid = rules.filter((rule) => rule.from === undefined || rule.from <= today);
  return (kind, id, fields, group) => {
    const chain = places.chain(placeOf(kind, id, fields));
    const candidates = valid.filter(
      (rule) => (rule.what === kind.name || (group !== '' && rule.what === `${kind.name}/${group}`)) && (rule.at === undefined || chain.includes(rule.at)),
    );
    const distance = (rule: OwnershipRule) => (rule.at === undefined ? chain.length : chain.indexOf(rule.at));
    candidates.sort((a, b) => distance(a) - distance(b) || b.what.length - a.what.length || latest(a.from, b.from));
    return candidates[0]?.owner ?? kind.owner;
  };
}
