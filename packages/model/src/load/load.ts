import { keyText } from '../kind.ts';
import type { Kinds } from '../kinds.ts';
import { keyOf, modelOf, type Model, type ModelObject } from '../model.ts';
import { pathText } from '../path.ts';
import type { Problem } from '../problem.ts';
import { attachments, isAttachment } from './attached.ts';
import { explain } from './explain.ts';
import { objectsIn, type Standing } from './objects.ts';
import { nodeAt, readSource, writtenAs, type SourceFile } from './source.ts';

/** A model as the files tell it, with where each thing stands and what is wrong. */
export interface Loaded {
  readonly model: Model;
  readonly problems: readonly Problem[];
  readonly standing: ReadonlyMap<string, Standing>;
  /** Objects the files name whose fields could not be read; references to them are not dangling. */
  readonly unread: ReadonlySet<string>;
}

/**
 * Reads the model from the text of its files. Each document is either groups of objects by kind,
 * or one object with `kind:` and `id:`. Everything wrong is told at once, with its place.
 */
export function load(kinds: Kinds, files: readonly SourceFile[]): Loaded {
  const objects: ModelObject[] = [];
  const problems: Problem[] = [];
  const standing = new Map<string, Standing>();
  const unread = new Set<string>();

  const attached = attachments(files);

  for (const file of files.filter((one) => one.unreadable !== undefined || !isAttachment(one))) {
    const { source, unreadable } = readSource(file);
    for (const one of unreadable)
      problems.push({
        code: one.code,
        file: file.path,
        line: one.at.line,
        column: one.at.column,
        path: '',
        says: one.says,
        ...(one.instead === undefined ? {} : { instead: one.instead }),
      });
    if (unreadable.some((one) => one.code === 'not-yaml' || one.code === 'not-read')) continue;

    for (const found of objectsIn(kinds, source, problems)) {
      const { kind, where } = found;
      const at = where.at([]);
      const told = { file: file.path, line: at.line, column: at.column, kind: kind.name };
      const read = kind.schema.safeParse(found.raw);
      const id = found.id ?? (read.success ? keyText(kind, read.data) : undefined);

      if (!read.success) {
        for (const one of explain(kind, found.raw, read.error.issues, (path) => writtenAs(nodeAt(found.node, path).node))) {
          const place = where.at(one.path, one.onKey);
          problems.push({
            code: one.code,
            ...told,
            line: place.line,
            column: place.column,
            ...(id === undefined ? {} : { id }),
            path: pathText(one.path),
            says: one.says,
            ...(one.instead === undefined ? {} : { instead: one.instead }),
          });
        }
        if (id !== undefined) unread.add(keyOf({ kind: kind.name, id }));
        continue;
      }
      if (id === undefined) continue;
      const key = keyOf({ kind: kind.name, id });
      const first = standing.get(key);
      if (first !== undefined) {
        problems.push({
          code: 'told-twice',
          ...told,
          id,
          path: '',
          says: `${id} is told twice; it also stands in ${first.file} on line ${first.at([]).line}.`,
          instead: 'Keep one of them.',
        });
        continue;
      }
      standing.set(key, where);
      objects.push({
        kind: kind.name,
        id,
        ...(found.was === undefined ? {} : { was: found.was }),
        fields: attached.bind(kind, read.data, where, problems, { file: file.path, kind: kind.name, id }),
      });
    }
  }
  for (const { object, where } of attached.used()) {
    standing.set(keyOf(object), where);
    objects.push(object);
  }
  return { model: modelOf(objects), problems: onePerPlace(problems), standing, unread };
}

/** A name that stands twice in one group is found by its key and again by its object; once is enough. */
const onePerPlace = (problems: readonly Problem[]) =>
  problems.filter(
    (one, i) =>
      one.code !== 'told-twice' ||
      !problems.slice(0, i).some((other) => other.code === 'told-twice' && other.file === one.file && other.line === one.line && other.column === one.column),
  );
