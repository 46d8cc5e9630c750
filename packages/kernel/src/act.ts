import type { Id } from './id.ts';
import type { OddMoment } from './moment.ts';

export type PersonId = Id<'personnel.person'>;

/** One thing done: by whom and in which role, when it happened and when we heard of it, where, and caused by what. */
export interface Act {
  readonly id: Id<'act'>;
  readonly by: PersonId;
  /** Role the person acts in at this moment; machines and rules act in the role `system`. */
  readonly role: string;
  /** Every role that permits the person this act at its place; `role` is the first of them. Absent for machines and rules. */
  readonly roles?: readonly string[];
  /** Whose role it is, where it was lent to the person for a time. Absent where they act in their own right. */
  readonly lentBy?: string | undefined;
  /** When it was recorded: always the server's clock (ALCOA+ contemporaneous). */
  readonly at: Temporal.Instant;
  /** When it happened; equals `at` unless a terminal was offline, a machine or a back-fill says otherwise. Never later than `at`. */
  readonly happenedAt: Temporal.Instant;
  /** What a report said of when it happened, where that cannot be: it counts at `at`, and this is kept with it. */
  readonly told?: { readonly at: Temporal.Instant; readonly odd: OddMoment } | undefined;
  /** Site that owns the record. A site is self-contained. */
  readonly site: string;
  /** Time zone of the site (IANA), as the model says: a rule that speaks of a day means the plant's, `dayAt(act.at, act.timeZone)`. */
  readonly timeZone: string;
  /** Terminal, server task or connector the act came through. */
  readonly station: string | undefined;
  /** The act or event that led to this one. */
  readonly causedBy: string | undefined;
  /** Why, in the person's words; asked for where a regulated value changes (Annex 11 §9). */
  readonly reason: string | undefined;
}
