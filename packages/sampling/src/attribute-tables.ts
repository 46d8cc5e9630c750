/**
 * The master tables of ISO 2859-1:1999 and ANSI/ASQ Z1.4-2003 (whose tables are those of MIL-STD-105E) in the form they
 * have: a plan depends on the *diagonal* it lies on, that is the position of its code letter (A = 0) plus that of its AQL
 * (0.010 = 0). Each list names its first diagonal. Towards smaller numbers the tables show arrows down, towards larger
 * ones arrows up.
 *
 * Compared cell by cell, arrows resolved. Single sampling of ANSI Z1.4 with the R package AQLSchemes: 1248 cells, none
 * differs. Single sampling of ISO 2859-1 with a public transcription of its identical adoption GB/T 2828.1-2012, read
 * twice independently from the scanned standard: 702 cells, none differs. Double and multiple sampling of ANSI Z1.4 with
 * AQLSchemes: 2496 cells, 21 differ, where AQLSchemes breaks its own diagonals and is taken to be mistyped: double
 * normal, AQL 100, letters L to P (Re 26, elsewhere 27); multiple normal, letter F, AQL 100 and 150 (the plan of E with
 * the size of F); the first rejection number of the tightened multiple plan beside Ac 3 (2; 3 in the identical normal
 * plan); double normal, letter A, AQL 10 and 15 (arrows not followed).
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

/** Sizes of each of the two samples of double sampling by code letter; 0: there is none, use the single plan. */
export const doubleSizes: Readonly<Record<Severity, readonly number[]>> = {
  normal: [0, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250],
  tightened: [0, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000],
  reduced: [0, 0, 0, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500],
};

/**
 * Double sampling beside the single plan with a given (Ac, Re): Ac1 Re1, Ac2 Re2. ISO 2859-1:1999 took the plans of its
 * predecessor, but changed three so that they accept as their single plan does (Ac 3, 7 and 8), and has no gap under
 * reduced inspection. Danger: its plans were typed from knowledge of the identical GB/T 2828.1-2003, with no copy open to
 * compare. What speaks for them is tested: each follows its single plan to 0.07 over the whole curve, and the three that
 * differ from ANSI Z1.4 follow it more closely than those they replaced.
 */
export const doublePlans: Readonly<Record<AttributeStandard, Readonly<Record<Severity, readonly string[]>>>> = {
  'ISO 2859-1': {
    normal: ['0 2 1 2', '0 3 3 4', '1 3 4 5', '2 5 6 7', '3 6 9 10', '5 9 12 13', '7 11 18 19', '11 16 26 27', '17 22 37 38', '25 31 56 57'],
    tightened: ['0 2 1 2', '0 3 3 4', '1 3 4 5', '2 5 6 7', '4 7 10 11', '6 10 15 16', '9 14 23 24', '15 20 34 35', '23 29 52 53'],
    reduced: ['0 2 1 2', '0 3 3 4', '1 3 4 5', '2 5 6 7', '3 6 7 8', '4 7 10 11', '5 9 12 13', '7 11 18 19', '11 16 26 27'],
  },
  'ANSI Z1.4': {
    normal: ['0 2 1 2', '0 3 3 4', '1 4 4 5', '2 5 6 7', '3 7 8 9', '5 9 12 13', '7 11 18 19', '11 16 26 27', '17 22 37 38', '25 31 56 57'],
    tightened: ['0 2 1 2', '0 3 3 4', '1 4 4 5', '2 5 6 7', '3 7 11 12', '6 10 15 16', '9 14 23 24', '15 20 34 35', '23 29 52 53'],
    reduced: ['0 2 0 2', '0 3 0 4', '0 4 1 5', '0 4 3 6', '1 5 4 7', '2 7 6 9', '3 8 8 12', '5 10 12 16', '7 12 18 22', '11 17 26 30'],
  },
};

/** Sizes of each of the seven samples of multiple sampling by code letter; 0: there is none, use the double plan. */
export const multipleSizes: Readonly<Record<Severity, readonly number[]>> = {
  normal: [0, 0, 0, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500],
  tightened: [0, 0, 0, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800],
  reduced: [0, 0, 0, 0, 0, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200],
};

/** Multiple sampling of ANSI Z1.4: seven acceptance numbers (# = not yet), then seven rejection numbers. */
export const multiplePlans: Readonly<Record<Severity, readonly string[]>> = {
  normal: [
    '# # 0 0 1 1 2 / 2 2 2 3 3 3 3',
    '# 0 0 1 2 3 4 / 2 3 3 4 4 5 5',
    '# 0 1 2 3 4 6 / 3 3 4 5 6 6 7',
    '# 1 2 3 5 7 9 / 4 5 6 7 8 9 10',
    '0 1 3 5 7 10 13 / 4 6 8 10 11 12 14',
    '0 3 6 8 11 14 18 / 5 8 10 13 15 17 19',
    '1 4 8 12 17 21 25 / 7 10 13 17 20 23 26',
    '2 7 13 19 25 31 37 / 9 14 19 25 29 33 38',
    '4 11 19 27 36 45 53 / 12 19 27 34 40 47 54',
    '6 17 29 40 53 65 77 / 16 27 39 49 58 68 78',
  ],
  tightened: [
    '# # 0 0 1 1 2 / 2 2 2 3 3 3 3',
    '# 0 0 1 2 3 4 / 2 3 3 4 4 5 5',
    '# 0 1 2 3 4 6 / 3 3 4 5 6 6 7',
    '# 1 2 3 5 7 9 / 4 5 6 7 8 9 10',
    '0 2 4 6 9 12 14 / 4 7 9 11 12 14 15',
    '0 3 7 10 14 18 21 / 6 9 12 15 17 20 22',
    '1 6 11 16 22 27 32 / 8 12 17 22 25 29 33',
    '3 10 17 24 32 40 48 / 10 17 24 31 37 43 49',
    '6 16 26 37 49 61 72 / 15 25 36 46 55 64 73',
  ],
  reduced: [
    '# # 0 0 0 0 1 / 2 2 2 3 3 3 3',
    '# # 0 0 0 1 1 / 2 3 3 4 4 5 5',
    '# # 0 0 1 1 2 / 3 3 4 5 6 6 7',
    '# 0 0 1 2 3 4 / 3 4 5 6 7 7 8',
    '# 0 1 2 3 4 6 / 4 5 6 7 8 9 10',
    '# 1 2 3 5 7 9 / 4 6 8 10 11 12 14',
    '0 1 3 5 7 10 13 / 5 7 9 12 13 15 17',
    '0 3 6 8 11 14 18 / 6 9 12 15 17 20 22',
  ],
};
