import type * as z from 'zod';
import type { Id } from './id.ts';
import type { Moments } from './moment.ts';

/** Shapes of a noun's events: name in the past tense -> fields. */
export type Shapes = Record<string, z.ZodRawShape>;

/** What a command made true: type, subject and the fields its shape declares. */
export type EventOf<A extends string, E extends Shapes> = {
  // an empty shape would be Record<string, never> and poison the rest
  [K in keyof E & string]: { readonly type: `${A}.${K}`; readonly subject: Id<A> } & ([keyof E[K]] extends [never] ? unknown : Readonly<z.output<z.ZodObject<E[K]>>>);
}[keyof E & string];

export interface AnyState {
  readonly id: string;
  readonly state: string;
}

export interface AnyEvent {
  readonly type: string;
  readonly subject: string;
}

/** A record spoken of, and the revision of it that was seen; another one is refused. */
export interface About {
  readonly noun: string;
  readonly id: string;
  readonly revision?: number;
}

/** How a number that people read is made: `DEV-{year}-{0000}`; what the model says of it goes before what its noun says. */
export interface Numbering {
  /** `{year}`, `{month}`, `{site}`, and `{0000}` for the count, as wide as its zeros. */
  readonly pattern: string;
  /** No number is ever missing: each act that draws one waits for the one before it. Else a refused act may leave a gap, and nobody waits. */
  readonly gapless: boolean;
  /** When the count begins anew; each year where the pattern shows it, unless said. */
  readonly restarts?: 'never' | 'yearly' | 'monthly';
}

/** Where a record says which other one it is about, so that the other's page leads to it: `jobOrder`, `source.jobOrder`, or as lists `lots`, `items.jobOrder`. */
export interface RefersTo {
  /** Address of the other's noun. */
  readonly noun: string;
  /** Field of the state that holds its identity; of a form in the state, its name and the field in it. */
  readonly by: string;
  /** The field is a list: of identities, or of forms. */
  readonly isList?: boolean;
}

/** A noun: its states, its events, and how an event changes its state. Pure; runs in the browser too. */
export interface Noun<A extends string = string, S extends AnyState = AnyState, E extends Shapes = Shapes> {
  readonly kind: 'noun';
  readonly address: A;
  /** One word of the trade for screens: `Deviation`. */
  readonly title: string;
  readonly states: z.ZodType<S>;
  readonly events: E;
  /** Current version of an event's shape; 1 where nothing is said. */
  readonly versions: Partial<Record<keyof E & string, number>>;
  /** Lifts stored data of an older version one version up. */
  readonly upcasters: Record<string, Record<number, (data: Record<string, unknown>) => Record<string, unknown>>>;
  readonly numbering: Numbering | undefined;
  /** Field by which people call a record: its number where it has one, else what is named here; none where nobody calls it. */
  readonly calledBy: string | undefined;
  /** Fields by which rows are looked up as part of a decision; each needs an index. */
  readonly lookups: readonly string[];
  readonly evolve: (state: S | undefined, event: EventOf<A, E>) => S;
  /** Equipment (identity in the model) where this record lives, for rights; the whole site if none. */
  readonly place: (state: S) => string | undefined;
  /** Records it belongs to, such as both ends of a tie: who changes it needs the right at each of them. */
  readonly of: (state: S) => readonly About[];
  /** Records of other nouns that it is about; a lower room's record leads to those of higher rooms by it, and knows nothing of them. */
  readonly refersTo: readonly RefersTo[];
  /** What a moment that somebody names is held against, for records whose time is reckoned with. */
  readonly moments: (state: S) => Moments | undefined;
}

// oxlint-disable-next-line typescript/no-explicit-any -- the registry holds nouns of every shape
export type AnyNoun = Noun<any, any, any>;
export type StateOf<N> = N extends { readonly states: z.ZodType<infer S> } ? S : never;
export type EventIn<N> = N extends { readonly address: infer A extends string; readonly events: infer E extends Shapes } ? EventOf<A, E> : never;

interface NounInput<A extends string, S extends AnyState, E extends Shapes, R extends S> {
  address: A;
  title: string;
  states: z.ZodType<S>;
  events: E;
  evolve: (state: S | undefined, event: EventOf<A, E>) => R;
  versions?: Partial<Record<keyof E & string, number>>;
  upcasters?: Noun['upcasters'];
  numbering?: Numbering;
  calledBy?: keyof S & string;
  lookups?: readonly string[];
  place?: (state: S) => string | undefined;
  of?: (state: S) => readonly About[];
  refersTo?: readonly RefersTo[];
  moments?: (state: S) => Moments;
}

/** Declares a noun. An event or a state that `evolve` forgets does not compile. Lists in states are `.readonly()`: `evolve` makes new ones. */
export function noun<const A extends string, S extends AnyState, const E extends Shapes, const R extends S>(input: NounInput<A, S, E, R>): Noun<A, S, E> {
  return {
    kind: 'noun',
    versions: {},
    upcasters: {},
    numbering: undefined,
    calledBy: input.numbering && 'number',
    lookups: [],
    place: (state) => ('place' in state && typeof state.place === 'string' ? state.place : undefined),
    of: () => [],
    refersTo: [],
    moments: () => undefined,
    ...input,
  };
}
