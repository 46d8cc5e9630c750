import type { Random } from '../random.ts';
import type { Item, Step } from './works.ts';

export type Reading = number | string | boolean;

/** One reading in a hundred and twenty is out of its limits; half of those were misread and are right the second time. */
const outOfLimits = 1 / 120;
const misread = 1 / 2;

/** What a person enters for each item of a step, and what the second look gives where the first was out of limits. */
export function readingsOf(step: Step, random: Random): { readonly first: Record<string, Reading>; readonly second: Record<string, Reading> | undefined } {
  const first: Record<string, Reading> = {};
  const second: Record<string, Reading> = {};
  for (const item of step.data) {
    const value = readingOf(item, random);
    first[item.id] = value;
    if (isWithin(item, value)) continue;
    second[item.id] = random.isLuck(misread) ? rightReading(item, random) : value;
  }
  return { first, second: Object.keys(second).length === 0 ? undefined : second };
}

export const isWithin = (item: Item, value: Reading): boolean => typeof value !== 'number' || item.limits === undefined || (value >= item.limits.low && value <= item.limits.high);

function readingOf(item: Item, random: Random): Reading {
  if (item.limits === undefined || item.sort !== 'number' || !random.isLuck(outOfLimits)) return rightReading(item, random);
  const { low, high, decimals } = item.limits;
  if (low === high) return low;
  const step = 10 ** -decimals;
  const width = Number.isFinite(high - low) ? high - low : Math.max(Math.abs(Number.isFinite(high) ? high : low), step);
  const past = Math.max(width * random.between(0.02, 0.2), step);
  return rounded(Number.isFinite(high) && (random.isLuck(0.5) || !Number.isFinite(low)) ? high + past : low - past, decimals);
}

function rightReading(item: Item, random: Random): Reading {
  if (item.sort === 'yes-no') return true;
  if (item.sort === 'text') return `${item.id.toUpperCase()}-${random.whole(1000, 9999)}`;
  if (item.limits === undefined) return item.unit === '1' || item.unit === undefined ? random.whole(4, 60) : rounded(random.between(1, 100), 1);
  const { low, high, decimals } = item.limits;
  if (!Number.isFinite(low)) return rounded(high * random.between(0, 0.7), decimals);
  if (!Number.isFinite(high)) return rounded(low * random.between(1.05, 1.4), decimals);
  const middle = item.target ?? (low + high) / 2;
  return rounded(Math.min(high, Math.max(low, random.normal(middle, (high - low) / 9))), decimals);
}

export const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));
