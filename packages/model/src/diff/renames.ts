import type { Fields, Kind } from '../kind.ts';
import type { Kinds } from '../kinds.ts';
import { keyOf, type Model, type ModelObject } from '../model.ts';
import { replacedAt } from '../path.ts';

/** The renames that the files ask for and the record has not had yet. */
export interface Renames {
  newName(object: ModelObject): string | undefined;
  /** The fields of an object with every reference to a renamed one brought up to date. */
  follow(kind: Kind, fields: Fields): Fields;
}

/** A rename holds when the record knows the old name and not yet the new one; later plans read the same `was:` and find nothing to do. */
export function renamesBetween(kinds: Kinds, current: Model, desired: Model): Renames {
  const names = new Map<string, string>();
  for (const object of desired.objects) {
    if (object.was === undefined || current.byKey.has(keyOf(object))) continue;
    const old = keyOf({ kind: object.kind, id: object.was });
    if (current.byKey.has(old) && !desired.byKey.has(old)) names.set(old, object.id);
  }
  return {
    newName: (object) => names.get(keyOf(object)),
    follow: (kind, fields) =>
      names.size === 0
        ? fields
        : [...kind.refs].reduce<Fields>((before, [declared, targets]) => {
            const reachable = targets.flatMap((target) => kinds.meantBy(target));
            const rename = (id: unknown) =>
              typeof id === 'string' ? (reachable.map((one) => names.get(keyOf({ kind: one.name, id }))).find((name) => name !== undefined) ?? id) : id;
            return replacedAt(before, declared.split('.'), rename) as Fields;
          }, fields),
  };
}
