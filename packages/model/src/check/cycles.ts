import { referencesOf } from '../kind.ts';
import type { Kinds } from '../kinds.ts';
import { find, keyOf, type Model, type ModelObject } from '../model.ts';
import type { Path } from '../path.ts';
import type { Checked } from './check.ts';

/** Things that lie inside themselves, such as an area in a line in that area. Each ring is told once. */
export function cycles(kinds: Kinds, model: Model): Checked[] {
  const found: Checked[] = [];
  const settled = new Set<string>();
  const way: { readonly object: ModelObject; path: Path }[] = [];

  const visit = (object: ModelObject): void => {
    const from = way.findIndex((step) => step.object === object);
    if (from >= 0) {
      const ring = [...way.slice(from).map((step) => step.object.id), object.id];
      found.push({
        code: 'own-ancestor',
        object,
        path: way[from]?.path ?? [],
        says: `${object.id} comes back to itself: ${ring.join(' in ')}.`,
        instead: 'Take one of them out of the ring.',
      });
      return;
    }
    if (settled.has(keyOf(object))) return;
    const kind = kinds.need(object.kind);
    const step = { object, path: [] as Path };
    way.push(step);
    for (const { declared, path, id, targets } of referencesOf(kind, object.fields)) {
      const next = kind.acyclic.includes(declared) ? find(kinds, model, targets, id) : undefined;
      if (next === undefined) continue;
      step.path = path;
      visit(next);
    }
    way.pop();
    settled.add(keyOf(object));
  };
  model.objects.forEach(visit);
  return found;
}
