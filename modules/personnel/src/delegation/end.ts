import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { delegation } from './delegation.ts';

/** The lent role goes back before its time. */
export const endDelegation = command({
  address: 'personnel.delegation.end',
  summary: 'End a delegation',
  input: z.object({ delegation: id('personnel.delegation') }),
  refusals: { 'ended-already': 'This delegation ended already.' },
  load: (input) => one(delegation, input.delegation),
  decide(state, _input, act, { refuse }) {
    if (state.state === 'ended') throw refuse('ended-already');
    return { type: 'personnel.delegation.ended', subject: state.id, at: act.at };
  },
});
