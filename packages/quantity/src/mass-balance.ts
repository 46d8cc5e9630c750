import { ratio, subtract, sum } from './arithmetic.ts';
import { convert } from './convert.ts';
import { Decimal, decimal } from './decimal.ts';
import type { DecimalInput } from './decimal.ts';
import type { Quantity } from './quantity.ts';
import { onlyNamed } from './only-named.ts';

/** One thing that went in or came out. Its id leads back to the weighing, sample or waste record. */
export type BalanceEntry = { readonly id: string; readonly quantity: Quantity };

const fates = ['product', 'by-product', 'sample', 'reject', 'waste', 'rest', 'returned', 'evaporated'] as const;

export type BalanceOutput = BalanceEntry & {
  /** What became of it. Only `product` counts as yield; everything named counts as accounted for. */
  readonly as: (typeof fates)[number];
};

export type MassBalance = {
  readonly input: Quantity;
  readonly output: Quantity;
  readonly product: Quantity;
  /** Input less output; positive where something is missing. */
  readonly unaccounted: Quantity;
  /** Output by input, %. */
  readonly accountedPercent: Decimal;
  /** Product by input, %. */
  readonly yieldPercent: Decimal;
  /** Against the limits given; `inside` includes both. Undefined without limits. */
  readonly verdict?: 'below' | 'inside' | 'above';
  /** Ids of everything the figures rest on. */
  readonly basis: readonly string[];
};

/**
 * Balance of a process step: what went in against all that came out. Exact to the last digit of the weighings, in the unit of the first
 * input.
 * The same for labels and packaging counts (21 CFR 211.125 c) as for masses (21 CFR 211.103, EU GMP Part I 5.8). Refuses empty inputs,
 * negative figures, one record named twice, and units that do not fit.
 */
export function massBalance(of: {
  readonly inputs: readonly BalanceEntry[];
  readonly outputs: readonly BalanceOutput[];
  /** Limits of the accounted share, %. */
  readonly accountedLimits?: { readonly low: DecimalInput; readonly high: DecimalInput };
}): MassBalance {
  onlyNamed('of', of, ['inputs', 'outputs', 'accountedLimits']);
  const first = of.inputs[0];
  if (!first) throw new RangeError('inputs is empty; allowed is at least one entry.');
  const seen = new Set<string>();
  for (const entry of [...of.inputs, ...of.outputs]) {
    if (entry.quantity.value.lt(0))
      throw new RangeError(`${entry.id} is ${entry.quantity.value.toString()} ${entry.quantity.unit}; allowed is zero or more. Book what was taken back as an output.`);
    if (seen.has(entry.id)) throw new RangeError(`${entry.id} is named twice; allowed is each record once.`);
    seen.add(entry.id);
  }
  // a word mistyped would be accounted for and missing from the yield
  const other = of.outputs.find((entry) => !fates.includes(entry.as));
  if (other) throw new RangeError(`${other.id} went as ${JSON.stringify(other.as) ?? 'undefined'}; allowed is one of ${fates.join(', ')}.`);
  const { unit } = first.quantity;
  const none: Quantity = { value: new Decimal(0), unit };
  const input = sum(of.inputs.map((entry) => convert(entry.quantity, unit)));
  const output = sum([none, ...of.outputs.map((entry) => entry.quantity)]);
  const product = sum([none, ...of.outputs.filter((entry) => entry.as === 'product').map((entry) => entry.quantity)]);
  if (input.value.isZero()) throw new RangeError(`inputs add up to 0 ${unit}; allowed is more than nothing.`);
  const accountedPercent = ratio(output, input).times(100);
  return {
    input,
    output,
    product,
    unaccounted: subtract(input, output),
    accountedPercent,
    yieldPercent: ratio(product, input).times(100),
    ...(of.accountedLimits && { verdict: verdictOf(accountedPercent, of.accountedLimits) }),
    basis: [...seen],
  };
}

/** Actual by theoretical yield, % (21 CFR 211.103). */
export function yieldOfTheoretical(actual: Quantity, theoretical: Quantity): Decimal {
  if (actual.value.lt(0)) throw new RangeError(`actual is ${actual.value.toString()} ${actual.unit}; allowed is zero or more.`);
  if (theoretical.value.lte(0)) throw new RangeError(`theoretical is ${theoretical.value.toString()} ${theoretical.unit}; allowed is more than zero.`);
  return ratio(actual, theoretical).times(100);
}

function verdictOf(percent: Decimal, limits: { readonly low: DecimalInput; readonly high: DecimalInput }): 'below' | 'inside' | 'above' {
  onlyNamed('accountedLimits', limits, ['low', 'high']);
  const [low, high] = [decimal(limits.low, 'accountedLimits.low'), decimal(limits.high, 'accountedLimits.high')];
  if (low.gt(high)) throw new RangeError(`accountedLimits.low is ${low.toString()}, high is ${high.toString()}; the low limit must not be above the high one.`);
  return percent.lt(low) ? 'below' : percent.gt(high) ? 'above' : 'inside';
}
