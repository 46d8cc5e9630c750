import { finite, refuse } from '../guard.ts';

/** Limits a characteristic must keep, both or one of them; values on a limit conform. */
export interface Specification {
  readonly lower?: number;
  readonly upper?: number;
  /** Aim, between the limits; needed for Cpm. */
  readonly target?: number;
}

/** At least one limit, the lower below the upper, the target not outside. */
export function checked({ lower, upper, target }: Specification): Specification {
  if (lower === undefined && upper === undefined) refuse('lower and upper', 'both missing', 'given, at least one of them');
  if (lower !== undefined) finite('lower', lower);
  if (upper !== undefined) finite('upper', upper);
  if (lower !== undefined && upper !== undefined && !(lower < upper)) refuse('lower', lower, `below upper (${upper})`);
  if (target !== undefined) {
    finite('target', target);
    if (target < (lower ?? target) || target > (upper ?? target)) refuse('target', target, 'within the specification limits');
  }
  return {
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
    ...(target === undefined ? {} : { target }),
  };
}

/** Parts per million outside each limit. */
export interface OutsidePpm {
  readonly below: number;
  readonly above: number;
  readonly total: number;
}

export function outsidePpm({ lower, upper }: Specification, below: (x: number) => number, above: (x: number) => number): OutsidePpm {
  const low = lower === undefined ? 0 : 1e6 * below(lower);
  const high = upper === undefined ? 0 : 1e6 * above(upper);
  return { below: low, above: high, total: low + high };
}
