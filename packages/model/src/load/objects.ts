import { isMap, isSeq } from 'yaml';
import { nearest } from '@millrace/kernel';
import { isIdentity } from '../field/identity.ts';
import { article, type Kind } from '../kind.ts';
import type { Kinds } from '../kinds.ts';
import { isRecord, type Path } from '../path.ts';
import type { Problem } from '../problem.ts';
import { keyTextOf, nodeAt, offsetOf, valueOf, writtenAs, type Position, type Source } from './source.ts';

/** Where an object stands and where each of its fields stands. */
export interface Standing {
  readonly file: string;
  /** Which document of the file, and the way to the object's fields in it. */
  readonly document: number;
  readonly path: Path;
  /** The place of a field, or of the object when the path is empty; of the key instead of the value when asked. */
  at(path: Path, onKey?: boolean): Position;
}

/** An object as it is written, before its kind has read it. */
export interface Found {
  readonly kind: Kind;
  /** Undefined when the kind makes its identity from its fields. */
  readonly id: string | undefined;
  readonly was: string | undefined;
  readonly raw: Record<string, unknown>;
  readonly node: unknown;
  readonly where: Standing;
}

/** The objects of a file in either form, and what is wrong with how they are told. */
export function objectsIn(kinds: Kinds, source: Source, problems: Problem[]): Found[] {
  const found: Found[] = [];
  const wrong = (code: Problem['code'], node: unknown, says: string, instead?: string, more: Partial<Problem> = {}) => {
    const at = source.at(offsetOf(node) ?? 0);
    problems.push({ code, file: source.file, ...at, path: '', says, ...(instead === undefined ? {} : { instead }), ...more });
  };
  const kindNamed = (name: string, node: unknown): Kind | undefined => {
    const kind = kinds.get(name);
    if (kind !== undefined) return kind;
    if (name === '') {
      wrong('unknown-kind', node, 'A kind of object is missing here.', 'A kind is room.noun, such as equipment.unit.');
      return undefined;
    }
    const meant = nearest(
      name,
      kinds.all.map((one) => one.name),
    );
    const room = kinds.all.filter((one) => one.name.startsWith(`${name.split('.')[0]}.`)).map((one) => one.name);
    wrong(
      'unknown-kind',
      node,
      `${name} is no kind of object.`,
      meant === undefined ? (room.length > 0 ? `This room has: ${room.join(', ')}.` : 'A kind is room.noun, such as equipment.unit.') : `Did you mean ${meant}?`,
    );
    return undefined;
  };
  const take = (kind: Kind, idText: string | undefined, idNode: unknown, node: unknown, document: number, path: Path) => {
    if (kind.key.length === 0 && (idText === undefined || !isIdentity(idText))) {
      wrong(
        'no-identity',
        idNode ?? node,
        idText === undefined ? `This ${kind.title} has no id.` : `"${idText}" cannot be the id of ${article(kind.title)}.`,
        'An id is a short name of letters, digits, dot, dash or underscore.',
        { kind: kind.name },
      );
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
      wrong('wrong-rename', nodeAt(node, ['was']).node, `was: needs the id this ${kind.title} had until now.`, undefined, {
        kind: kind.name,
        ...(idText === undefined ? {} : { id: idText }),
        path: 'was',
      });
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
        // what is absent is told at the nearest thing that is there
        if (!reached.whole) return source.at(reached.node === node ? start : (offsetOf(reached.key) ?? offsetOf(reached.node) ?? start));
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
        else if (valueOf(group) !== null)
          wrong('wrong-value', group, `${name} is written as a list: each one is known by its ${kind.key.join(', ')}.`, `Begin each with "- ${kind.key[0]}: ...".`, { kind: name });
      } else if (isMap(group)) {
        for (const one of group.items) {
          const id = keyTextOf(one);
          take(kind, id, one.key, one.value, number, [name, id ?? '']);
        }
      } else if (valueOf(group) !== null)
        wrong('wrong-value', group, `${name} is written by id: each ${kind.title} under its own name.`, `Write "${kind.title.replaceAll(' ', '-')}-1:" and its fields below it.`, {
          kind: name,
        });
    }
  });
  return found;
}

const writtenId = (node: unknown): string | undefined => {
  const value = valueOf(node);
  return typeof value === 'string' ? value : value === null ? undefined : writtenAs(node);
};
