import type { Kinds } from '../kinds.ts';
import { keyOf, type Model } from '../model.ts';
import type { Checked } from './check.ts';

/** Renames that cannot be: the old name is still in use, two objects claim it, or nothing would change. */
export function renames(kinds: Kinds, model: Model): Checked[] {
  const claimed = new Map<string, string>();
  return model.objects.flatMap((object): Checked[] => {
    if (object.was === undefined) return [];
    const wrong = (says: string, instead: string): Checked[] => [{ code: 'wrong-rename', object, path: ['was'], onKey: true, says, instead }];
    const old = keyOf({ kind: object.kind, id: object.was });
    const other = claimed.get(old);
    claimed.set(old, other ?? object.id);
    if (kinds.need(object.kind).key.length > 0) return wrong(`The ${kinds.need(object.kind).title} ${object.id} has no name of its own to change.`, 'Leave `was` out.');
    if (object.was === object.id) return wrong(`${object.id} was called so before.`, 'Leave `was` out.');
    if (model.byKey.has(old))
      return wrong(`${object.was} is still in the files, so ${object.id} cannot have been it.`, `Remove ${object.was}, or leave \`was\` out and ${object.id} is new.`);
    if (other !== undefined) return wrong(`${object.was} cannot have become both ${other} and ${object.id}.`, 'Let one of them be new.');
    return [];
  });
}
