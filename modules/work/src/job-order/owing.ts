import type * as z from 'zod';
import type { facts } from './facts.ts';

type Owing = Pick<z.output<typeof facts>, 'owed' | 'settled'>;

const isBy = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) <= 0;

/** Whether what is owed since a moment was settled already: its settling was heard first. */
export const isSettled = ({ settled }: Owing, key: string, since: Temporal.Instant): boolean => settled?.some((one) => one.key === key && isBy(since, one.until)) === true;

/** What is owed after a settling, and the mark it leaves: owing and settling may be heard in either order. Without a moment all of the key is settled, as it once was said. */
export function settledBy({ owed = [], settled = [] }: Owing, { key, until }: { readonly key: string; readonly until?: Temporal.Instant | undefined }): Owing {
  const left = owed.filter((one) => one.key !== key || (until !== undefined && !isBy(one.since, until)));
  if (until === undefined || isSettled({ settled }, key, until)) return { owed: left };
  return { owed: left, settled: [...settled.filter((one) => one.key !== key), { key, until }] };
}
