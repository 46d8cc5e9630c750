import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { revision } from './revision.ts';

/** An approved change could not come into force on its day: it ends, and says what stood against it. */
export const lapse = command({
  address: 'model.revision.lapse',
  summary: 'Keep why an approved change could not come into force',
  caller: 'system',
  input: z.object({ revision: id('model.revision'), why: z.string() }),
  refusals: { 'not-approved': 'This change is {state}.' },
  load: (input) => one(revision, input.revision),
  decide(state, { why }, act, { refuse }) {
    if (state.state !== 'approved') throw refuse('not-approved', { state: state.state });
    return { type: 'model.revision.lapsed', subject: state.id, why: `${why} Plan it again.`, by: act.by, at: act.at };
  },
});
