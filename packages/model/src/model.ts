import type { Fields, Kind } from './kind.ts';
import type { Kinds } from './kinds.ts';

/** One object of the operating model. */
export interface ModelObject<F = Fields> {
  readonly kind: string;
  readonly id: string;
  /** What it was called until this revision. */
  readonly was?: string;
  readonly fields: F;
}

/** An operating model: what the plant is and how it should run. */
export interface Model {
  readonly objects: readonly ModelObject[];
  readonly byKey: ReadonlyMap<string, ModelObject>;
}

/** The one text that tells an object from every other in a model. */
export const keyOf = (object: { readonly kind: string; readonly id: string }) => `${object.kind} ${object.id}`;

/** A model of these objects; the first of two with one name is kept (`check` reports the other). */
export function modelOf(objects: Iterable<ModelObject>): Model {
  const byKey = new Map<string, ModelObject>();
  for (const object of objects) if (!byKey.has(keyOf(object))) byKey.set(keyOf(object), object);
  return { objects: [...byKey.values()], byKey };
}

/** All objects of one kind, in the order of the files. */
export function ofKind<F>(model: Model, kind: Kind<F>): readonly ModelObject<F>[] {
  return model.objects.filter((object) => object.kind === kind.name) as unknown as readonly ModelObject<F>[];
}

/** The object that a reference to one of these kinds or families names. */
export function find(kinds: Kinds, model: Model, targets: readonly string[], id: string): ModelObject | undefined {
  for (const target of targets)
    for (const kind of kinds.meantBy(target)) {
      const found = model.byKey.get(keyOf({ kind: kind.name, id }));
      if (found !== undefined) return found;
    }
  return undefined;
}

/** Objects in a fixed order: as the rooms declare their kinds, then by name with numbers as numbers (`PK-2` before `PK-10`). */
export function inOrder<T extends { readonly kind: string; readonly id: string }>(kinds: Kinds, objects: Iterable<T>): T[] {
  return [...objects].sort((a, b) => kinds.position(a.kind) - kinds.position(b.kind) || byName(a.id, b.id));
}

// one collation whatever the machine's language, so that two people export the same bytes
const collator = new Intl.Collator('en', { numeric: true });
const byName = (a: string, b: string) => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
