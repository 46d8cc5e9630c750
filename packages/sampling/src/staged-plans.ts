import type { AttributeStandard, Severity } from './attribute-tables.ts';

/**
 * Double and multiple sampling of ISO 2859-1:1999 (Tables 3) and ANSI/ASQ Z1.4-2003 (Tables III and IV, those of
 * MIL-STD-105E) in the form they have: which plan stands in a cell depends on the single plan of the same cell alone, on its
 * (Ac, Re), whatever letter, AQL and severity; the code letter adds the size of the samples. So each plan is written once.
 *
 * ANSI Z1.4 compared cell by cell, arrows followed (tested), with the R package AQLSchemes: 2496 cells, 21 differ, where that
 * copy breaks its own pattern and is taken to be mistyped. Double normal, AQL 100, letters L to P: Re 26 beside Ac 26, elsewhere
 * 27. Double normal, letter A, AQL 10 and 15: "single" where the arrow leads to C and B. Multiple normal, letter F, AQL 100 and
 * 150: a plan where the single and double tables have an arrow to E. Multiple tightened beside Ac 3: first Re 2 in all 13 cells,
 * 3 beside the same Ac under normal inspection.
 */

/** Sizes of each of the two samples of double sampling by code letter; 0: there is none, use the single plan. */
export const doubleSizes: Readonly<Record<Severity, readonly number[]>> = {
  normal: [0, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250],
  tightened: [0, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000],
  reduced: [0, 0, 0, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500],
};

/** Sizes of each of the seven samples of multiple sampling by code letter; 0: there is none, use the double plan. */
export const multipleSizes: Readonly<Record<Severity, readonly number[]>> = {
  normal: [0, 0, 0, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500],
  tightened: [0, 0, 0, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800],
  reduced: [0, 0, 0, 0, 0, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200],
};

// what both standards have, beside a single plan without gap: Ac after each sample / Re after each, on the count so far
const sharedDoubles: readonly (readonly [single: string, double: string])[] = [
  ['1/2', '0 1 / 2 2'],
  ['2/3', '0 3 / 3 4'],
  ['5/6', '2 6 / 5 7'],
  ['10/11', '5 12 / 9 13'],
  ['12/13', '6 15 / 10 16'],
  ['14/15', '7 18 / 11 19'],
  ['18/19', '9 23 / 14 24'],
  ['21/22', '11 26 / 16 27'],
  ['27/28', '15 34 / 20 35'],
  ['30/31', '17 37 / 22 38'],
  ['41/42', '23 52 / 29 53'],
  ['44/45', '25 56 / 31 57'],
];

/**
 * Double plans by the (Ac, Re) of the single plan. ISO 2859-1:1999 took those of its predecessor, but changed three so that they
 * accept as their single plan does (Ac 3, 7 and 8), and has no gap under reduced inspection.
 * Those of normal inspection to Ac 21 are held to the Indian adoption IS 2500-1:2000 as a public inspection system has it (15 cells,
 * tested).
 * Danger: what tightened and reduced inspection have alone (beside Ac 8 and 6) was typed from knowledge of the identical GB/T
 * 2828.1-2003, with no copy found to compare. What speaks for it is tested: each follows its single plan to 0.07 over the whole
 * curve, and those that differ from ANSI Z1.4 follow it more closely than those they replaced.
 */
export const doublePlans: Readonly<Record<AttributeStandard, ReadonlyMap<string, string>>> = {
  'ISO 2859-1': new Map([...sharedDoubles, ['3/4', '1 4 / 3 5'], ['6/7', '3 7 / 6 8'], ['7/8', '3 9 / 6 10'], ['8/9', '4 10 / 7 11']]),
  'ANSI Z1.4': new Map([
    ...sharedDoubles,
    ['3/4', '1 4 / 4 5'],
    ['7/8', '3 8 / 7 9'],
    ['8/9', '3 11 / 7 12'],
    // reduced inspection: a count in the gap after the last sample accepts the lot and ends reduced inspection
    ['0/2', '0 0 / 2 2'],
    ['1/3', '0 0 / 3 4'],
    ['1/4', '0 1 / 4 5'],
    ['2/5', '0 3 / 4 6'],
    ['3/6', '1 4 / 5 7'],
    ['5/8', '2 6 / 7 9'],
    ['7/10', '3 8 / 8 12'],
    ['10/13', '5 12 / 10 16'],
    ['14/17', '7 18 / 12 22'],
    ['21/24', '11 26 / 17 30'],
  ]),
};

/** Multiple plans of ANSI Z1.4, seven samples, by the (Ac, Re) of the single plan; # where acceptance is not yet possible. */
export const multiplePlans: ReadonlyMap<string, string> = new Map([
  ['1/2', '# # 0 0 1 1 2 / 2 2 2 3 3 3 3'],
  ['2/3', '# 0 0 1 2 3 4 / 2 3 3 4 4 5 5'],
  ['3/4', '# 0 1 2 3 4 6 / 3 3 4 5 6 6 7'],
  ['5/6', '# 1 2 3 5 7 9 / 4 5 6 7 8 9 10'],
  ['7/8', '0 1 3 5 7 10 13 / 4 6 8 10 11 12 14'],
  ['8/9', '0 2 4 6 9 12 14 / 4 7 9 11 12 14 15'],
  ['10/11', '0 3 6 8 11 14 18 / 5 8 10 13 15 17 19'],
  ['12/13', '0 3 7 10 14 18 21 / 6 9 12 15 17 20 22'],
  ['14/15', '1 4 8 12 17 21 25 / 7 10 13 17 20 23 26'],
  ['18/19', '1 6 11 16 22 27 32 / 8 12 17 22 25 29 33'],
  ['21/22', '2 7 13 19 25 31 37 / 9 14 19 25 29 33 38'],
  ['27/28', '3 10 17 24 32 40 48 / 10 17 24 31 37 43 49'],
  ['30/31', '4 11 19 27 36 45 53 / 12 19 27 34 40 47 54'],
  ['41/42', '6 16 26 37 49 61 72 / 15 25 36 46 55 64 73'],
  ['44/45', '6 17 29 40 53 65 77 / 16 27 39 49 58 68 78'],
  // reduced inspection
  ['0/2', '# # 0 0 0 0 1 / 2 2 2 3 3 3 3'],
  ['1/3', '# # 0 0 0 1 1 / 2 3 3 4 4 5 5'],
  ['1/4', '# # 0 0 1 1 2 / 3 3 4 5 6 6 7'],
  ['2/5', '# 0 0 1 2 3 4 / 3 4 5 6 7 7 8'],
  ['3/6', '# 0 1 2 3 4 6 / 4 5 6 7 8 9 10'],
  ['5/8', '# 1 2 3 5 7 9 / 4 6 8 10 11 12 14'],
  ['7/10', '0 1 3 5 7 10 13 / 5 7 9 12 13 15 17'],
  ['10/13', '0 3 6 8 11 14 18 / 6 9 12 15 17 20 22'],
]);
