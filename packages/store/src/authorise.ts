import { covers, notPermitted, type AnyCommand, type Refusal } from '@millrace/kernel';
import type { Actor, Grant, Policy } from './authority.ts';

/** A role in which a person may act, and whose it is where it was lent. */
export interface Permit {
  readonly role: string;
  readonly lentBy: string | undefined;
}
export type Permits = readonly [Permit, ...Permit[]];

/** The roles that permit the act at every place it touches; undefined among them is the whole site. They are those of the first place. `said` is the place the sender named. */
export function authoriseAll(
  policy: Policy,
  command: AnyCommand,
  places: readonly (string | undefined)[],
  said: string | undefined,
  actor: Actor,
  grants: readonly Grant[],
): Permits {
  const [first, ...more] = places;
  for (const place of more) authorise(policy, command, place, said, actor, grants);
  return authorise(policy, command, first, said, actor, grants);
}

/**
 * The roles that permit a command at a place by these rights: role x place x address; none where it is not permitted, and undefined is the whole
 * site. The one rule by which acts are refused and screens offer them. Who holds a role themselves needs nobody's loan, so their own come first.
 */
export function permitsAt(policy: Pick<Policy, 'isWithin'>, { address, anywhere, caller }: AnyCommand, place: string | undefined, grants: readonly Grant[]): readonly Permit[] {
  if (caller === 'system') return [];
  const permits = grants.filter((grant) => covers(grant.pattern, address) && (anywhere || grant.place === null || (place !== undefined && policy.isWithin(place, grant.place))));
  const own = new Set(permits.filter((grant) => (grant.lentBy ?? null) === null).map((grant) => grant.role));
  const lent = new Map(permits.filter((grant) => !own.has(grant.role)).map((grant) => [grant.role, grant.lentBy!]));
  return [...[...own].map((role) => ({ role, lentBy: undefined })), ...[...lent].map(([role, lentBy]) => ({ role, lentBy }))];
}

function authorise(policy: Policy, command: AnyCommand, place: string | undefined, said: string | undefined, actor: Actor, grants: readonly Grant[]): Permits {
  if (actor.kind === 'system') return [{ role: 'system', lentBy: undefined }];
  const [first, ...more] = permitsAt(policy, command, place, grants);
  if (first === undefined) throw whyNot(command.address, policy, place, said, grants);
  return [first, ...more];
}

/**
 * Names the place of a refusal, and the roles that may there, only to who named it, or holds some role there: where a record lies is not told to
 * who may not see it.
 */
function whyNot(address: string, policy: Policy, place: string | undefined, said: string | undefined, grants: readonly Grant[]): Refusal {
  const isKnown = place === undefined || place === said || grants.some((grant) => grant.place === null || policy.isWithin(place, grant.place));
  const shown = place === undefined ? 'this site' : isKnown ? place : 'the place of this record';
  const roles = [...new Set(grants.map((grant) => grant.role))];
  return notPermitted(address, shown, policy.rolesThatMay(address, isKnown ? place : undefined), policy.nameOfRole, { roles });
}
