import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import { unseenIn, unseenInstead } from '../field/unseen.ts';
import type { Path } from '../path.ts';

/** A file of the model as text; the path is what people are shown. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Why it could not be read as text; it stands with its name, so that nobody takes what it holds for gone. */
  readonly unreadable?: Unreadable;
}

/** A place in a file, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A file read as YAML, its places kept. */
export interface Source {
  readonly file: string;
  readonly documents: readonly Document[];
  at(offset: number): Position;
}

/** A mistake in the YAML itself. */
export interface Unreadable {
  readonly code: 'not-read' | 'not-yaml' | 'not-plain' | 'told-twice';
  readonly at: Position;
  readonly says: string;
  readonly instead?: string;
}

/** Reads the YAML of a file and keeps where everything stands. YAML 1.2: `no` is a word and `12:30` a text. */
export function readSource(file: SourceFile): { readonly source: Source; readonly unreadable: readonly Unreadable[] } {
  const lines = new LineCounter();
  if (file.unreadable) return { source: { file: file.path, documents: [], at: () => ({ line: 1, column: 1 }) }, unreadable: [file.unreadable] };
  const read = parseAllDocuments(file.text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, version: '1.2', schema: 'core' });
  const documents = 'empty' in read ? [] : read;
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const unreadable = documents.flatMap((document): Unreadable[] => {
    if (document.directives?.docStart != null && document.directives.yaml.explicit && document.directives.yaml.version !== '1.2')
      return [{ code: 'not-plain', at: at(0), says: `%YAML ${document.directives.yaml.version} reads \`no\` as false and 012 as 10.`, instead: 'Leave the line out.' }];
    if (document.errors.length > 0)
      return document.errors.map((error) => ({
        code: 'not-yaml',
        at: at(error.pos[0]),
        ...notYaml(error.message, file.text, at(error.pos[0]).line),
      }));
    return notPlain(document.contents, at);
  });
  return { source: { file: file.path, documents, at }, unreadable };
}

/** The parser's words, and what they usually mean in a model file. */
function notYaml(message: string, text: string, line: number): { readonly says: string; readonly instead?: string } {
  if (/call stack/.test(message)) return { says: 'This is nested too deeply to be read.', instead: 'No kind of object goes deeper than six or seven levels.' };
  if (/^(<<<<<<<|=======|>>>>>>>)/.test(text.split('\n')[line - 1] ?? ''))
    return { says: 'Two versions of this file were brought together, and here they differ.', instead: 'Keep one of the two, and take the lines <<<<<<<, ======= and >>>>>>> out.' };
  return { says: `This is not YAML: ${message.split('\n')[0]?.replace(/ at line.*$/, '') ?? ''}.`, ...hintOf(message) };
}

function hintOf(message: string): { readonly instead?: string } {
  if (message.includes('within flow collections')) return { instead: 'Put a text with a colon and a space in quotes.' };
  if (message.startsWith('Tabs')) return { instead: 'Indent with spaces.' };
  if (message.startsWith('Missing closing')) return { instead: 'Close the quotes on the line where they open.' };
  return {};
}

/** Anchors, aliases and tags hide what a line says and let a small file grow without end; a repeated key would silently win. */
function notPlain(node: unknown, at: Source['at']): Unreadable[] {
  const found: Unreadable[] = [];
  const visit = (here: unknown): void => {
    if (isAlias(here)) {
      found.push({
        code: 'not-plain',
        at: at(here.range?.[0] ?? 0),
        says: `*${here.source} stands for a value from elsewhere.`,
        instead: 'Write the value out, so that each line says what it means.',
      });
      return;
    }
    if (isScalar(here) || isMap(here) || isSeq(here)) {
      const start = at(here.range?.[0] ?? 0);
      if (here.anchor !== undefined)
        found.push({ code: 'not-plain', at: start, says: `&${here.anchor} marks a value for use elsewhere.`, instead: 'Write the value out where it is needed.' });
      if (here.tag !== undefined)
        found.push({
          code: 'not-plain',
          at: start,
          says: `The tag ${here.tag.replace('tag:yaml.org,2002:', '!!')} is not read here.`,
          instead: 'Leave it out; a text that looks like a number goes in quotes.',
        });
    }
    if (isScalar(here)) found.push(...notSeen(here.value, at(here.range?.[0] ?? 0)));
    if (isSeq(here)) here.items.forEach(visit);
    if (isMap(here)) {
      const lines = new Map<string, number>();
      for (const pair of here.items) {
        const key = keyTextOf(pair);
        const start = at(offsetOf(pair.key) ?? 0);
        found.push(...notSeen(key, start));
        if (key === undefined)
          found.push({ code: 'not-plain', at: start, says: 'The name before the colon is not a plain word.', instead: 'Write one word or quoted text there.' });
        else if (lines.has(key))
          found.push({ code: 'told-twice', at: start, says: `${key} stands twice here; it is also on line ${lines.get(key)}.`, instead: 'Keep one of them.' });
        else lines.set(key, start.line);
        visit(pair.value);
      }
    }
  };
  visit(node);
  return found;
}

/** What a text holds and nobody sees: two names that look alike would be two things, and the record keeps no U+0000 at all. */
function notSeen(value: unknown, at: Position): Unreadable[] {
  if (typeof value !== 'string') return [];
  const sign = unseenIn(value);
  if (sign !== undefined) return [{ code: 'not-plain', at, says: `This text holds ${sign}, which nobody sees.`, instead: unseenInstead }];
  return value !== '' && value.trim() === '' ? [{ code: 'not-plain', at, says: 'This text is blanks only.', instead: 'Write something, or leave it out.' }] : [];
}

/** A YAML node as plain data. Keys stay text as written, so `0010:` is not 8 and not 10. */
export function valueOf(node: unknown): unknown {
  if (isScalar(node)) return node.value ?? null;
  if (isSeq(node)) return node.items.map(valueOf);
  if (isMap(node)) return Object.fromEntries(node.items.map((pair) => [keyTextOf(pair) ?? '', valueOf(pair.value)]));
  return null;
}

/** The key of a pair as it is written. */
export function keyTextOf(pair: Pair): string | undefined {
  if (!isScalar(pair.key)) return undefined;
  return typeof pair.key.value === 'string' ? pair.key.value : (pair.key.source ?? undefined);
}

/** The pair of a map with this key. */
export const pairOf = (map: YAMLMap, key: string): Pair | undefined => map.items.find((pair) => keyTextOf(pair) === key);

/** Where a node begins in the file. */
export const offsetOf = (node: unknown): number | undefined => (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined);

/** The node at a path below another, with the key that leads to it. As far as the path goes when it leads nowhere. */
export function nodeAt(from: unknown, path: Path): { readonly node: unknown; readonly key: unknown; readonly whole: boolean } {
  let node: unknown = from;
  let key: unknown;
  for (const part of path) {
    if (isMap(node)) {
      const pair = pairOf(node, String(part));
      if (pair === undefined) return { node, key, whole: false };
      key = pair.key;
      node = pair.value;
    } else if (isSeq(node) && typeof part === 'number' && node.items[part] !== undefined) {
      node = node.items[part];
      key = undefined;
    } else return { node, key, whole: false };
  }
  return { node, key, whole: true };
}

/** The text of a scalar exactly as it stands in the file: `0010`, not 10. */
export const writtenAs = (node: unknown): string | undefined => (isScalar(node) ? ((node as Node & { source?: string }).source ?? String(node.value)) : undefined);
