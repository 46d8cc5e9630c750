import { command, dayAt, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { lot } from './lot.ts';

/** QA certifies that this lot may be used (EU GMP Annex 11 §15: only the authorised person). */
export const release = command({
  address: 'material.lot.release',
  summary: 'Release a lot for use',
  part: 'quality',
  signs: 'I release this lot for use',
  input: z.object({ lot: id('material.lot') }),
  refusals: {
    'released-already': 'Lot {lot} is released already, since {since}.',
    'on-hold': 'Lot {lot} is on hold since {since}: {reason}. Settle that first.',
    rejected: 'Lot {lot} was rejected; a rejected lot is not released. Receive it as a new lot after rework.',
    expired: 'Lot {lot} expired on {date}. Extend its shelf life by a change of its definition, or reject it.',
  },
  load: (input) => one(lot, input.lot),
  decide(state, _input, act, { refuse }) {
    if (state.state === 'released') throw refuse('released-already', { lot: state.lotNumber, since: state.releasedAt.toString() });
    if (state.state === 'on-hold') throw refuse('on-hold', { lot: state.lotNumber, since: state.holds[0]!.at.toString(), reason: state.holds[0]!.reason });
    if (state.state === 'rejected') throw refuse('rejected', { lot: state.lotNumber });
    if (state.expiresAt && Temporal.Instant.compare(state.expiresAt, act.at) <= 0)
      throw refuse('expired', { lot: state.lotNumber, date: dayAt(state.expiresAt, act.timeZone).toString() });
    return { type: 'material.lot.released', subject: state.id, by: act.by, at: act.at };
  },
});
