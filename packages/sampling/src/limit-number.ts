import { preferredAqls, type Aql } from './attribute-tables.ts';
import { oneOf, whole } from './check.ts';

// the rows of Table VIII: least number of items in the samples of the lots looked back at
const rows: readonly number[] = [20, 30, 50, 80, 130, 200, 320, 500, 800, 1250, 2000, 3150, 5000, 8000, 12_500, 20_000, 31_500];

// one-sided 90 % point of the normal distribution
const tenth = 1.2816;

/**
 * Limit number for reduced inspection (MIL-STD-105D/E and ANSI/ASQ Z1.4, Table VIII): so many nonconforming items, or
 * nonconformities, the samples of the last ten lots may hold together. `sampledItems` counts all samples of those lots, not
 * first ones alone. Undefined: the table has an asterisk, ten lots are not enough at this AQL and more may be looked back at.
 *
 * Calculated, not typed in: the least that a process *at* its AQL would show 9 times in 10, m - 1.28 sqrt(m) with m = row x
 * AQL / 100, cut to a whole number. Danger: no copy of the table could be opened. What speaks for the rule is that it gives
 * back ten rows, cell by cell, as they are remembered (114 cells, kept as a test). Of two more rows one cell each is remembered
 * one off: 130 items at AQL 10 (7, here 8), 30 items at AQL 650 (178, here 177).
 */
export function limitNumber(sampledItems: number, aql: Aql): number | undefined {
  whole('sampledItems', sampledItems, 0);
  oneOf('aql', aql, preferredAqls);
  const row = rows.findLast((least) => sampledItems >= least);
  if (row === undefined) return undefined;
  // in hundredths of hundredths, so that 50 x 0.065 is no double below its decimal
  const expected = Math.round(row * aql * 1000) / 100_000;
  const limit = Math.floor(expected - tenth * Math.sqrt(expected));
  return limit < 0 ? undefined : limit;
}
