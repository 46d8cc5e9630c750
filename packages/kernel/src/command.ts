import type * as z from 'zod';
import type { Act } from './act.ts';
import type { Concealed } from './concealed.ts';
import type { TakesContent } from './content.ts';
import type { EventsIn, Loaded, Needs } from './needs.ts';
import type { About } from './noun.ts';
import { inWords, Refusal, roleInWords, sentence, type Facts, type NameOfRole, type Slots } from './refusal.ts';

/** How a rule works in a part of the plant: counted only, compared, said, or enforced. */
export type Mode = 'observe' | 'shadow' | 'advise' | 'enforce';

/** `role` takes the id of a role and `roles` those of several; the sentence says their names. */
type FactsFor<S extends string> = [Slots<S>] extends [never]
  ? [facts?: Facts]
  : [facts: { readonly [K in Slots<S>]: K extends 'roles' ? string | readonly string[] : string | number } & Facts];

export type Sentences = Record<string, string>;

/** What a decision may say besides yes. */
export interface Voice<R extends Sentences = Sentences, P extends Sentences = Sentences> {
  /** An invariant is broken: throw what this gives. Always enforced. */
  readonly refuse: <K extends keyof R & string>(rule: K, ...facts: FactsFor<R[K]>) => Refusal;
  /** The mode in which this command runs at its place: what a rule may do that acts by itself, such as waking people. */
  readonly mode: Mode;
  /** Name of a role, for a part of a sentence that is put together. */
  readonly nameOfRole: NameOfRole;
  /** A rule of the plant: broken when `isBroken`. Refuses where its mode is `enforce`, else it is noted and the act goes on. */
  readonly rule: <K extends keyof P & string>(rule: K, isBroken: boolean, ...facts: FactsFor<P[K]>) => void;
}

/** A plant rule that was broken where its mode did not enforce it. */
export interface Remark {
  readonly rule: string;
  readonly mode: Exclude<Mode, 'enforce'>;
  readonly sentence: string;
  readonly facts: Facts;
}

/**
 * A request can be refused. A report says what already happened, physically or elsewhere: it is always kept,
 * checked, flagged, and opens an exception where it should not have happened.
 */
export type CommandKind = 'request' | 'report';

export interface Command<A extends string = string, I extends z.ZodType = z.ZodType, L extends Needs = Needs> {
  readonly kind: 'command';
  readonly address: A;
  readonly summary: string;
  readonly is: CommandKind;
  /** Meanings a signature on this command can carry, by key (21 CFR 11.50(a)(3)). */
  readonly signs: Readonly<Record<string, string>>;
  /** A reason must be given (Annex 11 §9: change or deletion of GMP-relevant data). */
  readonly needsReason: boolean;
  readonly input: I;
  /** Sentences of the invariants it can break. */
  readonly refusals: Sentences;
  /** Sentences of the plant rules it checks; each has a mode in the model. */
  readonly rules: Sentences;
  /** What it must see, of its input and of who does it: a person's own object of the model is asked for whether they name themselves or not. */
  readonly load: (input: z.output<I>, by: string) => L;
  readonly decide: (state: Loaded<L>, input: z.output<I>, act: Act, voice: Voice) => EventsIn<L> | readonly EventsIn<L>[];
  /** Equipment where the act takes place when the subject itself does not say. */
  readonly place: ((input: z.output<I>) => string | undefined) | undefined;
  /** The records of any noun that it speaks of and does not load, such as the one a comment is on: they must be there, and their places are the act's. */
  readonly about: ((input: z.output<I>) => About | readonly About[]) | undefined;
  /** It signs that record ahead of another command: the step it signs. The signature is bound to the record, not to what is written about it. */
  readonly ahead: ((input: z.output<I>) => string) | undefined;
  /** What it takes as the body of its request instead of a form: a file, a message. */
  readonly content: TakesContent | undefined;
  /** Whom it is for: people, or only rules, timers and flows. */
  readonly caller: 'anyone' | 'system';
  /**
   * Part of the record that it changes, where that part may have another owner than the whole: the `execution` of a job order.
   * `ours` is what this house keeps about a record whoever owns it, such as how far we are with it; nobody else can own that.
   */
  readonly part: string | undefined;
  /** It concerns the person who does it and no part of the plant, such as their own password: permitted wherever their role holds. Its rule lets nobody do it for another. */
  readonly anywhere: boolean;
  /** Fields of the input that the door makes of secrets. */
  readonly secrets: Readonly<Record<string, Concealed>>;
}

