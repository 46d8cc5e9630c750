import { covers, houseRefusal, type AnyCommand } from '@millrace/kernel';
import type { Actor, Grant, Policy } from './authority.ts';

/** The roles that permit the act at every place it touches; undefined among them is the whole site. They are those of the first place. */
export function authoriseAll(policy: Policy, command: AnyCommand, places: readonly (string | undefined)[], actor: Actor, grants: readonly Grant[]): readonly [string, ...string[]] {
  const [first, ...more] = places;
  for (const place of more) authorise(policy, command, place, actor, grants);
  return authorise(policy, command, first, actor, grants);
}

/** The roles that permit the act, at this moment: role x place x address. */
function authorise(policy: Policy, command: AnyCommand, place: string | undefined, actor: Actor, grants: readonly Grant[]): readonly [string, ...string[]] {
  if (actor.kind === 'system') return ['system'];
  const permits = grants.filter((grant) => covers(grant.pattern, command.address) && (grant.place === null || (place !== undefined && policy.isWithin(place, grant.place))));
  const [first, ...more] = new Set(permits.map((grant) => grant.role));
  if (first === undefined || command.caller === 'system')
    throw houseRefusal(command.address, 'not-permitted', {
      address: command.address,
      place: place ?? 'this site',
      ask: 'your supervisor or the system administrator',
      roles: [...new Set(grants.map((grant) => grant.role))],
    });
  return [first, ...more];
}
