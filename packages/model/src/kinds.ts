import { nearest } from '@millrace/kernel';
import type { Kind } from './kind.ts';

/** All kinds a server or a tool knows, by name and by family. */
export interface Kinds {
  readonly all: readonly Kind[];
  get(name: string): Kind | undefined;
  /** The kind of that name; a fault when nobody declared it. */
  need(name: string): Kind;
  /** The kinds that a reference target means: one by its name, or all of a family. */
  meantBy(target: string): readonly Kind[];
  /** Where a kind stands in the order of the rooms; unknown ones last. */
  position(name: string): number;
}

/** Put the kinds of all rooms together. Two of one name, or a reference to a kind nobody declares, is refused by name. */
export function kindsOf(declared: Iterable<Kind>): Kinds {
  const all = [...declared];
  const byName = new Map<string, Kind>();
  const byFamily = new Map<string, Kind[]>();
  for (const kind of all) {
    if (byName.has(kind.name)) throw new TypeError(`The kind ${kind.name} is declared twice.`);
    byName.set(kind.name, kind);
    byFamily.set(kind.family, [...(byFamily.get(kind.family) ?? []), kind]);
  }
  const position = new Map(all.map((kind, i) => [kind.name, i]));
  const meantBy = (target: string): readonly Kind[] => {
    const one = byName.get(target);
    return one === undefined ? (byFamily.get(target) ?? []) : [one];
  };
  for (const kind of all)
    for (const [path, targets] of kind.refs)
      for (const target of targets)
        if (meantBy(target).length === 0) {
          const meant = nearest(target, [...byName.keys(), ...byFamily.keys()]);
          throw new TypeError(`kind ${kind.name}: "${path}" refers to ${target}, which no room declares.${meant === undefined ? '' : ` Is ${meant} meant?`}`);
        }

  return {
    all,
    get: (name) => byName.get(name),
    need: (name) => {
      const found = byName.get(name);
      if (found === undefined) throw new TypeError(`No room declares the kind ${name}.`);
      return found;
    },
    meantBy,
    position: (name) => position.get(name) ?? all.length,
  };
}
