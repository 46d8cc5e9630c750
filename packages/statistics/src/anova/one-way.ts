import { fisherF } from '../distribution/beta.ts';
import { refuse, sample } from '../guard.ts';
import { moments } from '../numeric/sums.ts';
import { add, divide, multiply, narrow, subtract, wide, zero } from '../numeric/wide.ts';

/** One line of an analysis of variance. */
export interface AnovaRow {
  readonly df: number;
  readonly sumOfSquares: number;
  readonly meanSquare: number;
}

/** A line that is tested against another. */
export interface TestedRow extends AnovaRow {
  /** Absent where the line it is tested against has no scatter at all: then F would be infinite, or nothing over nothing. */
  readonly f?: number;
  /** Chance of such an F or a greater one if the factor had no effect; absent with `f`. */
  readonly p?: number;
}

export interface OneWayAnova {
  readonly between: TestedRow & { readonly f: number; readonly p: number };
  readonly within: AnovaRow;
  readonly total: { readonly df: number; readonly sumOfSquares: number };
  readonly rSquared: number;
  readonly residualStandardDeviation: number;
  /** Between-group standard deviation as a random effect; 0 where the mean squares leave nothing. */
  readonly betweenStandardDeviation: number;
}

export const row = (sumOfSquares: number, df: number): AnovaRow => ({ df, sumOfSquares, meanSquare: sumOfSquares / df });

/** A row with its F against an error row that has scatter. */
export function ratio(of: AnovaRow, error: AnovaRow): AnovaRow & { readonly f: number; readonly p: number } {
  const f = of.meanSquare / error.meanSquare;
  return { ...of, f, p: fisherF({ df1: of.df, df2: error.df }).survival(f) };
}

/** The same, without an F where the error row is empty. */
export const tested = (of: AnovaRow, error: AnovaRow): TestedRow => (error.meanSquare === 0 ? of : ratio(of, error));

/**
 * One-way analysis of variance: do machines, batches or operators differ by more than their own scatter?
 * Groups may differ in size. Readings count as the decimals they show, so thirteen equal leading digits cost nothing (NIST SmLs09).
 */
export function oneWayAnova(groups: readonly ArrayLike<number>[]): OneWayAnova {
  if (!Array.isArray(groups) || groups.length < 2) refuse('groups', groups, 'a list of at least 2 groups');
  const sizes = groups.map((group, i) => sample(`groups[${i}]`, group).length);
  const n = sizes.reduce((a, b) => a + b, 0);
  if (n <= groups.length) refuse('groups', groups, 'groups of which at least one has 2 readings');
  const parts = groups.map(moments);
  const grand = divide(
    parts.reduce((sum, { mean, count }) => add(sum, multiply(mean, wide(count))), zero),
    wide(n),
  );
  let between = zero;
  let within = zero;
  for (const { mean, squares, count } of parts) {
    const distance = subtract(mean, grand);
    between = add(between, multiply(multiply(distance, distance), wide(count)));
    within = add(within, squares);
  }
  const withinRow = row(narrow(within), n - groups.length);
  const betweenRow = row(narrow(between), groups.length - 1);
  const total = narrow(add(between, within));
  if (total === 0) refuse('groups', groups, 'such that some readings differ: without scatter nothing can be compared');
  if (withinRow.sumOfSquares === 0) refuse('groups', groups, 'such that readings differ within a group: without scatter there is nothing to judge the groups by');
  // mean group size of an unbalanced layout (Searle, Casella & McCulloch 1992, 3.6)
  const typical = (n - sizes.reduce((a, size) => a + size * size, 0) / n) / (groups.length - 1);
  return {
    between: ratio(betweenRow, withinRow),
    within: withinRow,
    total: { df: n - 1, sumOfSquares: total },
    rSquared: betweenRow.sumOfSquares / total,
    residualStandardDeviation: Math.sqrt(withinRow.meanSquare),
    betweenStandardDeviation: Math.sqrt(Math.max(0, (betweenRow.meanSquare - withinRow.meanSquare) / typical)),
  };
}
