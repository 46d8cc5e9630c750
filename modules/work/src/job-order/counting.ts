import { convert, decimal, isCommensurable, quantity } from '@millrace/quantity';
import { instant } from '@millrace/kernel';
import * as z from 'zod';
import type { facts } from './facts.ts';

/** What one count says: good and scrap since the count before, in the order's unit, with what was odd about it. */
export const counting = {
  good: z.string(),
  scrap: z.array(z.object({ reason: z.string(), value: z.string() })).readonly(),
  /** Unit of the figures; the order's own unless the flag `other-unit` says that it could not be turned into it. */
  unit: z.string(),
  /** `not-started`, `standing`, `after-completion`, `ended`, `other-unit`. */
  flags: z.array(z.string()).readonly(),
  /** Who counted: a person, or the connector that read the counter. */
  by: z.string(),
  at: instant(),
};
export type Counted = Readonly<z.output<z.ZodObject<typeof counting>>>;

type Totals = Pick<z.output<typeof facts>, 'good' | 'scrap' | 'scrapByReason' | 'flaggedCounts'>;

const places = (text: string): number => text.split('.')[1]?.length ?? 0;

/** Exact sum; as many places as the finer of the two was reported with, for `3.990` kg says more than `3.99`. */
export const plus = (a: string, b: string): string =>
  decimal(a)
    .plus(decimal(b))
    .toFixed(Math.max(places(a), places(b)));

export const scrapOf = (counted: Pick<Counted, 'scrap'>): string => counted.scrap.reduce((sum, one) => plus(sum, one.value), '0');

/** The totals after a count. A count in a unit that does not fit stays beside them. */
export function counted(order: Totals, count: Counted): Totals {
  const flaggedCounts =
    count.flags.length === 0
      ? order.flaggedCounts
      : [...order.flaggedCounts, { flags: count.flags, good: count.good, scrap: scrapOf(count), unit: count.unit, by: count.by, at: count.at }];
  if (count.flags.includes('other-unit')) return { ...order, flaggedCounts };
  const byReason = new Map(order.scrapByReason.map((one) => [one.reason, one.value]));
  for (const { reason, value } of count.scrap) byReason.set(reason, plus(byReason.get(reason) ?? '0', value));
  return {
    good: plus(order.good, count.good),
    scrap: plus(order.scrap, scrapOf(count)),
    scrapByReason: [...byReason].map(([reason, value]) => ({ reason, value })),
    flaggedCounts,
  };
}

/** A figure in the order's unit, or undefined where the units have nothing to do with each other. */
export function inUnit(value: string, from: string, to: string): string | undefined {
  if (from === to) return value;
  if (!isCommensurable(from, to)) return undefined;
  return convert(quantity(value, from), to).value.toFixed();
}
