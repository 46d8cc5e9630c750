import { Held, lockFile } from '@millrace/store/file-lock';

/** One supervisor per data folder. Answers how to give the lock back. */
export function lockFolder(file: string): () => void {
  try {
    return lockFile(file);
  } catch (error) {
    if (!(error instanceof Held)) throw error;
    throw new Error(`Millrace runs already on this data folder (process ${error.by}). Stop it first, or set MILLRACE_DATA to another folder.`, { cause: error });
  }
}
