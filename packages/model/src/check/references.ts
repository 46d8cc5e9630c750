import { nearest } from '@millrace/kernel';
import { article, referencesOf } from '../kind.ts';
import type { Kinds } from '../kinds.ts';
import type { Loaded } from '../load/load.ts';
import { find, keyOf } from '../model.ts';
import { pathText } from '../path.ts';
import type { Checked } from './check.ts';

/** References that lead nowhere, with what was probably meant, or where the name exists as something else. */
export function references(kinds: Kinds, loaded: Loaded): Checked[] {
  const { model, unread } = loaded;
  return model.objects.flatMap((object) => {
    const kind = kinds.need(object.kind);
    return referencesOf(kind, object.fields).flatMap(({ path, id, targets }): Checked[] => {
      if (find(kinds, model, targets, id) !== undefined) return [];
      const meant = targets.flatMap((target) => kinds.meantBy(target));
      if (meant.some((one) => unread.has(keyOf({ kind: one.name, id })))) return [];

      const wanted = meant.map((one) => one.title);
      const candidates = [
        ...model.objects.filter((one) => meant.some((target) => target.name === one.kind)).map((one) => one.id),
        // objects with mistakes of their own are still what somebody may have meant
        ...meant.flatMap((one) => [...unread].filter((key) => key.startsWith(`${one.name} `)).map((key) => key.slice(one.name.length + 1))),
      ];
      const near = nearest(id, candidates);
      const elsewhere = model.objects.find((one) => one.id === id);
      const renamed = model.objects.find((one) => one.was === id && meant.some((target) => target.name === one.kind));
      return [
        {
          code: 'dangling-reference',
          object,
          path,
          says: `\`${pathText(path)}\` names the ${orList(wanted)} ${id}, which is not in the model.`,
          instead: instead(renamed?.id, elsewhere === undefined ? undefined : `${id} is ${article(kinds.need(elsewhere.kind).title)}.`, near, candidates),
        },
      ];
    });
  });
}

function instead(renamed: string | undefined, elsewhere: string | undefined, near: string | undefined, candidates: readonly string[]): string {
  if (renamed !== undefined) return `It is called ${renamed} now.`;
  if (elsewhere !== undefined) return elsewhere;
  if (near !== undefined) return `Did you mean ${near}?`;
  if (candidates.length === 0) return 'There is none in the model yet.';
  return candidates.length <= 8 ? `There is: ${candidates.join(', ')}.` : `There are ${candidates.length}, none with a name like it.`;
}

const orList = (words: readonly string[]) => (words.length < 2 ? words.join('') : words.length > 4 ? 'object' : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
