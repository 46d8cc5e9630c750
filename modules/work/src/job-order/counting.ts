import { decimal, figureIn } from '@millrace/quantity';
import { instant, isKeptDecimal } from '@millrace/kernel';
import * as z from 'zod';
import type { facts } from './facts.ts';

/** What one count says: good and scrap since the count before, in the order's unit, with what was odd about it. */
export const counting = {
  good: z.string(),
  scrap: z.array(z.object({ reason: z.string(), value: z.string() })).readonly(),
  /** Unit of the figures; the order's own unless a flag says that the count stays beside its totals. */
  unit: z.string(),
  /** `not-started`, `standing`, `after-completion`, `ended`; beside the totals: `other-unit`, `too-much`; told of a moment that cannot be: `clock-ahead`, `too-long-ago`, `before-record`. */
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

/** Whether a count stays beside the totals: its unit has nothing to do with theirs, or they would become more than a record keeps. */
export const isBeside = ({ flags }: Pick<Counted, 'flags'>) => flags.includes('other-unit') || flags.includes('too-much');

/** The totals after a count; one that does not fit stays beside them. */
export function counted(order: Totals, count: Counted): Totals {
  const flaggedCounts =
    count.flags.length === 0
      ? order.flaggedCounts
      : [...order.flaggedCounts, { flags: count.flags, good: count.good, scrap: scrapOf(count), unit: count.unit, by: count.by, at: count.at }];
  if (isBeside(count)) return { ...order, flaggedCounts };
  const byReason = new Map(order.scrapByReason.map((one) => [one.reason, one.value]));
  for (const { reason, value } of count.scrap) byReason.set(reason, plus(byReason.get(reason) ?? '0', value));
  return {
    good: plus(order.good, count.good),
    scrap: plus(order.scrap, scrapOf(count)),
    scrapByReason: [...byReason].map(([reason, value]) => ({ reason, value })),
    flaggedCounts,
  };
}

type Figures = Pick<Counted, 'good' | 'scrap' | 'unit'>;

/** A count in the order's unit, or undefined where the units have nothing to do with each other, or one of them is none. */
export function inOrdersUnit({ good, scrap, unit: from }: Figures, unit: string): Figures | undefined {
  const turned = figureIn(good, from, unit);
  // whether it can be said hangs on the units, and not on the figure
  return turned === undefined ? undefined : { good: turned, scrap: scrap.map(({ reason, value }) => ({ reason, value: figureIn(value, from, unit)! })), unit };
}

/** Whether a count and the totals with it are decimals that a record keeps. */
export function fitsTotals(order: Pick<Totals, 'good' | 'scrap'>, count: Figures): boolean {
  const figures = [count.good, ...count.scrap.map((one) => one.value), plus(order.good, count.good), plus(order.scrap, scrapOf(count))];
  return figures.every(isKeptDecimal);
}
