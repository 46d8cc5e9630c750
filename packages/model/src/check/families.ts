import { article } from '../kind.ts';
import type { Kinds } from '../kinds.ts';
import type { Model } from '../model.ts';
import type { Checked } from './check.ts';

/** Names that two kinds of one family share: a reference to the family could mean either. */
export function families(kinds: Kinds, model: Model): Checked[] {
  const first = new Map<string, string>();
  return model.objects.flatMap((object): Checked[] => {
    const kind = kinds.need(object.kind);
    const name = `${kind.family} ${object.id}`;
    const other = first.get(name);
    first.set(name, other ?? object.kind);
    if (other === undefined || other === object.kind) return [];
    return [
      {
        code: 'told-twice',
        object,
        says: `${object.id} is already the name of ${article(kinds.need(other).title)}; all ${kind.family} shares one set of names.`,
        instead: 'Give one of them another name.',
      },
    ];
  });
}
