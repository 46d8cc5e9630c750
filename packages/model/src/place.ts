import type { Fields, Kind } from './kind.ts';
import type { Kinds } from './kinds.ts';
import type { Model } from './model.ts';

/** The tree of the plant's parts: site over area over line over unit. */
export interface Places {
  /** A part and everything it lies in, the nearest first. Unknown parts stand alone. */
  chain(place: string | undefined): readonly string[];
}

/** The tree of places in these models; what the first does not know, the next may (a retired line still has a place in the record). */
export function placesOf(kinds: Pick<Kinds, 'get'>, ...models: readonly Model[]): Places {
  const parents = new Map<string, string | undefined>();
  for (const model of models)
    for (const object of model.objects) {
      const kind = kinds.get(object.kind);
      if (kind?.place !== 'id' || parents.has(object.id)) continue;
      const parent = kind.parent === undefined ? undefined : object.fields[kind.parent];
      parents.set(object.id, typeof parent === 'string' ? parent : undefined);
    }
  return {
    chain(place) {
      const chain: string[] = [];
      for (let here = place; here !== undefined && !chain.includes(here); here = parents.get(here)) chain.push(here);
      return chain;
    },
  };
}

/** The part of the plant an object belongs to; undefined means the whole site. */
export function placeOf(kind: Kind, id: string, fields: Fields): string | undefined {
  if (kind.place === 'id') return id;
  const place = kind.place === undefined ? undefined : fields[kind.place];
  return typeof place === 'string' ? place : undefined;
}
