import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Kinds } from './kinds.ts';
import { endingOf } from './load/attached.ts';
import { load, type Loaded } from './load/load.ts';
import type { SourceFile } from './load/source.ts';
import type { Digest } from './plan/plan.ts';
import { isModelFile, readFolder } from './read-folder.ts';

export { readFolder };

/** The model of a plant as its folder tells it. A folder that holds none is a mistyped one, and its plan would retire the whole plant. */
export function loadPlant(kinds: Kinds, folder: string): Loaded {
  const such = 'Give the folder of the model files, such as plants/tablets.';
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${folder} is no folder. ${such}`);
  const files = readFolder(folder);
  if (!files.some((file) => isModelFile(file.path))) throw new Error(`${folder} holds no model file (.yaml). ${such}`);
  const loaded = load(kinds, files);
  if (loaded.problems.length === 0 && loaded.model.objects.length === 0) throw new Error(`The model files of ${folder} hold no object. ${such}`);
  return loaded;
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
