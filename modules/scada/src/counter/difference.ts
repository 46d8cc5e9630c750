import { samplesOf, totalise } from '@millrace/series';

/** What a counter showed at a moment. Decimal digits, for a counter may show more than a double holds. */
export interface Reading {
  readonly at: Temporal.Instant;
  readonly value: string;
  /** Nobody heard the counter from then until this reading. */
  readonly unheardSince?: Temporal.Instant | undefined;
}

/** How a counter behaves when it does not simply go up. */
export interface CounterRules {
  /** The highest number it shows; the next is 0. */
  readonly rollsOverAt?: number | undefined;
  readonly resets?: 'never' | 'per-order' | 'any-time' | undefined;
}

/**
 * What a counter did that is not counting up. After a step back it shows less than before and too much to have begun anew, after a leap more than any
 * machine makes: nothing is counted.
 */
export const jumps = ['reset', 'roll-over', 'step-back', 'leap'] as const;
export type Jump = (typeof jumps)[number];

// a thousand million between two readings: a fast press makes some 20 million in a day
const mostPieces = 1_000_000_000n;

/** Pieces between two readings, by the counter logic of `@millrace/series`: through a roll-over, from zero after a reset, and none at a step back. */
export function difference(from: Reading, to: Reading, rules: CounterRules): { pieces: number; jump?: Jump } {
  const [a, b] = [BigInt(from.value), BigInt(to.value)];
  if (b - a > mostPieces) return { pieces: 0, jump: 'leap' };
  if (b >= a) return { pieces: Number(b - a) };
  // a number higher than the counter can show says that the model is wrong about it; then a step down is a reset
  const rollsOver: { readonly rollsOverAt?: number } = rules.rollsOverAt !== undefined && a <= BigInt(rules.rollsOverAt) ? { rollsOverAt: rules.rollsOverAt + 1 } : {};
  // back from a leap: what it shows was made before it, and would be counted twice
  if (a - b > mostPieces && rollsOver.rollsOverAt === undefined) return { pieces: 0, jump: 'step-back' };
  const afterReset = rules.resets === 'never' ? ('nothing' as const) : ('from-zero' as const);
  const { total, events } = totalise(
    samplesOf([
      [0, Number(a)],
      [1000, Number(b)],
    ]),
    // half: a controller restored from its memory is behind by little, one that began anew has most of its pieces still to make
    { ...rollsOver, afterReset, mostAfterReset: Number(a / 2n) },
  );
  const jump = jumps.find((one) => one === events[0]?.kind);
  return { pieces: total, ...(jump && { jump }) };
}
