import { nearest } from '@millrace/kernel';
import { isIdentity } from '../field/identity.ts';
import { unseenIn, unseenInstead } from '../field/unseen.ts';
import { article, keyText, type Fields, type Kind } from '../kind.ts';
import { explain } from '../load/explain.ts';
import type { Kinds } from '../kinds.ts';
import { keyOf, modelOf, type Model, type ModelObject } from '../model.ts';
import { isRecord, pathText, valuesAt, type Path } from '../path.ts';
import { after, type ModelStep } from '../plan/apply.ts';
import type { Problem } from '../problem.ts';
import type { Standing } from '../load/objects.ts';
import { check } from './check.ts';
import type { Words } from './words.ts';

/** What a change would break: the problems of the whole model with it that the model without it does not have. None, where it fits. */
export type WholeCheck = (current: Model, steps: readonly ModelStep[], standing?: ReadonlyMap<string, Standing>) => readonly Problem[];

/**
 * Checks a change together with all that stands beside it. Two changes may each be right against the record they were planned on, and leave a unit
 * without its class together: so the whole is looked at again where it is made so. What was wrong already does not stand against a change,
 * else a record that a newer version finds fault with could never be mended piece by piece.
 */
export function wholeCheck(kinds: Kinds, words?: Words): WholeCheck {
  return (current, steps, standing = new Map<string, Standing>()) => {
    const found = problemsOf(kinds, after(current, steps), standing, words, new Set(steps.map(keyOf)));
    if (found.length === 0) return found;
    const before = new Set(problemsOf(kinds, current, standing, words, new Set()).map(textOf));
    return found.filter((problem) => !before.has(textOf(problem)));
  };
}

const textOf = ({ code, kind, id, path, says }: Problem) => JSON.stringify([code, kind, id, path, says]);

/** Problems of a model as it stands in memory. Only objects that are new are read by their schemas: those in force were. */
function problemsOf(kinds: Kinds, model: Model, standing: ReadonlyMap<string, Standing>, words: Words | undefined, isNew: ReadonlySet<string>): readonly Problem[] {
  const problems: Problem[] = [];
  const objects = model.objects.flatMap((object): ModelObject[] => {
    if (!isNew.has(keyOf(object))) return kinds.get(object.kind) ? [object] : [];
    problems.push(...unkept(kinds, model, object, standing));
    return readAgain(kinds, object, standing, problems);
  });
  return check(kinds, { model: modelOf(objects), problems, standing, unread: new Set() }, words);
}

/** A new object as its kind reads it, what is left out filled in; one that cannot be read stays as it is, so that references to it hold. */
function readAgain(kinds: Kinds, object: ModelObject, standing: ReadonlyMap<string, Standing>, problems: Problem[]): ModelObject[] {
  const kind = kinds.get(object.kind);
  if (!kind) {
    const meant = nearest(
      object.kind,
      kinds.all.map((one) => one.name),
    );
    const instead = meant === undefined ? 'A kind is room.noun, such as equipment.unit.' : `Did you mean ${meant}?`;
    problems.push(problemAt(object, standing, { code: 'unknown-kind', path: [], says: `${object.kind} is no kind of object.`, instead }));
    return [];
  }
  const read = kind.schema.safeParse(object.fields);
  const misnamed = misnamedBy(kind, object, read.success ? read.data : undefined);
  if (misnamed) problems.push(problemAt(object, standing, misnamed));
  for (const { path, sign } of unseenAt(object.fields))
    problems.push(problemAt(object, standing, { code: 'not-plain', path, says: `\`${pathText(path)}\` holds ${sign}, which nobody sees.`, instead: unseenInstead }));
  if (read.success) return [{ ...object, fields: read.data }];
  problems.push(...explain(kind, object.fields, read.error.issues, () => undefined).map((one) => problemAt(object, standing, one)));
  return [object];
}

/** Texts that no file may hold: an export would write what the next check refuses. */
function unseenAt(value: unknown, path: Path = []): { readonly path: Path; readonly sign: string }[] {
  if (typeof value === 'string') {
    const sign = unseenIn(value);
    return sign === undefined ? [] : [{ path, sign }];
  }
  if (Array.isArray(value)) return value.flatMap((one, at) => unseenAt(one, [...path, at]));
  return isRecord(value) ? Object.entries(value).flatMap(([key, one]) => unseenAt(one, [...path, key])) : [];
}

/** A name that no file could give it: nothing would ever find the object again, and every later plan would stumble over it. */
function misnamedBy(kind: Kind, { id }: ModelObject, fields: Fields | undefined) {
  if (kind.key.length === 0)
    return isIdentity(id)
      ? undefined
      : {
          code: 'no-identity' as const,
          path: [],
          says: `"${id}" cannot be the id of ${article(kind.title)}.`,
          instead: 'An id is a short name of letters, digits, dot, dash or underscore.',
        };
  const key = fields && keyText(kind, fields);
  return key === undefined || key === id
    ? undefined
    : {
        code: 'no-identity' as const,
        path: [],
        says: `${article(kind.title)[0]!.toUpperCase()}${article(kind.title).slice(1)} is known by its ${kind.key.join(', ')}: this one is ${key}.`,
        instead: `Call it "${key}".`,
      };
}

/** Files that an object names by their content, which did not come along. */
function unkept(kinds: Kinds, model: Model, object: ModelObject, standing: ReadonlyMap<string, Standing>): Problem[] {
  return [...(kinds.get(object.kind)?.files ?? [])].flatMap(([declared, becomes]) =>
    valuesAt(object.fields, declared).flatMap(({ path, value }) => {
      const hash = / sha256:([0-9a-f]{64})$/.exec(String(value))?.[1];
      if (hash !== undefined && model.byKey.has(keyOf({ kind: becomes, id: hash }))) return [];
      return [
        problemAt(object, standing, {
          code: 'dangling-reference',
          path,
          says: `\`${pathText(path)}\` names ${String(value)}, whose content did not come along.`,
          instead: 'Plan it from the folder that holds the file.',
        }),
      ];
    }),
  );
}

function problemAt(
  object: ModelObject,
  standing: ReadonlyMap<string, Standing>,
  one: { code: Problem['code']; path: readonly (string | number)[]; onKey?: boolean; says: string; instead?: string },
): Problem {
  const where = standing.get(keyOf(object));
  return {
    code: one.code,
    file: where?.file ?? '',
    ...(where?.at(one.path, one.onKey) ?? { line: 1, column: 1 }),
    kind: object.kind,
    id: object.id,
    path: pathText(one.path),
    says: one.says,
    ...(one.instead === undefined ? {} : { instead: one.instead }),
  };
}
