import type * as z from 'zod';
import type { AnyCommand, Command } from './command.ts';
import type { AnyNoun, EventIn } from './noun.ts';
import type { Needs } from './needs.ts';

/** An event as a reaction sees it: what happened, and the act it came with. */
export interface Heard {
  readonly id: string;
  readonly by: string;
  readonly role: string;
  readonly at: Temporal.Instant;
  readonly happenedAt: Temporal.Instant;
  readonly site: string;
}

/** What becomes of the whole when the reaction's command is refused. */
export type WhenRefused = 'refuse' | 'skip' | 'task';

/** An event that leads to a command: inside the same transaction (downward), or queued (upward). */
export interface Reaction {
  readonly kind: 'reaction';
  readonly name: string;
  readonly on: string;
  readonly then: AnyCommand;
  readonly when: 'in-transaction' | 'queued';
  readonly whenRefused: WhenRefused;
  readonly inputs: (event: never, heard: Heard) => readonly unknown[];
  /** Deliveries with the same key are done in order. The event's subject unless said. */
  readonly key: (event: never) => string;
  /** Queued only: whether an event is one of its own; one that is not is never queued. Every event of the type unless said. */
  readonly isFor: (event: never) => boolean;
  /** Queued only: a refusal is told to another record by a command of its own, instead of being left as a task for a person. */
  readonly refused: { readonly then: AnyCommand; readonly inputs: (event: never, refusal: ToldRefusal) => readonly unknown[] } | undefined;
  /** Inputs that the first command's input already tells, so that all locks are taken together. */
  readonly foresee: readonly Foresight[];
}

/** Why a command of a reaction was refused. */
export interface ToldRefusal {
  readonly rule: string;
  readonly sentence: string;
}

interface Foresight {
  readonly from: AnyCommand;
  readonly inputs: (input: never) => readonly unknown[];
}

type TypesOf<N> = EventIn<N> extends { type: infer T } ? T & string : never;
type EventNamed<N, T> = Extract<EventIn<N>, { type: T }>;

interface Base<N extends AnyNoun, T extends TypesOf<N>, I extends z.ZodType> {
  name: string;
  noun: N;
  on: T;
  then: Command<string, I, Needs>;
  inputs: (event: EventNamed<N, T>, heard: Heard) => readonly z.input<I>[];
}

const every = () => true;

/** A downward reaction: in the transaction of the command that caused it, its keys foreseen. */
export function downward<N extends AnyNoun, T extends TypesOf<N>, I extends z.ZodType, const F extends AnyCommand>(
  input: Base<N, T, I> & {
    whenRefused: WhenRefused;
    foresee: { from: F; inputs: (input: z.output<F['input']>) => readonly z.input<I>[] } | readonly { from: F; inputs: (input: z.output<F['input']>) => readonly z.input<I>[] }[];
  },
): Reaction {
  const foresee = (Array.isArray(input.foresee) ? input.foresee : [input.foresee]) as unknown as readonly Foresight[];
  return {
    ...input,
    kind: 'reaction',
    when: 'in-transaction',
    key: (event: { subject: string }) => event.subject,
    foresee,
    isFor: every,
    refused: undefined,
  } as unknown as Reaction;
}

/** An upward reaction: queued, retried, in order per key, never a veto on the people below. `refused` tells a refusal on; without it a task is left. */
export function upward<N extends AnyNoun, T extends TypesOf<N>, I extends z.ZodType, R extends z.ZodType = I>(
  input: Base<N, T, I> & {
    key?: (event: EventNamed<N, T>) => string;
    isFor?: (event: EventNamed<N, T>) => boolean;
    refused?: { then: Command<string, R, Needs>; inputs: (event: EventNamed<N, T>, refusal: ToldRefusal) => readonly z.input<R>[] };
  },
): Reaction {
  return {
    key: (event: { subject: string }) => event.subject,
    isFor: every,
    refused: undefined,
    ...input,
    kind: 'reaction',
    when: 'queued',
    whenRefused: 'task',
    foresee: [],
  } as unknown as Reaction;
}

/** Time left until a timer fires. `working` runs only while the calendar of the place works. */
export interface Delay {
  readonly clock: 'elapsed' | 'working';
  readonly seconds: number;
  /** Calendar owner (equipment identity) for a working clock. */
  readonly place?: string;
}

/** A durable timer: an event starts it, others stop it, when it is due it leads to a command. */
export interface Timer {
  readonly kind: 'timer';
  readonly name: string;
  readonly startedBy: readonly string[];
  readonly stoppedBy: readonly string[];
  readonly key: (event: never) => string;
  readonly due: (event: never, heard: Heard) => Delay | Temporal.Instant | undefined;
  readonly then: AnyCommand;
  readonly input: (event: never, heard: Heard) => unknown;
  /** Refusals of its command, by their reason, that are its normal end: somebody was quicker. Any other leaves a task for a person. */
  readonly endsOn: readonly string[];
  /** Any other refusal is told to a record by a command of its own, instead of being left as a task. */
  readonly refused: { readonly then: AnyCommand; readonly input: (event: never, refusal: ToldRefusal) => unknown } | undefined;
}

/** Declares a timer of one noun. Starting it again under the same key moves it. */
export function timer<N extends AnyNoun, S extends TypesOf<N>, P extends TypesOf<N>, I extends z.ZodType, R extends z.ZodType = I>(input: {
  name: string;
  noun: N;
  startedBy: readonly S[];
  stoppedBy: readonly P[];
  key?: (event: EventNamed<N, S | P>) => string;
  due: (event: EventNamed<N, S>, heard: Heard) => Delay | Temporal.Instant | undefined;
  then: Command<string, I, Needs>;
  input: (event: EventNamed<N, S>, heard: Heard) => z.input<I>;
  endsOn?: readonly string[];
  refused?: { then: Command<string, R, Needs>; input: (event: EventNamed<N, S>, refusal: ToldRefusal) => z.input<R> };
}): Timer {
  const unknown = input.endsOn?.find((reason) => !(reason in input.then.refusals));
  if (unknown !== undefined) throw new TypeError(`${input.name} ends on ${input.then.address}/${unknown}, which that command never refuses with.`);
  return { key: (event: { subject: string }) => event.subject, endsOn: [], refused: undefined, ...input, kind: 'timer' } as unknown as Timer;
}
