import { houseRefusal, type AnyCommand, type AnyState } from '@millrace/kernel';
import type { Actor, Policy } from './authority.ts';
import { nameOf, subjectOf, type Held } from './work.ts';

/**
 * Refuses an act on a record that another system owns at its place, before anything else is asked of the person.
 * A record whose place is not known before the act is looked at again when it is decided.
 */
export function checkOwner(policy: Policy, command: AnyCommand, input: unknown, place: string | undefined, held: ReadonlyMap<string, Held>, actor: Actor): void {
  const subject = subjectOf(command, input, actor.person);
  if (!subject || subject.noun.address.split('.')[0] !== command.address.split('.')[0]) return;
  const state = held.get(nameOf(subject.noun, subject.id))?.state;
  if (state) refuseOwned(policy, command, subject.noun.address, subject.noun.place(state) ?? place, actor);
}

/** Refuses what a decision would change where another system owns it. */
export function checkOwnerOfChange(policy: Policy, command: AnyCommand, held: Held, before: AnyState | undefined, place: string | undefined, actor: Actor): void {
  const { noun, state: after } = held;
  // where it lay decides: nobody takes a record over by moving it
  const at = (before && noun.place(before)) ?? (after && noun.place(after)) ?? place;
  refuseOwned(policy, command, noun.address, at, actor, before, after);
}

function refuseOwned(policy: Policy, command: AnyCommand, noun: string, place: string | undefined, actor: Actor, before?: AnyState, after?: AnyState): void {
  if (command.part === 'ours') return;
  const owned = policy.ownerOf({ noun, part: command.part, place, before, after }, actor);
  if (owned) throw houseRefusal(command.address, 'owned-elsewhere', owned);
}
