import type { Remark } from '@millrace/kernel';
import type { Actor, Question } from './authority.ts';

/** All that comes with a command besides its input. */
export interface Envelope {
  /** Idempotency key: the same key never has a second effect. */
  readonly key: string;
  readonly actor: Actor;
  /** Whether the actor is still signed in, as one boolean: asked in the act's own transaction where the door knew them from memory. */
  readonly standing?: Question | undefined;
  /** Whose session brought a report that the actor had made in one of their own: the act is the reporter's, and this stands beside it. */
  readonly deliveredBy?: string | undefined;
  readonly site: string;
  readonly station?: string | undefined;
  /** Revision of the subject the person saw; the act is refused when it has moved on. */
  readonly seen?: number | undefined;
  readonly reason?: string | undefined;
  readonly happenedAt?: Temporal.Instant | undefined;
  readonly causedBy?: string | undefined;
  readonly signature?: { readonly meaning: string; readonly secret: string } | undefined;
}

export interface RecordRef {
  readonly noun: string;
  readonly id: string;
  readonly number?: string | undefined;
  readonly revision: number;
  readonly state: string;
}

/** What a command led to. */
export interface Answer {
  readonly act: string;
  readonly records: readonly RecordRef[];
  readonly events: readonly { readonly id: string; readonly type: string; readonly subject: string }[];
  /** Plant rules that were broken where their mode did not enforce them; `advise` ones are shown to the person. */
  readonly remarks: readonly Remark[];
  /** The key was used before: this is the earlier answer, nothing was done again. */
  readonly isRepeat: boolean;
  /** A report that did not fit: kept for a person to settle, with what it broke. */
  readonly kept?: { readonly id: string; readonly rule: string; readonly sentence: string } | undefined;
}
