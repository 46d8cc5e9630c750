import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { revision } from './revision.ts';

/** Takes back a change that is not in force yet, whether it was approved or not. */
export const withdraw = command({
  address: 'model.revision.withdraw',
  summary: 'Withdraw a proposed or approved change of the operating model',
  input: z.object({ revision: id('model.revision'), why: z.string().trim().min(1).max(2000) }),
  refusals: { 'too-late': 'This change is {state}. What is in force is changed by the next revision.' },
  load: (input) => one(revision, input.revision),
  decide(state, input, act, { refuse }) {
    if (state.state !== 'proposed' && state.state !== 'approved') throw refuse('too-late', { state: state.state });
    return { type: 'model.revision.withdrawn', subject: state.id, why: input.why, by: act.by, at: act.at };
  },
});
