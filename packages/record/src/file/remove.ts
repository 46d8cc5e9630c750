import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { file } from './file.ts';

/** Marks a file as removed, with a reason. Nothing is erased: the inspector can still open it. */
export const remove = command({
  address: 'record.file.remove',
  summary: 'Mark a file of a record as removed',
  needsReason: true,
  input: z.object({ file: id('record.file') }),
  refusals: { 'removed-already': 'This file is marked as removed already.' },
  load: (input) => one(file, input.file),
  decide(state, _input, _act, { refuse }) {
    if (state.state === 'removed') throw refuse('removed-already');
    return { type: 'record.file.removed', subject: state.id };
  },
});
