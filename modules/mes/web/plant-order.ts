import type { Names, PlantModel } from '@millrace/ui';

// by number where names are numbered: line 2 before line 10
const byName = new Intl.Collator('en', { numeric: true });

/** Parts of the plant as its tree lists them: by area, then line, then unit, each under its name. */
export function inPlantOrder(places: readonly string[], model: Pick<PlantModel, 'chain'>, names: Pick<Names, 'place'>): readonly string[] {
  const path = new Map(places.map((place) => [place, model.chain(place).toReversed().map(names.place)]));
  return places.toSorted((one, other) => {
    const [a, b] = [path.get(one)!, path.get(other)!];
    const at = a.findIndex((name, i) => name !== b[i]);
    return at === -1 ? a.length - b.length : byName.compare(a[at] ?? '', b[at] ?? '');
  });
}
