/**
 * One-way analysis of variance of the NIST Statistical Reference Datasets (www.itl.nist.gov/div898/strd, public domain): data and certified
 * values.
 */
export interface VarianceReference {
  readonly name: string;
  readonly groups: readonly (readonly number[])[];
  readonly betweenDf: number;
  readonly betweenSquares: number;
  readonly f: number;
  readonly withinDf: number;
  readonly withinSquares: number;
  readonly rSquared: number;
  readonly residualStandardDeviation: number;
}

/**
 * The generated data of Simon & Lesage 1989: nine treatments around a base, each one reading at its centre and the rest
 * alternating 0.1 below and above. Compared reading by reading with the nine files SmLs01 to SmLs09.
 */
export function simonLesage(base: number, replicates: number): number[][] {
  return [4, 3, 5, 3, 5, 3, 5, 3, 5].map((centre) => Array.from({ length: replicates }, (_, i) => Number(`${base}.${i === 0 ? centre : i % 2 === 1 ? centre - 1 : centre + 1}`)));
}

export const varianceReferences: readonly VarianceReference[] = [
  {
    name: 'SiRstv',
    groups: [
      [196.3052, 196.124, 196.189, 196.2569, 196.3403],
      [196.3042, 196.3825, 196.1669, 196.3257, 196.0422],
      [196.1303, 196.2005, 196.2889, 196.0343, 196.1811],
      [196.2795, 196.1748, 196.1494, 196.1485, 195.9885],
      [196.2119, 196.1051, 196.185, 196.0052, 196.209],
    ],
    betweenDf: 4,
    betweenSquares: 0.0511462616,
    f: 1.18046237440255,
    withinDf: 20,
    withinSquares: 0.21663656,
    rSquared: 0.190999039051129,
    residualStandardDeviation: 0.104076068334656,
  },
  {
    name: 'AtmWtAg',
    groups: [
      [
        107.8681568, 107.8681465, 107.8681572, 107.8681785, 107.8681446, 107.8681903, 107.8681526, 107.8681494, 107.8681616, 107.8681587, 107.8681519, 107.8681486, 107.8681419,
        107.8681569, 107.8681508, 107.8681672, 107.8681385, 107.8681518, 107.8681662, 107.8681424, 107.868136, 107.8681333, 107.868161, 107.8681477,
      ],
      [
        107.8681079, 107.8681344, 107.8681513, 107.8681197, 107.8681604, 107.8681385, 107.8681642, 107.8681365, 107.8681151, 107.8681082, 107.8681517, 107.8681448, 107.8681198,
        107.8681482, 107.8681334, 107.8681609, 107.8681101, 107.8681512, 107.8681469, 107.868136, 107.8681254, 107.8681261, 107.868145, 107.8681368,
      ],
    ],
    betweenDf: 1,
    betweenSquares: 3.638341875e-9,
    f: 15.946733567793,
    withinDf: 46,
    withinSquares: 1.04951729166667e-8,
    rSquared: 0.257426544538321,
    residualStandardDeviation: 1.5104831444641e-5,
  },
  {
    name: 'SmLs01',
    groups: simonLesage(1, 21),
    betweenDf: 8,
    betweenSquares: 1.68,
    f: 21.0,
    withinDf: 180,
    withinSquares: 1.8,
    rSquared: 0.482758620689655,
    residualStandardDeviation: 0.1,
  },
  {
    name: 'SmLs02',
    groups: simonLesage(1, 201),
    betweenDf: 8,
    betweenSquares: 16.08,
    f: 201.0,
    withinDf: 1800,
    withinSquares: 18.0,
    rSquared: 0.471830985915493,
    residualStandardDeviation: 0.1,
  },
  {
    name: 'SmLs03',
    groups: simonLesage(1, 2001),
    betweenDf: 8,
    betweenSquares: 160.08,
    f: 2001.0,
    withinDf: 18000,
    withinSquares: 180.0,
    rSquared: 0.470712773465067,
    residualStandardDeviation: 0.1,
  },
  {
    name: 'SmLs04',
    groups: simonLesage(1000000, 21),
    betweenDf: 8,
    betweenSquares: 1.68,
    f: 21.0,
    withinDf: 180,
    withinSquares: 1.8,
    rSquared: 0.482758620689655,
    residualStandardDeviation: 0.1,
  },
  {
    name: 'SmLs05',
    groups: simonLesage(1000000, 201),
    betweenDf: 8,
    betweenSquares: 16.08,
    f: 201.0,
    withinDf: 1800,
    withinSquares: 18.0,
    rSquared: 0.471830985915493,
    residualStandardDeviation: 0.1,
  },
  {
    name: 'SmLs06',
    groups: simonLesage(1000000, 2001),
    betweenDf: 8,
    betweenSquares: 160.08,
    f: 2001.0,
    withinDf: 18000,
    withinSquares: 180.0,
    rSquared: 0.470712773465067,
    residualStandardDeviation: 0.1,
  },
  {
    name: 'SmLs07',
    groups: simonLesage(1000000000000, 21),
    betweenDf: 8,
    betweenSquares: 1.68,
    f: 21.0,
    withinDf: 180,
    withinSquares: 1.8,
    rSquared: 0.482758620689655,
    residualStandardDeviation: 0.1,
  },
  {
    name: 'SmLs08',
    groups: simonLesage(1000000000000, 201),
    betweenDf: 8,
    betweenSquares: 16.08,
    f: 201.0,
    withinDf: 1800,
    withinSquares: 18.0,
    rSquared: 0.471830985915493,
    residualStandardDeviation: 0.1,
  },
  {
    name: 'SmLs09',
    groups: simonLesage(1000000000000, 2001),
    betweenDf: 8,
    betweenSquares: 160.08,
    f: 2001.0,
    withinDf: 18000,
    withinSquares: 180.0,
    rSquared: 0.470712773465067,
    residualStandardDeviation: 0.1,
  },
];
