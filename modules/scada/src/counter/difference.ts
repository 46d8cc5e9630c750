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
 * What a counter did that is not counting up. After a step back it shows less than before and did not begin anew, by what the model says of it; after a
 * leap it shows more than any machine makes: nothing is counted.
 */
export const jumps = ['reset', 'roll-over', 'step-back', 'leap'] as const;
export type Jump = (typeof jumps)[number];
/** Those at which pieces may be lost: nothing is counted. */
export const uncounted = ['step-back', 'leap'] as const satisfies readonly Jump[];

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
  const { total, events } = totalise(
    samplesOf([
      [0, Number(a)],
      [1000, Number(b)],
    ]),
    { ...rollsOver, mostAfterReset: mostAfterReset(a, rules.resets) },
  );
  const jump = jumps.find((one) => one === events[0]?.kind);
  if (jump === 'reset' && rules.resets === 'never') return { pieces: 0, jump: 'step-back' };
  return { pieces: total, ...(jump && { jump }) };
}

/** The most a counter can show that began anew. */
function mostAfterReset(before: bigint, resets: CounterRules['resets']): number {
  if (resets === 'never') return 0;
  // a hundredth: a controller restored from its memory is behind by little; an order of nearly the same size made between two readings is what the model does not expect
  if (resets === 'per-order') return Number(before - before / 100n - 1n);
  // half: as above, and nobody says when it begins anew; one that did has most of its pieces still to make
  return Number(before / 2n);
}
