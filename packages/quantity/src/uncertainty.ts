import { Decimal, decimal } from './decimal.ts';
import type { DecimalInput } from './decimal.ts';
import { roundToPlaces } from './rounding.ts';
import type { RoundingMode } from './rounding.ts';
import { onlyNamed } from './only-named.ts';

export type RoundedResult = {
  readonly value: Decimal;
  readonly uncertainty: Decimal;
  /** Decimal places both are given to; negative for tens and hundreds. */
  readonly places: number;
  /** `10.058 ± 0.027`. */
  readonly text: string;
  /** The digits of the uncertainty behind the last ones of the value: `10.058(27)` (GUM 7.2.2). */
  readonly concise: string;
};

export type UncertaintyRounding = {
  /**
   * `two` (default) and `one` keep so many significant digits of the uncertainty; GUM 7.2.6 allows at most two. `pdg` decides by its three
   * leading digits:
   * up to 354 two digits, up to 949 one, above that up to 1000 and two (Particle Data Group, Review of Particle Physics, introduction 5.3).
   */
  readonly digits?: 'one' | 'two' | 'pdg';
  /** How the uncertainty is rounded. GUM 7.2.6 prefers common sense; `up` never understates it. Default `half-up`. */
  readonly uncertaintyMode?: RoundingMode;
  readonly valueMode?: RoundingMode;
};

/**
 * Rounds a result to the digits its uncertainty leaves meaning in (JCGM 100:2008, 7.2.6): the uncertainty first, then the value to the same
 * place.
 */
export function roundByUncertainty(value: DecimalInput, uncertainty: DecimalInput, options: UncertaintyRounding = {}): RoundedResult {
  onlyNamed('options', options, ['digits', 'uncertaintyMode', 'valueMode']);
  if (!['one', 'two', 'pdg'].includes(options.digits ?? 'two')) throw new RangeError(`digits is ${JSON.stringify(options.digits)}; allowed is one, two or pdg.`);
  const spread = decimal(uncertainty, 'uncertainty');
  if (spread.lte(0)) throw new RangeError(`uncertainty is ${spread.toString()}; allowed is a positive number.`);
  const places = placesFor(spread, options.digits ?? 'two');
  let kept = places;
  let rounded = roundToPlaces(spread, kept, options.uncertaintyMode ?? 'half-up');
  // 0.0996 to two digits is 0.10, not 0.100: a carry adds a digit that was not asked for
  if (rounded.e > spread.e) {
    kept -= options.digits === 'pdg' ? 0 : 1;
    rounded = roundToPlaces(spread, kept, options.uncertaintyMode ?? 'half-up');
  }
  const figure = roundToPlaces(value, kept, options.valueMode ?? 'half-even');
  const shown = Math.max(kept, 0);
  const lastDigits = kept >= 0 ? rounded.times(new Decimal(10).pow(kept)).toFixed(0) : rounded.toFixed(0);
  return {
    value: figure,
    uncertainty: rounded,
    places: kept,
    text: `${figure.toFixed(shown)} ± ${rounded.toFixed(shown)}`,
    concise: `${figure.toFixed(shown)}(${lastDigits})`,
  };
}

function placesFor(spread: Decimal, digits: 'one' | 'two' | 'pdg'): number {
  const leading = spread.e;
  if (digits === 'one') return -leading;
  if (digits === 'two') return 1 - leading;
  const three = spread.div(new Decimal(10).pow(leading - 2));
  if (three.lt('354.5')) return 1 - leading;
  if (three.lt('949.5')) return -leading;
  // 950 to 999 become 1000, of which two digits are kept: one place fewer than the leading one
  return -leading;
}
