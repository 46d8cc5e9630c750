import type { Model } from '../model.ts';
import type { PlannedChange } from '../plan/report.ts';

/** The stretch of the past that is rehearsed: from the first moment on, up to the last and without it. */
export interface Window {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  /** Time zone of the plant (IANA): hours are its hours. */
  readonly zone: string;
}

/** One thing that a rule led to, or would have led to. The same `what` and `key` under two models is the same thing. */
export interface Outcome {
  /** Which of the rehearsal's `words` it is. */
  readonly what: string;
  /** Identity of the thing in the plant's past. */
  readonly key: string;
  /** What people call it: `18.93 g, mean of 10 at Blister 2, lot RV-0412`. */
  readonly name: string;
  readonly at?: Temporal.Instant;
  /** What it made true, where that may be another under another model: one text for one thing. */
  readonly made?: string;
  /** It lies beyond the point where things would have gone otherwise: nobody knows whether it would have happened then, whether it did or not. */
  readonly isUnknown?: true;
  /** Who would have been called: the role, and the persons who hold it there. */
  readonly calls?: { readonly role: string; readonly persons: readonly string[] };
}

/** What an outcome is called, and whether it is one that nobody can know. */
export interface OutcomeWords {
  readonly one: string;
  readonly many: string;
  /**
   * It says where the rehearsal ends, not what would have been: from here on people would have acted otherwise. Only what the proposed
   * model adds of it is told, and it never makes a difference by itself.
   */
  readonly isOpen?: boolean;
}

/** A rule at work on a stretch of the past: it hears the facts in their order, remembers what it must, and says what it leads to. */
export interface Hearing<F> {
  readonly hear: (fact: F) => readonly Outcome[];
  /** What is only known when the past has ended. */
  readonly end?: () => readonly Outcome[];
}

/**
 * How a room's rules are rehearsed: which question brings the past, and what the rules lead to under a model. Pure apart from the question:
 * no clock, no database, so that it is tested in microseconds and runs wherever the facts can be asked for.
 */
export interface Rehearsal<F> {
  /** `mes.readings` */
  readonly name: string;
  /** What is looked at, for people: `Values that were read`. */
  readonly title: string;
  /** What one fact is, one and many: `job`, `jobs`. */
  readonly of: readonly [one: string, many: string];
  /** Address of the question that brings the facts, page by page: `{ from, to, after }` -> `{ facts, next }`. */
  readonly past: string;
  readonly words: Readonly<Record<string, OutcomeWords>>;
  /** Whether a change of the model may have these rules lead to something else. */
  readonly touchedBy: (change: PlannedChange) => boolean;
  /** What the question must know besides the window, such as the addresses that a change speaks of. */
  readonly narrowedBy?: (changes: readonly PlannedChange[]) => Readonly<Record<string, string>>;
  /** A fact as it travels, made ready. */
  readonly read: (fact: unknown) => F;
  /** What did happen, as the facts tell it. The model in force says what things and people are called. */
  readonly happened: (inForce: Model, window: Window) => Hearing<F>;
  /** What would have happened under a model. */
  readonly under: (model: Model, window: Window) => Hearing<F>;
}

// oxlint-disable-next-line typescript/no-explicit-any -- the list holds rehearsals over facts of every shape
export type AnyRehearsal = Rehearsal<any>;

/** A page of the past. */
export interface PastPage {
  readonly facts: readonly unknown[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

/** Brings a page of the past, or says in a sentence why not. */
export type AskPast = (address: string, asked: Readonly<Record<string, string>>) => Promise<PastPage | string>;
