import {
  decideWith,
  listNeeds,
  Refusal,
  shapeLoaded,
  type Act,
  type AnyCommand,
  type AnyEvent,
  type AnyNoun,
  type AnyState,
  type Mode,
  type Need,
  type Remark,
} from '@millrace/kernel';
import { nameOf, someName, statesFor, type Held } from './work.ts';

/** What an act met: records by identity, and what a look-up found. */
export interface Met {
  readonly record: (noun: AnyNoun, id: string) => AnyState | undefined;
  readonly found: (some: Extract<Need, { need: 'some' }>) => readonly AnyState[];
}

/** What came of a decision that was taken again. */
export type Again = { readonly refusal: Refusal } | { readonly events: readonly AnyEvent[]; readonly remarks: readonly Remark[] };

/** Takes the decision of an act of the past again, over what it met then and under the modes that are given. Computes only. */
export function decideAgain(command: AnyCommand, input: unknown, act: Act, met: Met, modeOf: (rule: string) => Mode): Again {
  const held = new Map<string, Held>();
  const somes = new Map<string, readonly string[]>();
  const hold = (noun: AnyNoun, id: string, state: AnyState | undefined) => held.set(nameOf(noun, id), { noun, id, state, number: undefined, loadedRevision: 0, revision: 0 });
  const needs = command.load(input, act.by);
  for (const [, need] of listNeeds(needs)) {
    if (need.need === 'some') {
      const found = met.found(need);
      for (const state of found) hold(need.noun, state.id, state);
      somes.set(
        someName(need),
        found.map(({ id }) => id),
      );
    } else for (const id of 'ids' in need ? need.ids : [need.id]) hold(need.noun, id, met.record(need.noun, id));
  }
  const remarks: Remark[] = [];
  try {
    const loaded = shapeLoaded(needs, statesFor(command, input, act.by, held, somes, act.site));
    return { events: decideWith(command, loaded as never, input as never, act, modeOf, remarks) as readonly AnyEvent[], remarks };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}
