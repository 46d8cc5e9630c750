import { oneOf, whole } from './check.ts';
import { singlePlan, type AttributePlan } from './plan.ts';

/** Preferred limiting qualities of ISO 2859-2, percent nonconforming. */
export const limitingQualities = [0.5, 0.8, 1.25, 2, 3.15, 5, 8, 12.5, 20, 31.5] as const;
export type LimitingQuality = (typeof limitingQualities)[number];

// ISO 2859-2:1985 Table A, procedure A (isolated lots): largest lot of the row, then sample size and acceptance number per
// limiting quality; - : inspect all. LQ 2 to 31.5 compared with the tables of a Brazilian geodata quality tool (84 cells,
// none differs); for LQ 0.5, 0.8 and 1.25 no second source was found, they rest on the calculated consumer's risk, which
// the standard promises below 13 % and which a test holds for every cell.
const rows: readonly (readonly [largestLot: number, cells: string])[] = [
  [25, '- - - - - - 17/0 13/0 9/0 6/0'],
  [50, '- - - - - 28/0 22/0 15/0 10/0 6/0'],
  [90, '- - - 50/0 44/0 34/0 24/0 16/0 10/0 8/0'],
  [150, '- - 90/0 80/0 55/0 38/0 26/0 18/0 13/0 13/1'],
  [280, '200/0 170/0 130/0 95/0 65/0 42/0 28/0 20/0 20/1 13/1'],
  [500, '280/0 220/0 155/0 105/0 80/0 50/0 32/0 32/1 20/1 20/3'],
  [1200, '380/0 255/0 170/0 125/0 125/1 80/1 50/1 32/1 32/3 32/5'],
  [3200, '430/0 280/0 200/0 200/1 125/1 125/3 80/3 50/3 50/5 50/10'],
  [10_000, '450/0 315/0 315/1 200/1 200/3 200/5 125/5 80/5 80/10 80/18'],
  [35_000, '500/0 500/1 315/1 315/3 315/5 315/10 200/10 125/10 125/18 80/18'],
  [150_000, '800/1 500/1 500/3 500/5 500/10 500/18 315/18 200/18 125/18 80/18'],
  [500_000, '800/1 800/3 800/5 800/10 800/18 500/18 315/18 200/18 125/18 80/18'],
  [Number.POSITIVE_INFINITY, '1250/3 1250/5 1250/10 1250/18 800/18 500/18 315/18 200/18 125/18 80/18'],
];

/** A plan for one isolated lot; `inspectAll` where the table has none because the sample would be the lot. */
export type LimitingQualityPlan = { readonly inspectAll: true } | ({ readonly inspectAll: false } & AttributePlan);

/** The plan for an isolated lot by limiting quality (ISO 2859-2, procedure A), for lots of 16 items and more. */
export function limitingQualityPlan(lotSize: number, limitingQualityPercent: LimitingQuality): LimitingQualityPlan {
  whole('lotSize', lotSize, 16);
  const column = limitingQualities.indexOf(oneOf('limitingQualityPercent', limitingQualityPercent, limitingQualities));
  const cell = rows.find(([largestLot]) => lotSize <= largestLot)![1].split(' ')[column]!;
  if (cell === '-') return { inspectAll: true };
  const [sampleSize, accept] = cell.split('/').map(Number) as [number, number];
  if (sampleSize >= lotSize) return { inspectAll: true };
  return { inspectAll: false, ...singlePlan(sampleSize, accept) };
}
