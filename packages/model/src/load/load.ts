import { isMap, isSeq } from 'yaml';
import { isIdentity } from '../field/identity.ts';
import { article, keyText, type Kind } from '../kind.ts';
import type { Kinds } from '../kinds.ts';
import { keyOf, modelOf, type Model, type ModelObject } from '../model.ts';
import { nearest } from '../near.ts';
import { isRecord, pathText, type Path } from '../path.ts';
import type { Problem } from '../problem.ts';
import { explain } from './explain.ts';
import { keyTextOf, nodeAt, offsetOf, readSource, valueOf, writtenAs, type Position, type Source, type SourceFile } from './source.ts';

/** Where an object stands and where each of its fields stands. */
export interface Standing {
  readonly file: string;
  /** Which document of the file, and the way to the object's fields in it. */
  readonly document: number;
  readonly path: Path;
  /** The place of a field, or of the object when the path is empty; of the key instead of the value when asked. */
  at(path: Path, onKey?: boolean): Position;
}

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

  for (const file of files) {
    const { source, unreadable } = readSource(file);
    for (const one of unreadable) problems.push({ code: one.code, file: file.path, line: one.at.line, column: one.at.column, path: '', says: one.says, ...(one.instead === undefined ? {} : { instead: one.instead }) });
    if (unreadable.some((one) => one.code === 'not-yaml')) continue;

    for (const found of foundIn(kinds, source, problems)) {
      const { kind, where } = found;
      const at = where.at([]);
      const told = { file: file.path, line: at.line, column: at.column, kind: kind.name };
      const read = kind.schema.safeParse(found.raw);
      const id = found.id ?? (read.success ? keyText(kind, read.data) : undefined);

      if (!read.success) {
        for (const one of explain(kind, found.raw, read.error.issues, (path) => writtenAs(nodeAt(found.node, path).node))) {
          const place = where.at(one.path, one.onKey);
          problems.push({ code: one.code, ...told, line: place.line, column: place.column, ...(id === undefined ? {} : { id }), path: pathText(one.path), says: one.says, ...(one.instead === undefined ? {} : { instead: one.instead }) });
        }
        if (id !== undefined) unread.add(keyOf({ kind: kind.name, id }));
        continue;
      }
      if (id === undefined) continue;
      const key = keyOf({ kind: kind.name, id });
      const first = standing.get(key);
      if (first !== undefined) {
        problems.push({ code: 'told-twice', ...told, id, path: '', says: `${id} is told twice; it also stands in ${first.file} on line ${first.at([]).line}.`, instead: 'Keep one of them.' });
        continue;
      }
      standing.set(key, where);
      objects.push({ kind: kind.name, id, ...(found.was === undefined ? {} : { was: found.was }), fields: read.data });
    }
  }
  return { model: modelOf(objects), problems: onePerPlace(problems), standing, unread };
}

/** A name that stands twice in one group is found by its key and again by its object; once is enough. */
const onePerPlace = (problems: readonly Problem[]) =>
  problems.filter((one, i) => one.code !== 'told-twice' || !problems.slice(0, i).some((other) => other.code === 'told-twice' && other.file === one.file && other.line === one.line && other.column === one.column));

interface Found {
  readonly kind: Kind;
  /** Undefined when the kind makes its identity from its fields. */
  readonly id: string | undefined;
  readonly was: string | undefined;
  readonly raw: Record<string, unknown>;
  readonly node: unknown;
  readonly where: Standing;
}

