import { covers, houseRefusal, type AnyCommand } from '@millrace/kernel';
import type { Actor, Grant, Policy } from './authority.ts';

/** The roles that permit the act at every place it touches; undefined among them is the whole site. They are those of the first place. `said` is the place the sender named. */
export function authoriseAll(
  policy: Policy,
  command: AnyCommand,
  places: readonly (string | undefined)[],
  said: string | undefined,
  actor: Actor,
  grants: readonly Grant[],
): readonly [string, ...string[]] {
  const [first, ...more] = places;
  for (const place of more) authorise(policy, command, place, said, actor, grants);
  return authorise(policy, command, first, said, actor, grants);
}

/** The roles that permit the act, at this moment: role x place x address. */
function authorise(
  policy: Policy,
  command: AnyCommand,
  place: string | undefined,
  said: string | undefined,
  actor: Actor,
  grants: readonly Grant[],
): readonly [string, ...string[]] {
  if (actor.kind === 'system') return ['system'];
  const permits = grants.filter((grant) => covers(grant.pattern, command.address) && (grant.place === null || (place !== undefined && policy.isWithin(place, grant.place))));
  const [first, ...more] = new Set(permits.map((grant) => grant.role));
  if (first === undefined || command.caller === 'system')
    throw houseRefusal(command.address, 'not-permitted', {
      address: command.address,
      place: shownPlace(policy, place, said, grants),
      ask: 'your supervisor or the system administrator',
      roles: [...new Set(grants.map((grant) => grant.role))],
    });
  return [first, ...more];
}

/** Names the place of a refusal only to who named it, or holds some role there: where a record lies is not told to who may not see it. */
function shownPlace(policy: Policy, place: string | undefined, said: string | undefined, grants: readonly Grant[]): string {
  if (place === undefined) return 'this site';
  const isKnown = place === said || grants.some((grant) => grant.place === null || policy.isWithin(place, grant.place));
  return isKnown ? place : 'the place of this record';
}
