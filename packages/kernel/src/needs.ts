import type { AnyNoun, AnyState, EventIn, StateOf } from './noun.ts';

/** What a command must see before it decides, as data: browser, locks and reactions share it. */
export type Need = One | Fresh | Many | Known | Some;

/** One existing record; it is a refusal when there is none. */
export interface One<N extends AnyNoun = AnyNoun> {
  readonly need: 'one';
  readonly noun: N;
  readonly id: string;
}
/** A record that must not exist yet. */
export interface Fresh<N extends AnyNoun = AnyNoun> {
  readonly need: 'fresh';
  readonly noun: N;
  readonly id: string;
}
/** Several existing records by identity. */
export interface Many<N extends AnyNoun = AnyNoun> {
  readonly need: 'many';
  readonly noun: N;
  readonly ids: readonly string[];
}
/** Records by identity, those that exist; a missing one is an answer too. */
export interface Known<N extends AnyNoun = AnyNoun> {
  readonly need: 'known';
  readonly noun: N;
  readonly ids: readonly string[];
}
/** All records that match by declared lookup fields; none is an answer too. */
export interface Some<N extends AnyNoun = AnyNoun> {
  readonly need: 'some';
  readonly noun: N;
  readonly where: Readonly<Record<string, string | readonly string[]>>;
}

export const one = <N extends AnyNoun>(noun: N, id: string): One<N> => ({ need: 'one', noun, id });
export const fresh = <N extends AnyNoun>(noun: N, id: string): Fresh<N> => ({ need: 'fresh', noun, id });
export const many = <N extends AnyNoun>(noun: N, ids: readonly string[]): Many<N> => ({ need: 'many', noun, ids });
export const known = <N extends AnyNoun>(noun: N, ids: readonly string[]): Known<N> => ({ need: 'known', noun, ids });
/** The command makes new records of this noun; their ids come from its input or its state. */
export const makes = <N extends AnyNoun>(noun: N): Known<N> => known(noun, []);
export const some = <N extends AnyNoun>(noun: N, where: Some['where']): Some<N> => ({ need: 'some', noun, where });

/** A single need, or several by name. */
export type Needs = Need | Readonly<Record<string, Need>>;

type LoadedOne<L> =
  L extends One<infer N>
    ? StateOf<N>
    : L extends Fresh<AnyNoun>
      ? undefined
      : L extends Many<infer N>
        ? readonly StateOf<N>[]
        : L extends Known<infer N>
          ? readonly StateOf<N>[]
          : L extends Some<infer N>
            ? readonly StateOf<N>[]
            : never;

/** What `decide` is handed for its needs. */
export type Loaded<L> = L extends Need ? LoadedOne<L> : { readonly [K in keyof L]: LoadedOne<L[K]> };

/** Events a command with these needs may emit: those of the nouns it loaded. */
export type EventsIn<L> = L extends Need ? EventIn<L['noun']> : { [K in keyof L]: L[K] extends Need ? EventIn<L[K]['noun']> : never }[keyof L];

export function isNeed(needs: Needs): needs is Need {
  return typeof (needs as { need?: unknown }).need === 'string';
}

/** The needs as a flat list with their names; a single need is named `subject`. */
export function listNeeds(needs: Needs): [name: string, need: Need][] {
  return isNeed(needs) ? [['subject', needs]] : Object.entries(needs);
}

/** Gives the loaded states back in the form `decide` declared. */
export function shapeLoaded(needs: Needs, loaded: ReadonlyMap<string, AnyState | undefined | readonly AnyState[]>): unknown {
  if (isNeed(needs)) return loaded.get('subject');
  return Object.fromEntries(loaded);
}
