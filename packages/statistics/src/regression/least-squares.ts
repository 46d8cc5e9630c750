import { add, divide, dot, multiply, narrow, negate, subtract, subtractMultiple, wide, zero, type Wide, type WideColumn } from '../numeric/wide.ts';

export interface LeastSquares {
  readonly coefficients: readonly number[];
  /** Inverse of X'X: times the residual variance, the covariance of the coefficients. */
  readonly inverse: readonly (readonly number[])[];
  /** Sum of squares each column takes from the response, in the order given (type I). */
  readonly sequential: readonly number[];
  readonly residualSquares: number;
  readonly responseSquares: number;
  /** What is left of each response, formed when asked for. */
  residuals(): readonly number[];
  /** Length of each column left after those before it, as a share of its own length: small means nearly collinear. */
  readonly independence: readonly number[];
}

/**
 * Least squares by modified Gram-Schmidt on columns of 32 digits, root-free, the response carried as the last column
 * (Björck, Numerical Methods for Least Squares Problems, 2.4: as stable as Householder's).
 * Columns and response are consumed.
 */
export function leastSquares(columns: readonly WideColumn[], response: WideColumn): LeastSquares {
  const p = columns.length;
  const own = columns.map((c) => narrow(dot(c, c)));
  const responseSquares = narrow(dot(response, response));
  const r: Wide[][] = columns.map(() => Array.from({ length: p }, () => zero));
  const d: Wide[] = [];
  const squares: Wide[] = [];
  const sequential: number[] = [];
  const independence: number[] = [];

  for (let j = 0; j < p; j++) {
    const q = columns[j]!;
    const square = dot(q, q);
    squares.push(square);
    independence.push(own[j]! > 0 ? Math.sqrt(narrow(square) / own[j]!) : 0);
    for (let k = j + 1; k < p; k++) {
      const factor = divide(dot(q, columns[k]!), square);
      r[j]![k] = factor;
      subtractMultiple(columns[k]!, factor, q);
    }
    const share = divide(dot(q, response), square);
    d.push(share);
    sequential.push(narrow(multiply(multiply(share, share), square)));
    subtractMultiple(response, share, q);
  }

  const solution: Wide[] = Array.from({ length: p }, () => zero);
  for (let j = p - 1; j >= 0; j--) {
    let value = d[j]!;
    for (let k = j + 1; k < p; k++) value = subtract(value, multiply(r[j]![k]!, solution[k]!));
    solution[j] = value;
  }

  // inverse of the unit upper triangle, column by column
  const u: Wide[][] = columns.map(() => Array.from({ length: p }, () => zero));
  for (let c = 0; c < p; c++) {
    u[c]![c] = wide(1);
    for (let j = c - 1; j >= 0; j--) {
      let value = zero;
      for (let k = j + 1; k <= c; k++) value = add(value, multiply(r[j]![k]!, u[k]![c]!));
      u[j]![c] = negate(value);
    }
  }
  const inverse = columns.map((_, i) =>
    columns.map((_unused, j) => {
      let value = zero;
      for (let c = Math.max(i, j); c < p; c++) value = add(value, divide(multiply(u[i]![c]!, u[j]![c]!), squares[c]!));
      return narrow(value);
    }),
  );

  return {
    coefficients: solution.map(narrow),
    inverse,
    sequential,
    residualSquares: narrow(dot(response, response)),
    responseSquares,
    residuals: () => Array.from(response.hi, (hi, i) => hi + response.lo[i]!),
    independence,
  };
}
