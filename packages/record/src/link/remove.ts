import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { link } from './link.ts';

/** Removes a tie; that it was there stays in the trail. */
export const remove = command({
  address: 'record.link.remove',
  summary: 'Remove a tie',
  needsReason: true,
  input: z.object({ link: id('record.link') }),
  refusals: { 'removed-already': 'This tie is removed already.' },
  load: (input) => one(link, input.link),
  decide(state, _input, _act, { refuse }) {
    if (state.state === 'removed') throw refuse('removed-already');
    return { type: 'record.link.removed', subject: state.id };
  },
});
