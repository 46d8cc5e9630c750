import { Document, isMap, isSeq, Pair, Scalar, YAMLMap, YAMLSeq, type Node } from 'yaml';
import type { Fields, Kind } from '../kind.ts';
import type { Kinds } from '../kinds.ts';
import { attachedName, isAttachment } from '../load/attached.ts';
import { load } from '../load/load.ts';
import type { Standing } from '../load/objects.ts';
import { nodeAt, pairOf, readSource, type SourceFile } from '../load/source.ts';
import { inOrder, keyOf, type Model, type ModelObject } from '../model.ts';
import { isRecord, valuesAt } from '../path.ts';
import { same } from '../same.ts';
import { fileText, laidOut, listMember } from './style.ts';
import { written } from './written.ts';

/**
 * Writes a model back as files. Where files exist, each object stays where it stands, with its comments; a file that says
 * the same is returned to the letter. New objects go to the file that holds most of their kind, else to `<room>.yaml`.
 */
export function exportFiles(kinds: Kinds, model: Model, existing: readonly SourceFile[] = [], folder = ''): SourceFile[] {
  const loaded = load(kinds, existing);
  if (loaded.problems.length > 0)
    throw new TypeError(`The files have ${loaded.problems.length} problems; mend them before writing over them (first: ${loaded.problems[0]?.file}:${loaded.problems[0]?.line}).`);

  const files = new Map<string, { readonly text: string; documents: Document[]; changed: boolean }>();
  for (const file of existing.filter((one) => !isAttachment(one))) files.set(file.path, { text: file.text, documents: [...readSource(file).source.documents], changed: false });

  const gone: Standing[] = [];
  for (const object of loaded.model.objects) {
    const standing = loaded.standing.get(keyOf(object));
    const file = standing === undefined ? undefined : files.get(standing.file);
    if (standing === undefined || file === undefined) continue;
    const wanted = model.byKey.get(keyOf(object));
    if (wanted === undefined) gone.push(standing);
    else if (!same(object.fields, wanted.fields)) {
      const document = file.documents[standing.document];
      if (document === undefined) continue;
      rewrite(document, kinds.need(object.kind), standing, object.fields, wanted.fields);
      file.changed = true;
    }
  }
  // from the last to the first, so that places in lists stay true
  for (const standing of gone.reverse()) {
    const file = files.get(standing.file);
    const document = file?.documents[standing.document];
    if (file === undefined || document === undefined) continue;
    remove(document, standing.path);
    file.changed = true;
  }

  const becomesFile = new Set(kinds.all.flatMap((kind) => [...kind.files.values()]));
  const fresh = inOrder(
    kinds,
    model.objects.filter((object) => !loaded.model.byKey.has(keyOf(object)) && !becomesFile.has(object.kind)),
  );
  for (const object of fresh) {
    const path = homeOf(object, loaded.model, loaded.standing) ?? `${folder}${object.kind.split('.')[0]}.yaml`;
    const file = files.get(path) ?? { text: '', documents: [], changed: true };
    files.set(path, file);
    add(file, kinds.need(object.kind), object);
    file.changed = true;
  }
  const texts = [...files].map(([path, file]) => ({ path, text: file.changed ? fileText(file.documents) : file.text }));
  const place = (file: SourceFile) => existing.findIndex((one) => one.path === file.path) + 1 || existing.length + 1;
  return [...texts, ...attachedFiles(kinds, model, becomesFile, existing, folder)].toSorted((a, b) => place(a) - place(b));
}

/** The files that objects name, where they stand; a new one goes to `pictures/`. One content that goes by several names is a file of each. */
function attachedFiles(kinds: Kinds, model: Model, becomesFile: ReadonlySet<string>, existing: readonly SourceFile[], folder: string): SourceFile[] {
  const contents = model.objects.filter((object) => becomesFile.has(object.kind));
  const named = new Map(contents.map(({ fields }) => [String(fields['name']), String(fields['content'])]));
  for (const object of model.objects)
    for (const [declared, becomes] of kinds.need(object.kind).files)
      for (const { value } of valuesAt(object.fields, declared)) {
        const [name, hash] = [attachedName(String(value)), String(value).split(' sha256:')[1]];
        const content = hash === undefined ? undefined : model.byKey.get(keyOf({ kind: becomes, id: hash }));
        if (content) named.set(name, String(content.fields['content']));
      }
  return [...named].map(([name, text]) => {
    const stands = existing.find((file) => isAttachment(file) && (file.path === name || file.path.endsWith(`/${name}`)));
    return { path: stands?.path ?? `${folder}pictures/${name}`, text };
  });
}

