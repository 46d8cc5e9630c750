import { command, fresh, id, nameText } from '@millrace/kernel';
import * as z from 'zod';
import { comment } from './comment.ts';

/** Adds a comment to any record. */
export const write = command({
  address: 'record.comment.write',
  summary: 'Comment on a record',
  input: z.object({ id: id('record.comment'), noun: nameText(), subject: nameText(), body: z.string().trim().min(1).max(4000) }),
  about: (input) => ({ noun: input.noun, id: input.subject }),
  load: (input) => fresh(comment, input.id),
  decide(_none, input, act) {
    return { type: 'record.comment.written', subject: input.id, noun: input.noun, of: input.subject, body: input.body, by: act.by, at: act.happenedAt };
  },
});
