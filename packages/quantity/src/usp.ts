import type { Decimal, DecimalInput } from './decimal.ts';
import { decimal } from './decimal.ts';
import { roundToPlaces } from './rounding.ts';
import { onlyNamed } from './only-named.ts';

/** One limit as the monograph prints it: the digits after its point say to how many places the result is rounded. `98.0` is not `98`. */
export type PrintedLimit = string;

export type UspVerdict = {
  readonly conforms: boolean;
  /** The result rounded to the places of each limit, as it is reported. */
  readonly againstLow?: string;
  readonly againstHigh?: string;
};

/**
 * Rounds a result for comparison with a limit: to the places of the limit, looking only at the digit after the last; 5 or more goes up,
 * less is dropped (USP General Notices 7.20). Round once, from the unrounded result: 97.949 is 97.9, though 97.95 would be 98.0.
 */
export function roundUsp(result: DecimalInput, limit: PrintedLimit): Decimal {
  return roundToPlaces(result, placesOf(limit, 'limit'), 'half-up');
}

/** Compares a result with printed limits, both inside, each after rounding to its own places (USP General Notices 7.20). */
export function compareUsp(result: DecimalInput, printed: { readonly low?: PrintedLimit; readonly high?: PrintedLimit }): UspVerdict {
  onlyNamed('printed', printed, ['low', 'high']);
  const { low, high } = printed;
  if (low === undefined && high === undefined) throw new RangeError('low and high are both missing; allowed is at least one limit.');
  if (low !== undefined && high !== undefined && decimal(low, 'low').gt(decimal(high, 'high'))) {
    throw new RangeError(`low is ${low}, high is ${high}; the low limit must not be above the high one.`);
  }
  const rounded = (limit: PrintedLimit): string => roundUsp(result, limit).toFixed(placesOf(limit, 'limit'));
  const againstLow = low === undefined ? undefined : rounded(low);
  const againstHigh = high === undefined ? undefined : rounded(high);
  const isLowKept = low === undefined || decimal(againstLow ?? low).gte(low);
  const isHighKept = high === undefined || decimal(againstHigh ?? high).lte(high);
  return {
    conforms: isLowKept && isHighKept,
    ...(againstLow !== undefined && { againstLow }),
    ...(againstHigh !== undefined && { againstHigh }),
  };
}

function placesOf(limit: PrintedLimit, name: string): number {
  if (typeof limit !== 'string') throw new TypeError(`${name} is ${typeof limit}; allowed is the limit's text, because 98.0 and 98 round differently.`);
  decimal(limit, name);
  if (/[eE]/.test(limit)) throw new RangeError(`${name} is ${limit}; allowed is plain notation, as printed.`);
  return limit.split('.')[1]?.length ?? 0;
}