/** The file that holds most objects of this kind. */
function homeOf(object: ModelObject, model: Model, standing: ReadonlyMap<string, Standing>): string | undefined {
  const counts = new Map<string, number>();
  for (const one of model.objects) {
    const file = standing.get(keyOf(one))?.file;
    if (one.kind === object.kind && file !== undefined) counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function add(file: { documents: Document[] }, kind: Kind, object: ModelObject): void {
  let document =
    file.documents.find((one) => isMap(one.contents) && pairOf(one.contents, kind.name) !== undefined) ??
    file.documents.find((one) => isMap(one.contents) && pairOf(one.contents, 'kind') === undefined);
  if (document === undefined) {
    document = new Document({});
    file.documents.push(document);
  }
  const top = document.contents as YAMLMap;
  top.flow = false;
  let group = pairOf(top, kind.name)?.value;
  if (!isMap(group) && !isSeq(group)) {
    group = kind.key.length > 0 ? new YAMLSeq() : new YAMLMap();
    const key = new Scalar(kind.name);
    key.spaceBefore = top.items.length > 0;
    top.items.push(new Pair(key, group));
  }
  const fields = document.createNode(written(kind, object.fields)) as Node;
  if (isSeq(group)) group.items.push(listMember(fields));
  else if (isMap(group)) {
    group.flow = false;
    const key = new Scalar(object.id);
    const second = group.items[1]?.key;
    key.spaceBefore = second instanceof Scalar && second.spaceBefore === true;
    group.items.push(new Pair(key, laidOut(fields)));
  }
}

function remove(document: Document, path: Standing['path']): void {
  if (path.length === 0) {
    document.contents = null;
    return;
  }
  const parent = nodeAt(document.contents, path.slice(0, -1)).node;
  const last = path.at(-1);
  if (isSeq(parent) && typeof last === 'number') parent.items.splice(last, 1);
  if (isMap(parent)) parent.items = parent.items.filter((pair) => pair !== pairOf(parent, String(last)));
  const top = document.contents;
  if (isMap(top) && (isMap(parent) || isSeq(parent)) && parent.items.length === 0) top.items = top.items.filter((pair) => pair.value !== parent);
}

function rewrite(document: Document, kind: Kind, standing: Standing, from: Fields, to: Fields): void {
  const { node } = nodeAt(document.contents, standing.path);
  const words = written(kind, to);
  if (isMap(node)) rewriteMap(document, node, from, to, words);
  else {
    const parent = nodeAt(document.contents, standing.path.slice(0, -1)).node;
    const pair = isMap(parent) ? pairOf(parent, String(standing.path.at(-1))) : undefined;
    if (pair !== undefined) pair.value = laidOut(document.createNode(words) as Node);
  }
}

function rewriteMap(document: Document, map: YAMLMap, from: Fields, to: Fields, words: Fields): void {
  for (const field of new Set([...Object.keys(from), ...Object.keys(to)])) {
    if (same(from[field], to[field])) continue;
    const pair = pairOf(map, field);
    if (words[field] === undefined) map.items = map.items.filter((one) => one !== pair);
    else if (pair === undefined) map.items.push(new Pair(new Scalar(field), laidOut(document.createNode(words[field]) as Node)));
    else if (isMap(pair.value) && isRecord(from[field]) && isRecord(to[field])) rewriteMap(document, pair.value, from[field], to[field], words[field] as Fields);
    else pair.value = replaced(document, pair.value, from[field], to[field], words[field]);
  }
}

function replaced(document: Document, node: unknown, from: unknown, to: unknown, words: unknown): Node {
  if (isSeq(node) && Array.isArray(from) && Array.isArray(to) && from.length === to.length && node.items.length === to.length) {
    to.forEach((wanted, i) => {
      if (same(from[i], wanted)) return;
      const item = node.items[i];
      const word = (words as unknown[])[i];
      if (isMap(item) && isRecord(from[i]) && isRecord(wanted)) rewriteMap(document, item, from[i], wanted, word as Fields);
      else node.items[i] = replaced(document, item, from[i], wanted, word);
    });
    return node;
  }
  const fresh = laidOut(document.createNode(words) as Node);
  const old = node as Node | null;
  if (old?.comment != null) fresh.comment = old.comment;
  if (isSeq(old) && isSeq(fresh)) fresh.flow = old.flow === true;
  return fresh;
}
