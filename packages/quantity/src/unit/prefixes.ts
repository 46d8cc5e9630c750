import { rational } from '../rational.ts';
import type { Rational } from '../rational.ts';

const ten = (exponent: number): Rational => (exponent < 0 ? rational(1n, 10n ** BigInt(-exponent)) : rational(10n ** BigInt(exponent)));

/** Prefixes of UCUM 2.2, tables 1 and 2: the SI's twenty and the four binary ones. Case matters: `m` is milli, `M` is mega. */
export const prefixes: ReadonlyMap<string, Rational> = new Map<string, Rational>([
  ...(
    [
      ['Y', 24],
      ['Z', 21],
      ['E', 18],
      ['P', 15],
      ['T', 12],
      ['G', 9],
      ['M', 6],
      ['k', 3],
      ['h', 2],
      ['da', 1],
      ['d', -1],
      ['c', -2],
      ['m', -3],
      ['u', -6],
      ['n', -9],
      ['p', -12],
      ['f', -15],
      ['a', -18],
      ['z', -21],
      ['y', -24],
    ] as const
  ).map(([code, exponent]) => [code, ten(exponent)] as const),
  ...(['Ki', 'Mi', 'Gi', 'Ti'] as const).map((code, index) => [code, rational(1024n ** BigInt(index + 1))] as const),
]);
