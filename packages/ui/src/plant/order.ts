import type { PlantModel } from './model.ts';

const collator = new Intl.Collator('en', { numeric: true });

/** Compares parts of the plant as its tree has them: a line before its units, packaging line 2 before line 10, one line's units together. */
export function byPlace(model: Pick<PlantModel, 'chain'>): (a: string, b: string) => number {
  const pathOf = new Map<string, readonly string[]>();
  const path = (place: string) => {
    const known = pathOf.get(place) ?? model.chain(place).toReversed();
    pathOf.set(place, known);
    return known;
  };
  return (a, b) => {
    const [one, other] = [path(a), path(b)];
    const at = one.findIndex((part, i) => part !== other[i]);
    if (at === -1) return one.length - other.length;
    return other[at] === undefined ? 1 : collator.compare(one[at]!, other[at]);
  };
}
