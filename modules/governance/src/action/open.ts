import { command, fresh, id, instant, known, nameText } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { action, letters } from './action.ts';

/** Somebody will do something by a day. One owner, for what everybody owns nobody does. */
export const open = command({
  address: 'governance.action.open',
  summary: 'Open an action',
  input: z.object({
    action: id('governance.action'),
    title: z.string().trim().min(3).max(160).meta({ title: 'What will be done' }),
    detail: z.string().trim().max(4000).optional(),
    owner: nameText().meta({ title: 'Who owns it' }),
    due: instant(),
    place: nameText(),
    board: nameText().optional(),
    letter: letters.optional(),
    from: z.object({ noun: nameText(), id: nameText() }).optional(),
  }),
  refusals: {
    'due-in-the-past': 'The due date lies in the past. Choose a day that can still be met.',
    'no-such-owner': '{owner} does not work here. Choose one person as the owner.',
    'no-such-board': 'There is no board "{board}" for {place}. Open it from its board.',
  },
  place: (input) => input.place,
  load: (input) => ({
    action: fresh(action, input.action),
    owner: known(modelObject, [objectId('personnel.person', input.owner)]),
    board: known(modelObject, input.board === undefined ? [] : [objectId('governance.board', input.board)]),
  }),
  decide({ owner: [owner], board: [board] }, { action: subject, ...facts }, act, { refuse }) {
    if (owner?.state !== 'current') throw refuse('no-such-owner', { owner: facts.owner });
    if (facts.board !== undefined && (board?.state !== 'current' || board.fields.at !== facts.place)) throw refuse('no-such-board', { board: facts.board, place: facts.place });
    if (Temporal.Instant.compare(facts.due, act.happenedAt) <= 0) throw refuse('due-in-the-past');
    return { type: 'governance.action.opened', subject, ...facts, by: act.by, at: act.happenedAt };
  },
});
