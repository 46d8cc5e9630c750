import { oneOf, whole } from './check.ts';

/** How much inspection: general levels I to III (II unless something speaks against it), special ones S-1 to S-4 for costly tests. */
export type InspectionLevel = 'S-1' | 'S-2' | 'S-3' | 'S-4' | 'I' | 'II' | 'III';
export const inspectionLevels: readonly InspectionLevel[] = ['S-1', 'S-2', 'S-3', 'S-4', 'I', 'II', 'III'];

/** Sample size code letters; there is no I and no O. S exists in tightened inspection alone. */
export const codeLetters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'Q', 'R', 'S'] as const;
export type CodeLetter = (typeof codeLetters)[number];

// Largest lot of each row, and the letters of the seven levels in the order above. ISO 2859-1:1999 Table 1, the same as
// ANSI/ASQ Z1.4 Table I; compared with the R package AQLSchemes and with a transcription of GB/T 2828.1-2012.
const rows: readonly (readonly [largestLot: number, letters: string])[] = [
  [8, 'AAAAAAB'],
  [15, 'AAAAABC'],
  [25, 'AABBBCD'],
  [50, 'ABBCCDE'],
  [90, 'BBCCCEF'],
  [150, 'BBCDDFG'],
  [280, 'BCDEEGH'],
  [500, 'BCDEFHJ'],
  [1200, 'CCEFGJK'],
  [3200, 'CDEGHKL'],
  [10_000, 'CDFGJLM'],
  [35_000, 'CDFHKMN'],
  [150_000, 'DEGJLNP'],
  [500_000, 'DEGJMPQ'],
  [Number.POSITIVE_INFINITY, 'DEHKNQR'],
];

/** The code letter of a lot (ISO 2859-1 Table 1). `lotSize` in items, 2 or more. */
export function codeLetter(lotSize: number, level: InspectionLevel): CodeLetter {
  whole('lotSize', lotSize, 2);
  const column = inspectionLevels.indexOf(oneOf('level', level, inspectionLevels));
  return rows.find(([largestLot]) => lotSize <= largestLot)![1][column] as CodeLetter;
}
