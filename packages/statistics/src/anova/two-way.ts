import { oneOf, refuse, sample } from '../guard.ts';
import { moments } from '../numeric/sums.ts';
import { add, divide, multiply, narrow, subtract, wide, zero, type Wide } from '../numeric/wide.ts';
import { row, tested, type AnovaRow, type TestedRow } from './one-way.ts';

/** Readings by row factor, column factor and repeat: `cells[part][operator][trial]`. */
export type Cells = readonly (readonly ArrayLike<number>[])[];

/** Whether the levels of a factor are all there are (fixed) or a draw from many (random). */
export type Effect = 'fixed' | 'random';

export interface TwoWayAnova {
  readonly rows: TestedRow;
  readonly columns: TestedRow;
  /** Absent with one reading in each cell, where interaction and error are one. */
  readonly interaction?: TestedRow;
  readonly error: AnovaRow;
  readonly total: { readonly df: number; readonly sumOfSquares: number };
}

export interface NestedAnova {
  readonly groups: TestedRow;
  /** Members within groups: parts of one operator in a destructive test. */
  readonly members: TestedRow;
  readonly error: AnovaRow;
  readonly total: { readonly df: number; readonly sumOfSquares: number };
}

/** Numbers of rows, columns and repeats of a full, balanced layout; anything else is refused. */
function balanced(argument: string, cells: Cells, leastRepeats: number): readonly [rows: number, columns: number, repeats: number] {
  if (!(cells?.length >= 2)) refuse(argument, cells, 'a list of at least 2 rows');
  const columns = cells[0]!.length;
  if (!(columns >= 2)) refuse(`${argument}[0]`, cells[0], 'a list of at least 2 cells');
  const repeats = cells[0]![0]!.length;
  cells.forEach((line, i) => {
    if (line.length !== columns) refuse(`${argument}[${i}]`, line, `as long as the first row (${columns} cells): the layout must be full`);
    line.forEach((cell: ArrayLike<number>, j: number) => {
      sample(`${argument}[${i}][${j}]`, cell, leastRepeats);
      if (cell.length !== repeats) refuse(`${argument}[${i}][${j}]`, Array.from(cell), `${repeats} readings like the first cell: the layout must be balanced`);
    });
  });
  return [cells.length, columns, repeats];
}

const square = (a: Wide): Wide => multiply(a, a);
const total = (values: readonly Wide[]): Wide => values.reduce(add, zero);

/**
 * Two-way crossed analysis of variance, full and balanced.
 * Both factors random (the default, as in a gauge study): each is tested against the interaction; a factor crossed with a
 * fixed one keeps the error (Montgomery, Design and Analysis of Experiments, 13.2-13.3, restricted model).
 * Danger: coarse readings can add up without any interaction, or repeat without any error; what would be tested against that has no F.
 */
export function twoWayAnova(
  cells: Cells,
  { rows: rowEffect = 'random', columns: columnEffect = 'random' }: { readonly rows?: Effect; readonly columns?: Effect } = {},
): TwoWayAnova {
  oneOf('rows', rowEffect, ['fixed', 'random']);
  oneOf('columns', columnEffect, ['fixed', 'random']);
  const [a, b, n] = balanced('cells', cells, 1);
  const parts = cells.map((line) => line.map((cell) => moments(cell)));
  const rowMeans = parts.map((line) => divide(total(line.map(({ mean }) => mean)), wide(b)));
  const columnMeans = parts[0]!.map((_, j) => divide(total(parts.map((line) => line[j]!.mean)), wide(a)));
  const grand = divide(total(rowMeans), wide(a));

  const rowSquares = multiply(total(rowMeans.map((m) => square(subtract(m, grand)))), wide(b * n));
  const columnSquares = multiply(total(columnMeans.map((m) => square(subtract(m, grand)))), wide(a * n));
  let crossed = zero;
  let within = zero;
  parts.forEach((line, i) =>
    line.forEach(({ mean: centre, squares: own }, j) => {
      const rest = subtract(add(centre, grand), add(rowMeans[i]!, columnMeans[j]!));
      crossed = add(crossed, square(rest));
      within = add(within, own);
    }),
  );
  const interaction = row(narrow(multiply(crossed, wide(n))), (a - 1) * (b - 1));
  const rows = row(narrow(rowSquares), a - 1);
  const columns = row(narrow(columnSquares), b - 1);
  const all = { df: a * b * n - 1, sumOfSquares: narrow(add(add(rowSquares, columnSquares), add(multiply(crossed, wide(n)), within))) };
  if (all.sumOfSquares === 0) refuse('cells', cells, 'such that some readings differ: without scatter nothing can be compared');
  if (n === 1) return { rows: tested(rows, interaction), columns: tested(columns, interaction), error: interaction, total: all };

  const error = row(narrow(within), a * b * (n - 1));
  // the expected mean square of a factor holds the interaction when the other factor is random
  return {
    rows: tested(rows, columnEffect === 'random' ? interaction : error),
    columns: tested(columns, rowEffect === 'random' ? interaction : error),
    interaction: tested(interaction, error),
    error,
    total: all,
  };
}

/**
 * Nested analysis of variance, balanced: members belong to one group only (`cells[group][member][repeat]`), as parts do that a test
 * destroys. Members are random; groups are tested against members (Montgomery, Design and Analysis of Experiments, 14.1).
 */
export function nestedAnova(cells: Cells): NestedAnova {
  const [a, b, n] = balanced('cells', cells, 2);
  const parts = cells.map((line) => line.map((cell) => moments(cell)));
  const groupMeans = parts.map((line) => divide(total(line.map(({ mean }) => mean)), wide(b)));
  const grand = divide(total(groupMeans), wide(a));
  const groups = multiply(total(groupMeans.map((m) => square(subtract(m, grand)))), wide(b * n));
  let members = zero;
  let within = zero;
  parts.forEach((line, i) =>
    line.forEach(({ mean: centre, squares: own }) => {
      members = add(members, square(subtract(centre, groupMeans[i]!)));
      within = add(within, own);
    }),
  );
  members = multiply(members, wide(n));
  const memberRow = row(narrow(members), a * (b - 1));
  const error = row(narrow(within), a * b * (n - 1));
  if (narrow(add(groups, add(members, within))) === 0) refuse('cells', cells, 'such that some readings differ: without scatter nothing can be compared');
  return {
    groups: tested(row(narrow(groups), a - 1), memberRow),
    members: tested(memberRow, error),
    error,
    total: { df: a * b * n - 1, sumOfSquares: narrow(add(groups, add(members, within))) },
  };
}
