import type { Room } from '@millrace/store';
import { comment } from './comment/comment.ts';
import { write } from './comment/write.ts';
import { link } from './link/link.ts';
import { remove } from './link/remove.ts';
import { tie } from './link/tie.ts';
import { pageQueries } from './page.ts';
import { sign } from './step/sign.ts';
import { step } from './step/step.ts';

/** What every record has besides its own verbs. */
export const record: Room = {
  name: 'record',
  nouns: [comment, link, step],
  commands: [write, tie, remove, sign],
  queries: pageQueries,
};
export { verifyQuery } from './verify-query.ts';
