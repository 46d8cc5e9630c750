import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { call as callRecord } from './call-record.ts';

/** Someone came; the call is over. */
export const answer = command({
  address: 'mes.andon.answer',
  summary: 'Answer a call for help',
  input: z.object({ call: id('mes.call') }),
  refusals: { 'answered-already': 'This call was answered by {by}.' },
  load: (input) => one(callRecord, input.call),
  decide(state, _input, act, { refuse }) {
    if (state.state === 'answered') throw refuse('answered-already', { by: state.answeredBy });
    return { type: 'mes.call.answered', subject: state.id, by: act.by, at: act.at };
  },
});
