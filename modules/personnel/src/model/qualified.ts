import { readDuration } from '@millrace/model';

/** What a person has shown, as the model keeps it; days of the plant as text, `2026-11-22`. */
export interface Held {
  readonly qualification: string;
  readonly since: string;
  readonly until?: string | undefined;
}

/** Last day of the plant on which it holds: the day that is named for this person, or that on which it must be shown again, whichever is sooner. None: for good. */
export function lastDayOf({ since, until }: Held, validFor: unknown): string | undefined {
  const again = typeof validFor === 'string' ? Temporal.PlainDate.from(since).add(readDuration(validFor)).toString() : undefined;
  // days compare as text
  return [until, again].filter((day) => day !== undefined).toSorted()[0];
}

/** How a person stands to a qualification on a day: they hold it, they held it until a day, they will from one, or they never showed it. */
export type Qualified =
  | { readonly is: 'held'; readonly until: string | undefined }
  | { readonly is: 'ended'; readonly on: string }
  | { readonly is: 'not yet'; readonly from: string }
  | { readonly is: 'never' };

export function qualifiedOn(day: string, holds: unknown, qualification: string, validFor: unknown): Qualified {
  const shown = ((holds ?? []) as readonly Held[]).filter((one) => one.qualification === qualification).map((one) => ({ since: one.since, last: lastDayOf(one, validFor) }));
  const begun = shown.filter(({ since }) => since <= day);
  const holding = begun.filter(({ last }) => last === undefined || day <= last);
  // who showed it twice holds it until the later end
  if (holding.length > 0) return { is: 'held', until: holding.some(({ last }) => last === undefined) ? undefined : latest(holding.map(({ last }) => last!)) };
  if (begun.length > 0) return { is: 'ended', on: latest(begun.map(({ last }) => last!))! };
  const [next] = shown.map(({ since }) => since).toSorted();
  return next === undefined ? { is: 'never' } : { is: 'not yet', from: next };
}

const latest = (days: readonly string[]) => days.toSorted().at(-1);
