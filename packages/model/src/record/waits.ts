import { some, type Facts } from '@millrace/kernel';
import { keyOf } from '../model.ts';
import { isSameStep, waitsText } from '../plan/waiting.ts';
import type { StoredObject } from './object.ts';
import { revision, type ModelRevision, type Proposal } from './revision.ts';
import { movedOn, standingIn, type RevisionStep } from './steps.ts';

/** Every revision that is not in force yet. */
export const allWaiting = () => some(revision, { state: ['proposed', 'approved'] });

export const waitsAlreadySays = 'What this would do to {kind} {id} waits already: {waits}. Withdraw {number} first if it is to come otherwise.';

/**
 * The step of a change that another revision, which is not in force yet, does just so: approved twice, one of the two could only lapse.
 * A revision whose ground has moved holds nothing back: it will lapse by itself.
 */
export function waitsAlready(
  self: string,
  steps: readonly RevisionStep[],
  waiting: readonly ModelRevision[],
  objects: readonly StoredObject[],
  timeZone: string,
): (Facts & { kind: string; id: string; waits: string; number: string }) | undefined {
  const standing = standingIn(objects);
  for (const other of waiting as readonly Proposal[]) {
    if (other.id === self || movedOn(other.steps, standing)) continue;
    const theirs = new Map(other.steps.map((one) => [keyOf(one), one]));
    const twice = steps.find((step) => {
      const one = theirs.get(keyOf(step));
      return one !== undefined && isSameStep(one, step);
    });
    if (!twice) continue;
    const { number = other.id, state, effectiveAt } = other;
    return {
      kind: twice.kind,
      id: twice.id,
      waits: waitsText({ number, state, ...(effectiveAt && { effectiveAt: effectiveAt.toString() }) }, timeZone),
      number,
      revision: other.id,
    };
  }
  return undefined;
}
