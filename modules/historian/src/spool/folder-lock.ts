import { join } from 'node:path';
import { Held, lockFile } from '@millrace/store/file-lock';

/** Another living process writes to this folder. */
export class FolderHeld extends Error {
  override readonly name = 'FolderHeld';
}

/** Makes this process the only one that writes to a folder, until it lets go or dies: a lock left by a dead process is taken over. */
export function lockFolder(folder: string): () => void {
  try {
    return lockFile(join(folder, 'owner'));
  } catch (error) {
    if (!(error instanceof Held)) throw error;
    throw new FolderHeld(`Process ${error.by} writes to ${folder}. One process at a time may; give this one a folder of its own.`, { cause: error });
  }
}
