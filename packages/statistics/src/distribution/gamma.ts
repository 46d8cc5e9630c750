import { onlyNamed, positive, probability, real } from '../guard.ts';
import { invert } from '../numeric/root.ts';
import { incompleteGamma, logGamma } from '../special/gamma.ts';
import type { Continuous } from './distribution.ts';
import { standardNormalQuantile } from './normal.ts';

/** x of the unit-scale gamma distribution at lower tail p, upper tail q = 1 - p. */
function unitQuantile(shape: number, p: number, q: number): number {
  if (p === 0) return 0;
  if (q === 0) return Number.POSITIVE_INFINITY;
  // Wilson-Hilferty in the middle, the leading term of the series far below it
  const z = p <= q ? standardNormalQuantile(p) : -standardNormalQuantile(q);
  const cube = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  const small = (Math.log(p) + logGamma(shape + 1)) / shape;
  const start = cube > 0.2 && shape > 0.3 ? Math.log(shape) + 3 * Math.log(cube) : small;
  const at = (u: number) => {
    const x = Math.exp(u);
    const tails = incompleteGamma(shape, x);
    return { ...tails, slope: tails.slope * x };
  };
  // exp(-745) is the smallest double; below it the quantile is zero in double precision
  if (start < -700 && small < -744) return Math.exp(small);
  return Math.exp(invert(at, p, q, start, -744, 709));
}

/** Gamma distribution: waiting time for several independent events. `scale` has the unit of the value. */
export function gamma({ shape, scale = 1, ...rest }: { readonly shape: number; readonly scale?: number }): Continuous {
  onlyNamed('gamma', rest, ['shape', 'scale']);
  positive('shape', shape);
  positive('scale', scale);
  const at = (x: number) => incompleteGamma(shape, real('x', x) / scale);
  return {
    mean: shape * scale,
    variance: shape * scale * scale,
    support: [0, Number.POSITIVE_INFINITY],
    density: (x) => {
      if (x === 0) return shape < 1 ? Number.POSITIVE_INFINITY : shape === 1 ? 1 / scale : 0;
      return at(x).slope / scale;
    },
    cdf: (x) => at(x).lower,
    survival: (x) => at(x).upper,
    quantile: (p) => scale * unitQuantile(shape, probability('p', p), 1 - p),
    upperQuantile: (q) => scale * unitQuantile(shape, 1 - probability('q', q), q),
  };
}

/** Chi-squared distribution: the scatter of a variance from `df` degrees of freedom. */
export function chiSquared({ df, ...rest }: { readonly df: number }): Continuous {
  onlyNamed('chiSquared', rest, ['df']);
  positive('df', df);
  return gamma({ shape: df / 2, scale: 2 });
}
