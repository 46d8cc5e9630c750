import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { meeting } from './meeting.ts';

/** The meeting is over. */
export const end = command({
  address: 'governance.meeting.end',
  summary: 'End a meeting',
  input: z.object({ meeting: id('governance.meeting') }),
  refusals: { ended: 'This meeting has ended already.' },
  load: (input) => one(meeting, input.meeting),
  decide(state, _input, act, { refuse }) {
    if (state.state === 'ended') throw refuse('ended');
    return { type: 'governance.meeting.ended', subject: state.id, by: act.by, at: act.at };
  },
});
