import type { Room } from '@millrace/store';
import { comment } from './comment/comment.ts';
import { write } from './comment/write.ts';
import { add } from './file/add.ts';
import { file } from './file/file.ts';
import { remove as removeFile } from './file/remove.ts';
import { readFile } from './file/store.ts';
import { link } from './link/link.ts';
import { remove } from './link/remove.ts';
import { tie } from './link/tie.ts';
import { pageQueries } from './page.ts';
import { sign } from './step/sign.ts';
import { step } from './step/step.ts';
import { settle } from './task/settle.ts';
import { tasks } from './task/store.ts';
import { task } from './task/task.ts';

/** What every record has besides its own verbs. */
export const record: Room = {
  name: 'record',
  nouns: [comment, file, link, step, task],
  commands: [write, add, removeFile, tie, remove, sign, settle],
  queries: [...pageQueries, readFile, tasks],
};
export { exportActs } from './act/export.ts';
export { verifyQuery } from './verify-query.ts';
