/**
 * The master tables of ISO 2859-1:1999 and ANSI/ASQ Z1.4-2003 (whose tables are those of MIL-STD-105E) in the form they
 * have: a plan depends on the *diagonal* it lies on, that is the position of its code letter (A = 0) plus that of its AQL
 * (0.010 = 0). Each list names its first diagonal. Towards smaller numbers the tables show arrows down, towards larger
 * ones arrows up.
 *
 * Compared cell by cell, arrows followed (tested). ANSI Z1.4 with the R package AQLSchemes, whose source is MIL-STD-105E,
 * Tables II-A to II-C: 1248 cells, none differs. ISO 2859-1 with a public transcription of its identical adoption GB/T
 * 2828.1-2012, read twice independently from the scanned standard: 702 cells, none differs.
 */

/** The preferred AQLs: percent nonconforming up to 10, nonconformities per 100 items throughout. */
export const preferredAqls = [0.01, 0.015, 0.025, 0.04, 0.065, 0.1, 0.15, 0.25, 0.4, 0.65, 1, 1.5, 2.5, 4, 6.5, 10, 15, 25, 40, 65, 100, 150, 250, 400, 650, 1000] as const;
export type Aql = (typeof preferredAqls)[number];

export type Severity = 'normal' | 'tightened' | 'reduced';

export type AttributeStandard = 'ISO 2859-1' | 'ANSI Z1.4';

/** A cell: acceptance and rejection number, or the way to the nearest plan. */
export type Cell = readonly [accept: number, reject: number] | 'up' | 'down';

const withoutGap = (...acceptance: readonly number[]): Cell[] => acceptance.map((ac) => [ac, ac + 1]);

/** Sample sizes of single sampling by code letter, A to S. */
export const singleSizes: Readonly<Record<Severity, readonly number[]>> = {
  normal: [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000],
  tightened: [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150],
  reduced: [2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800],
};

interface Diagonals {
  readonly first: number;
  readonly cells: readonly Cell[];
}

/** Single sampling. The last two plans of each list exist only for code letters up to E. */
export const singleDiagonals: Readonly<Record<AttributeStandard, Readonly<Record<Severity, Diagonals>>>> = {
  'ISO 2859-1': {
    normal: { first: 14, cells: [[0, 1], 'up', 'down', ...withoutGap(1, 2, 3, 5, 7, 10, 14, 21, 30, 44)] },
    tightened: { first: 15, cells: [[0, 1], 'down', 'down', ...withoutGap(1, 2, 3, 5, 8, 12, 18, 27, 41)] },
    reduced: { first: 14, cells: [[0, 1], 'up', 'down', 'down', ...withoutGap(1, 2, 3, 5, 6, 8, 10, 14, 21)] },
  },
  'ANSI Z1.4': {
    normal: { first: 14, cells: [[0, 1], 'up', 'down', ...withoutGap(1, 2, 3, 5, 7, 10, 14, 21, 30, 44)] },
    tightened: { first: 15, cells: [[0, 1], 'down', 'down', ...withoutGap(1, 2, 3, 5, 8, 12, 18, 27, 41)] },
    // with a gap: a count between the two accepts the lot and ends reduced inspection
    reduced: {
      first: 14,
      cells: [[0, 1], 'up', 'down', [0, 2], [1, 3], [1, 4], [2, 5], [3, 6], [5, 8], [7, 10], [10, 13], [14, 17], [21, 24]],
    },
  },
};

/** Reduced inspection, code letters A and B, AQL 25 to 1000: the sample of 2 leaves the diagonals. ISO: Re = Ac + 1. */
export const reducedOfSmallest: readonly number[] = [1, 2, 3, 5, 7, 10, 14, 21, 30];
/** ANSI Z1.4 letter B keeps a gap of one more at AQL 25, 40 and 65. */
export const reducedGapOfB = 3;
