import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { lot } from './lot.ts';

/** Nobody uses this lot until its cause is settled. Any cause may hold; a second one holds beside the first. */
export const hold = command({
  address: 'material.lot.hold',
  summary: 'Hold a lot',
  part: 'quality',
  input: z.object({
    lot: id('material.lot'),
    noun: z.string().min(1).max(80),
    cause: z.string().min(1).max(80),
    reason: z.string().trim().min(1).max(400),
  }),
  refusals: {
    'rejected-already': 'Lot {lot} is rejected; it cannot be used, so it needs no hold.',
    'held-already': 'This cause holds lot {lot} already, since {since}.',
  },
  load: (input) => one(lot, input.lot),
  decide(state, input, act, { refuse }) {
    if (state.state === 'rejected') throw refuse('rejected-already', { lot: state.lotNumber });
    if (state.state === 'on-hold') {
      const same = state.holds.find((other) => other.noun === input.noun && other.cause === input.cause);
      if (same) throw refuse('held-already', { lot: state.lotNumber, since: same.at.toString() });
    }
    return { type: 'material.lot.held', subject: state.id, hold: { noun: input.noun, cause: input.cause, reason: input.reason, by: act.by, at: act.at } };
  },
});
