import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import { endingOf, mediaTypes } from './load/attached.ts';
import type { SourceFile, Unreadable } from './load/source.ts';

// 4 MB: some forty thousand objects in one file, and a file of the wrong sort is no minute of waiting
const longestBytes = 4_000_000;

export const isModelFile = (path: string) => /\.ya?ml$/i.test(path);

/**
 * The model files of a folder and the folders in it, and the pictures beside them, by path. Names beginning with a dot or an underscore are passed over.
 * A file that cannot be read stands among them and says why: passed over in silence, what it holds would be retired.
 */
export function readFolder(folder: string): SourceFile[] {
  return filesIn(folder, realpathSync(folder)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function filesIn(folder: string, root: string): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }).flatMap((entry): SourceFile[] => {
    const name = entry.name.toString('utf8');
    if (name.startsWith('.') || name.startsWith('_')) return [];
    const path = join(folder, name);
    if (entry.isDirectory()) return filesIn(path, root);
    const isOurs = isModelFile(name) || endingOf(name) in mediaTypes;
    if (!isOurs && !isLinkedFolder(entry, path)) return [];
    if (!Buffer.from(name, 'utf8').equals(entry.name)) return [unread(path, 'Its name is not in UTF-8.', 'Rename it; letters, digits and dashes are read everywhere.')];
    return [entry.isFile() ? readOne(path) : entry.isSymbolicLink() ? readLinked(path, root) : unread(path, 'This is no file.', 'Put the file itself here, or take it away.')];
  });
}

function isLinkedFolder(entry: Dirent<Buffer>, path: string): boolean {
  return entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A link is read where it stays in the folder of the plant: what lies elsewhere is not under the same change control. */
function readLinked(path: string, root: string): SourceFile {
  let target: string;
  try {
    target = realpathSync(path);
  } catch {
    return unread(path, 'This link leads nowhere.', 'Mend it or take it away.');
  }
  if (!target.startsWith(root + sep)) return unread(path, `This link leads out of the folder, to ${target}.`, 'Put the file itself here.');
  if (!statSync(target).isFile()) return unread(path, 'This is a link to no file.', 'A folder is read where it is, and only there.');
  return readOne(path);
}

function readOne(path: string): SourceFile {
  const { size } = statSync(path);
  if (size > longestBytes)
    return unread(
      path,
      `This file has ${(size / 1e6).toFixed(1)} MB; one may have ${longestBytes / 1e6} MB.`,
      isModelFile(path) ? 'Cut it into several; how a model is cut decides nothing.' : 'Make it smaller.',
    );
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (fault) {
    return unread(path, `This file cannot be read: ${(fault as Error).message}.`, 'See to its rights.');
  }
  if (['png', 'jpg'].includes(endingOf(path))) return { path, text: bytes.toString('base64') };
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { path, text: '', unreadable: notUtf8(bytes) };
  }
}

/** Where a text stops being UTF-8: read on, a name would keep a sign for "unreadable" in place of its letter. */
function notUtf8(bytes: Buffer): Unreadable {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return { code: 'not-read', at: { line: 1, column: 1 }, says: 'This file is in UTF-16.', instead: 'Save it in UTF-8.' };
  const wrong = firstWrong(bytes);
  const before = bytes.subarray(0, wrong).toString('utf8').split('\n');
  return {
    code: 'not-read',
    at: { line: before.length, column: before.at(-1)!.length + 1 },
    says: `This is not UTF-8: the byte 0x${bytes[wrong]!.toString(16).padStart(2, '0')} stands where a letter should be.`,
    instead: 'Save the file in UTF-8; an older Windows program writes another encoding unless told.',
  };
}

/** The first byte that belongs to no letter: the longest beginning that reads as UTF-8 ends before it. */
function firstWrong(bytes: Buffer): number {
  let [low, high] = [0, bytes.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (readsAs(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  // a letter begun and not ended is found where it begins
  while (!readsAs(bytes.subarray(0, low), false)) low--;
  return low;
}

function readsAs(bytes: Buffer, mayBeCut = true): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: mayBeCut });
    return true;
  } catch {
    return false;
  }
}

const unread = (path: string, says: string, instead: string): SourceFile => ({ path, text: '', unreadable: { code: 'not-read', at: { line: 1, column: 1 }, says, instead } });
