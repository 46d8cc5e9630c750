/**
 * What a unit measures: whole exponents of the seven base units of UCUM (m, s, g, rad, K, C, cd) and of every arbitrary unit
 * in it. `m/s2` is `{ m: 1, s: -2 }`. Arbitrary units stand for themselves, so that `k[iU]/L` converts to `[iU]/mL` and to nothing else.
 */
export type Dimension = Readonly<Record<string, number>>;

export const baseUnits = ['m', 's', 'g', 'rad', 'K', 'C', 'cd'] as const;

export const dimensionless: Dimension = {};

/** Dimension of `a` times `b` to the `sign`. */
export function combineDimensions(a: Dimension, b: Dimension, sign: 1 | -1 = 1): Dimension {
  const result: Record<string, number> = { ...a };
  for (const [base, exponent] of Object.entries(b)) {
    const total = (result[base] ?? 0) + sign * exponent;
    if (total === 0) delete result[base];
    else result[base] = total;
  }
  return result;
}

export function raiseDimension(dimension: Dimension, exponent: number): Dimension {
  if (exponent === 0) return dimensionless;
  return Object.fromEntries(Object.entries(dimension).map(([base, power]) => [base, power * exponent]));
}

export function isSameDimension(a: Dimension, b: Dimension): boolean {
  const [left, right] = [Object.keys(a), Object.keys(b)];
  return left.length === right.length && left.every((base) => a[base] === b[base]);
}

/** The dimension as UCUM text, bases in alphabetical order: `g.m.s-2`, or `1`. */
export function dimensionText(dimension: Dimension): string {
  const terms = Object.entries(dimension)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([base, exponent]) => {
      if (!Number.isInteger(exponent)) throw new RangeError(`dimension.${base} is ${exponent}; allowed is a whole exponent.`);
      return exponent === 1 ? base : `${base}${exponent}`;
    });
  return terms.length === 0 ? '1' : terms.join('.');
}