function foundIn(kinds: Kinds, source: Source, problems: Problem[]): Found[] {
  const found: Found[] = [];
  const wrong = (code: Problem['code'], node: unknown, says: string, instead?: string, more: Partial<Problem> = {}) => {
    const at = source.at(offsetOf(node) ?? 0);
    problems.push({ code, file: source.file, ...at, path: '', says, ...(instead === undefined ? {} : { instead }), ...more });
  };
  const kindNamed = (name: string, node: unknown): Kind | undefined => {
    const kind = kinds.get(name);
    if (kind !== undefined) return kind;
    const meant = nearest(name, kinds.all.map((one) => one.name));
    const room = kinds.all.filter((one) => one.name.startsWith(`${name.split('.')[0]}.`)).map((one) => one.name);
    wrong('unknown-kind', node, `${name} is no kind of object.`, meant === undefined ? (room.length > 0 ? `This room has: ${room.join(', ')}.` : 'A kind is room.noun, such as equipment.unit.') : `Did you mean ${meant}?`);
    return undefined;
  };
  const take = (kind: Kind, idText: string | undefined, idNode: unknown, node: unknown, document: number, path: Path) => {
    if (kind.key.length === 0 && (idText === undefined || !isIdentity(idText))) {
      wrong('no-identity', idNode ?? node, idText === undefined ? `This ${kind.title} has no id.` : `"${idText}" cannot be the id of ${article(kind.title)}.`, 'An id is a short name of letters, digits, dot, dash or underscore.', { kind: kind.name });
      return;
    }
    const value = valueOf(node) ?? {};
    if (!isRecord(value)) {
      wrong('wrong-value', node, `This ${kind.title} needs fields, name: value.`, undefined, { kind: kind.name, ...(idText === undefined ? {} : { id: idText }) });
      return;
    }
    const { was, ...rest } = value;
    const { kind: _, id: __, ...single } = rest;
    const raw = path.length === 0 ? single : rest;
    if (was !== undefined && (typeof was !== 'string' || !isIdentity(was))) {
      wrong('wrong-rename', nodeAt(node, ['was']).node, `was: needs the id this ${kind.title} had until now.`, undefined, { kind: kind.name, ...(idText === undefined ? {} : { id: idText }), path: 'was' });
      return;
    }
    const start = offsetOf(idNode) ?? offsetOf(node) ?? 0;
    const where: Standing = {
      file: source.file,
      document,
      path,
      at(inside, onKey = false) {
        if (inside.length === 0) return source.at(start);
        const reached = nodeAt(node, inside);
        if (!reached.whole) return source.at(offsetOf(reached.key) ?? start);
        return source.at((onKey ? (offsetOf(reached.key) ?? offsetOf(reached.node)) : (offsetOf(reached.node) ?? offsetOf(reached.key))) ?? start);
      },
    };
    found.push({ kind, id: kind.key.length === 0 ? idText : undefined, was, raw, node, where });
  };

  source.documents.forEach((document, number) => {
    const top = document.contents;
    if (top === null || (top as { value?: unknown }).value === null) return;
    if (!isMap(top)) {
      wrong('wrong-value', top, 'A model file holds kinds of objects by name, or one object with kind: and id:.');
      return;
    }
    const named = nodeAt(top, ['kind']);
    if (named.whole) {
      const kind = kindNamed(writtenAs(named.node) ?? '', named.node);
      const id = nodeAt(top, ['id']);
      if (kind !== undefined) take(kind, id.whole ? writtenId(id.node) : undefined, id.whole ? id.node : top, top, number, []);
      return;
    }
    for (const pair of top.items) {
      const name = keyTextOf(pair) ?? '';
      const kind = kindNamed(name, pair.key);
      if (kind === undefined) continue;
      const group = pair.value;
      if (kind.key.length > 0) {
        if (isSeq(group)) group.items.forEach((node, i) => take(kind, undefined, node, node, number, [name, i]));
        else if (valueOf(group) !== null) wrong('wrong-value', group, `${name} is written as a list: each one is known by its ${kind.key.join(', ')}.`, `Begin each with "- ${kind.key[0]}: ...".`, { kind: name });
      } else if (isMap(group)) {
        for (const one of group.items) {
          const id = keyTextOf(one);
          take(kind, id, one.key, one.value, number, [name, id ?? '']);
        }
      } else if (valueOf(group) !== null) wrong('wrong-value', group, `${name} is written by id: each ${kind.title} under its own name.`, `Write "${kind.title.replaceAll(' ', '-')}-1:" and its fields below it.`, { kind: name });
    }
  });
  return found;
}

const writtenId = (node: unknown): string | undefined => {
  const value = valueOf(node);
  return typeof value === 'string' ? value : value === null ? undefined : writtenAs(node);
};
