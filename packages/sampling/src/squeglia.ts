import { oneOf, whole } from './check.ts';
import type { LimitingQualityPlan } from './limiting-quality.ts';
import { singlePlan } from './plan.ts';

const largestLots = [8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000, Number.POSITIVE_INFINITY];

// N. L. Squeglia, Zero Acceptance Number Sampling Plans, Table 1: a column for each associated AQL (percent), a cell for each
// lot of the row above; - : inspect all. Compared with a public transcription of a supplier's copy (GL-QA 02 of 2007): 240
// cells, one differs, 89 for 86 at AQL 0.40 and lots up to 10,000, where the plan that gives the same protection has 86.
const columns = [
  [0.01, '- - - - - - - - - 1250 1250 1250 1250 1250 1250'],
  [0.015, '- - - - - - - - 800 800 800 800 800 800 1200'],
  [0.025, '- - - - - - - - 500 500 500 500 500 750 1112'],
  [0.04, '- - - - - - - 315 315 315 315 315 490 715 715'],
  [0.065, '- - - - - - 200 200 200 200 200 300 476 476 556'],
  [0.1, '- - - - - 125 125 125 125 125 192 294 294 345 435'],
  [0.15, '- - - - 80 80 80 80 80 120 189 189 218 270 303'],
  [0.25, '- - - - 50 50 50 50 75 116 116 135 170 200 244'],
  [0.4, '- - - 32 32 32 32 48 73 73 86 108 123 156 189'],
  [0.65, '- - 20 20 20 20 20 47 47 53 68 77 96 119 143'],
  [1, '- 13 13 13 13 13 20 29 34 42 50 60 74 90 102'],
  [1.5, '- 8 8 8 8 12 19 21 27 35 38 46 56 64 64'],
  [2.5, '5 5 5 5 7 11 13 16 19 23 29 35 40 40 40'],
  [4, '3 3 3 5 6 7 10 11 15 18 22 29 29 29 29'],
  [6.5, '2 2 3 5 5 6 7 9 11 13 15 15 15 15 15'],
  [10, '2 2 2 3 4 5 6 7 8 9 9 9 9 9 9'],
] as const;

/** The associated AQLs of Squeglia's table, percent. */
export const squegliaAqls = columns.map(([aql]) => aql);
export type SquegliaAql = (typeof columns)[number][0];

/**
 * The c = 0 plan by lot size and associated AQL in percent (N. L. Squeglia, Zero Acceptance Number Sampling Plans, Table 1): about the
 * smallest sample that lets through a lot as poor as the Z1.4 plan of level II does 1 time in 10. Danger: the AQL is but a name
 * here; a lot of just that quality is rejected often. The printings of the fifth edition differ in a few cells.
 */
export function squegliaPlan(lotSize: number, aql: SquegliaAql): LimitingQualityPlan {
  whole('lotSize', lotSize, 2);
  const [, cells] = columns[squegliaAqls.indexOf(oneOf('aql', aql, squegliaAqls))]!;
  const sampleSize = Number(cells.split(' ')[largestLots.findIndex((largest) => lotSize <= largest)]);
  // no number, where the cell says all, is not smaller
  return sampleSize < lotSize ? { inspectAll: false, ...singlePlan(sampleSize, 0) } : { inspectAll: true };
}
