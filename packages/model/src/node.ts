import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { endingOf, mediaTypes } from './load/attached.ts';
import type { SourceFile } from './load/source.ts';
import type { Digest } from './plan/plan.ts';

/** The model files of a folder and the folders in it, and the pictures beside them, by path. Names beginning with a dot or an underscore are passed over. */
export function readFolder(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => (/\.ya?ml$/.test(name) || endingOf(name) in mediaTypes) && !name.split(/[\\/]/).some((part) => part.startsWith('.') || part.startsWith('_')))
    .sort()
    .map((name) => join(folder, name))
    .map((path) => ({ path, text: readFileSync(path, encodingOf(path)) }));
}

/** The model files of a plant. A folder without any is a mistyped one, and its plan would retire the whole plant. */
export function readPlantFolder(folder: string): SourceFile[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${folder} is no folder. Give the folder of the model files, such as plants/tablets.`);
  const files = readFolder(folder);
  if (!files.some((file) => /\.ya?ml$/.test(file.path))) throw new Error(`${folder} holds no model file (.yaml). Give the folder of the model files, such as plants/tablets.`);
  return files;
}

/** Writes files where they belong; those that already say the same are left untouched. Returns the paths written. */
export function writeFiles(files: readonly SourceFile[]): string[] {
  return files.filter(isNew).map((file) => {
    mkdirSync(dirname(file.path), { recursive: true });
    writeFileSync(file.path, file.text, encodingOf(file.path));
    return file.path;
  });
}

const encodingOf = (path: string) => (['png', 'jpg'].includes(endingOf(path)) ? 'base64' : 'utf8');

function isNew(file: SourceFile): boolean {
  try {
    return readFileSync(file.path, encodingOf(file.path)) !== file.text;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw fault;
  }
}

/** SHA-256 in hex, for the hashes of a plan. */
export const sha256: Digest = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
