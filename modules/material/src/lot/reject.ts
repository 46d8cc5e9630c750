import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { lot } from './lot.ts';

/** This lot is never used. */
export const reject = command({
  address: 'material.lot.reject',
  summary: 'Reject a lot for good',
  part: 'quality',
  signs: 'I reject this lot',
  input: z.object({ lot: id('material.lot'), why: z.string().trim().min(1).max(400) }),
  refusals: { 'rejected-already': 'Lot {lot} is rejected already.' },
  load: (input) => one(lot, input.lot),
  decide(state, input, act, { refuse }) {
    if (state.state === 'rejected') throw refuse('rejected-already', { lot: state.lotNumber });
    return { type: 'material.lot.rejected', subject: state.id, by: act.by, at: act.at, why: input.why };
  },
});
