import { command, id, nameText, one } from '@millrace/kernel';
import * as z from 'zod';
import { meeting } from './meeting.ts';

/** What was said or decided, kept with the record it is about. */
export const note = command({
  address: 'governance.meeting.note',
  summary: 'Note what a meeting decided',
  input: z.object({
    meeting: id('governance.meeting'),
    says: z.string().trim().min(1).max(1000).meta({ title: 'What was decided' }),
    about: z.object({ noun: nameText(), id: nameText() }).optional(),
  }),
  refusals: { ended: 'This meeting has ended. Start the next one.' },
  load: (input) => one(meeting, input.meeting),
  decide(state, input, act, { refuse }) {
    if (state.state === 'ended') throw refuse('ended');
    return { type: 'governance.meeting.noted', subject: state.id, item: { says: input.says, ...(input.about && { about: input.about }), by: act.by, at: act.at } };
  },
});
