import type { JobResponse } from '@millrace/kpi';
import type { CountedPieces } from './reckon-oee.ts';

/** Counts as responses of a shift: what can be reckoned with, what each rests on, and whether counters contradict each other. */
export interface PiecesOfShift {
  readonly responses: readonly JobResponse[];
  /** Counts that went into another one's response, by its identity. */
  readonly alsoOf: ReadonlyMap<string, readonly string[]>;
  readonly isContradictory: boolean;
}

/**
 * A scrap counter may speak a second after the quarter of an hour in which its piece was made: then a quarter has more scrap than pieces, or
 * fewer than none. Such a quarter is taken together with the one before it, or after it, of the same product; nothing is cut off. Where even
 * that does not help, counters contradict each other, and the value says so.
 */
export function piecesOfShift(heard: readonly CountedPieces[], unheard: readonly CountedPieces[] = []): PiecesOfShift {
  const { apart, rest } = byProduct(unheard);
  const counts = [...heard, ...rest].toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt));
  const alsoOf = new Map<string, string[]>();
  const folded: CountedPieces[] = [];
  for (const one of counts.filter((count) => count.total !== 0 || count.scrap !== 0)) {
    const last = folded.at(-1);
    if (last && (!isPlausible(one) || !isPlausible(last)) && last.idealCycleS === one.idealCycleS && last.product === one.product) {
      folded[folded.length - 1] = { ...last, total: last.total + one.total, scrap: last.scrap + one.scrap };
      alsoOf.set(last.id, [...(alsoOf.get(last.id) ?? []), one.id]);
    } else folded.push(one);
  }
  const usable = folded.filter(isPlausible);
  const apartIds = new Set(apart.map(([one, others]) => (others.length > 0 && alsoOf.set(one.id, others), one.id)));
  return {
    responses: [...usable, ...apart.map(([one]) => one)].map(({ id, total, scrap, product, idealCycleS }) => ({
      id,
      countUnit: '1',
      good: total - scrap,
      scrap,
      rework: 0,
      ...(apartIds.has(id) && { isTimeUnknown: true }),
      ...(product !== undefined && { product }),
      ...(idealCycleS !== undefined && { idealCycleS }),
    })),
    alsoOf,
    isContradictory: usable.length < folded.length,
  };
}

/** Pieces of time that nobody heard, by product: a counter of pieces and one of scrap that came back together belong together. What makes no sense of its own goes to what was heard. */
function byProduct(unheard: readonly CountedPieces[]): { apart: readonly (readonly [CountedPieces, string[]])[]; rest: readonly CountedPieces[] } {
  const sums = [...Map.groupBy(unheard, (one) => JSON.stringify([one.product, one.idealCycleS])).values()].map((of) => {
    const sum: CountedPieces = { ...of[0]!, total: of.reduce((all, one) => all + one.total, 0), scrap: of.reduce((all, one) => all + one.scrap, 0) };
    return { sum, of };
  });
  return {
    apart: sums.flatMap(({ sum, of }) => (isPlausible(sum) ? [[sum, of.slice(1).map((one) => one.id)] as const] : [])),
    rest: sums.flatMap(({ sum, of }) => (isPlausible(sum) ? [] : of)),
  };
}

const isPlausible = ({ total, scrap }: CountedPieces) => scrap >= 0 && total >= scrap;
