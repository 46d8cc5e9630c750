import { command, dayAt, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { delegation } from './delegation.ts';

/** The lent role goes back before its time. */
export const endDelegation = command({
  address: 'personnel.delegation.end',
  summary: 'End a delegation',
  input: z.object({ delegation: id('personnel.delegation') }),
  refusals: { 'ended-already': 'This delegation ended on {date}.', 'not-yours': 'Only {from}, {to} or the administrator of access ends this delegation.' },
  load: (input) => one(delegation, input.delegation),
  decide(state, _input, act, { refuse }) {
    if (state.state === 'ended') throw refuse('ended-already', { date: dayAt(state.endedAt, act.timeZone).toString() });
    if (![state.fromPerson, state.toPerson].includes(act.by) && act.role !== 'system' && !(act.roles ?? [act.role]).includes('administrator'))
      throw refuse('not-yours', { from: state.fromPerson, to: state.toPerson });
    return { type: 'personnel.delegation.ended', subject: state.id, at: act.at };
  },
});
