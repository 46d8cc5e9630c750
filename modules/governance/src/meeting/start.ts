import { command, fresh, id, known, nameText, some } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { meeting } from './meeting.ts';

/** The meeting at a board begins. */
export const start = command({
  address: 'governance.meeting.start',
  summary: 'Start the meeting at a board',
  input: z.object({ meeting: id('governance.meeting'), board: nameText(), place: nameText() }),
  refusals: {
    'runs-already': '{by} started the meeting at this board already.',
    'no-such-board': 'There is no board "{board}" at {place}.',
  },
  place: (input) => input.place,
  load: (input) => ({
    meeting: fresh(meeting, input.meeting),
    running: some(meeting, { board: input.board, state: 'running' }),
    board: known(modelObject, [objectId('governance.board', input.board)]),
  }),
  decide({ running: [running], board: [board] }, { meeting: subject, ...facts }, act, { refuse }) {
    if (board?.state !== 'current' || board.fields.at !== facts.place) throw refuse('no-such-board', { board: facts.board, place: facts.place });
    if (running) throw refuse('runs-already', { by: running.startedBy });
    return { type: 'governance.meeting.started', subject, ...facts, by: act.by, at: act.at };
  },
});