// oxlint-disable-next-line typescript/no-explicit-any -- the registry holds commands of every shape
export type AnyCommand = Command<any, any, any>;

/** Keys that carry a value: a list of different events gives each the others' keys as absent ones. */
type RealKeys<G> = { [K in keyof G]-?: [Exclude<G[K], undefined>] extends [never] ? never : K }[keyof G];
type ExactOne<G, Allowed> = G extends unknown ? ([Exclude<RealKeys<G>, KeysOf<Allowed, G>>] extends [never] ? G : never) : never;
type Exact<Given, Allowed> = Given extends readonly (infer G)[] ? readonly ExactOne<G, Allowed>[] : ExactOne<Given, Allowed>;
type KeysOf<Allowed, G> = G extends { type: infer T } ? (Allowed extends { type: infer U } ? (T extends U ? keyof Allowed : never) : never) : never;

interface CommandInput<A extends string, I extends z.ZodType, L extends Needs, E, R extends Sentences, P extends Sentences> {
  address: A;
  summary: string;
  is?: CommandKind;
  signs?: string | Record<string, string>;
  needsReason?: boolean;
  input: I;
  refusals?: R;
  rules?: P;
  place?: (input: z.output<I>) => string | undefined;
  about?: (input: z.output<I>) => About | readonly About[];
  ahead?: (input: z.output<I>) => string;
  content?: TakesContent;
  caller?: 'anyone' | 'system';
  part?: string;
  anywhere?: boolean;
  secrets?: Readonly<Record<string, Concealed>>;
  load: (input: z.output<I>, by: string) => L;
  decide: (state: Loaded<L>, input: z.output<I>, act: Act, voice: Voice<R, P>) => E & Exact<E, EventsIn<L>>;
}

/** Declares a command. Write `load` before `decide`: what `decide` is handed is inferred from it. */
export function command<
  const A extends string,
  I extends z.ZodType,
  L extends Needs,
  E extends EventsIn<L> | readonly EventsIn<L>[],
  const R extends Sentences = Record<never, never>,
  const P extends Sentences = Record<never, never>,
>(input: CommandInput<A, I, L, E, R, P>): Command<A, I, L> {
  const { signs, ...rest } = input;
  return {
    is: 'request',
    needsReason: false,
    refusals: {},
    rules: {},
    place: undefined,
    about: undefined,
    ahead: undefined,
    content: undefined,
    caller: 'anyone',
    part: undefined,
    anywhere: false,
    secrets: {},
    ...rest,
    kind: 'command',
    signs: signs === undefined ? {} : typeof signs === 'string' ? { signed: signs } : signs,
  } as unknown as Command<A, I, L>;
}

/** The voice of one decision: refusals and rules by their sentences, rules by their modes; remarks are collected. */
export function voiceOf(command: AnyCommand, modeOf: (rule: string) => Mode, remarks: Remark[], nameOfRole: NameOfRole = roleInWords): Voice {
  const say = (sentences: Sentences, rule: string, facts: Facts) => sentence(sentences[rule] ?? rule, inWords(facts, nameOfRole));
  return {
    nameOfRole,
    mode: modeOf(command.address),
    refuse: (rule: string, facts: Facts = {}) => new Refusal(`${command.address}/${rule}`, say(command.refusals, rule, facts), facts),
    rule: (rule: string, isBroken: boolean, facts: Facts = {}) => {
      if (!isBroken) return;
      const code = `${command.address}/${rule}`;
      const mode = modeOf(code);
      const text = say(command.rules, rule, facts);
      if (mode === 'enforce') throw new Refusal(code, text, facts);
      remarks.push({ rule: code, mode, sentence: text, facts });
    },
  } as Voice;
}

/** Runs a decision with every rule enforced: the way tests, screens and rehearsals ask "what would it say?". */
export function decideWith<A extends string, I extends z.ZodType, L extends Needs>(
  command: Command<A, I, L>,
  state: Loaded<L>,
  input: z.output<I>,
  act: Act,
  modeOf: (rule: string) => Mode = () => 'enforce',
  remarks: Remark[] = [],
  nameOfRole?: NameOfRole,
): readonly EventsIn<L>[] {
  const decided = command.decide(state, input, act, voiceOf(command, modeOf, remarks, nameOfRole));
  return (Array.isArray(decided) ? decided : [decided]) as readonly EventsIn<L>[];
}
