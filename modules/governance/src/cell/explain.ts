import { command, dayAt, id, known, nameText } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { action, letters } from '../action/action.ts';
import { cell, cellOf } from './cell.ts';

/** Why a day was red. It needs an action, or the owner of the board says that none is taken. */
export const explain = command({
  address: 'governance.cell.explain',
  summary: 'Say why a day was red, and what is done about it',
  input: z.object({
    board: nameText(),
    place: nameText(),
    letter: letters,
    date: z.iso.date(),
    reason: z.string().trim().min(3).max(1000).meta({ title: 'Why it was red' }),
    action: id('governance.action').optional(),
    isAcceptedWithoutAction: z.boolean().default(false).meta({ title: 'Accepted, no action' }),
  }),
  refusals: {
    'no-such-board': 'There is no board "{board}" at {place} with the letter {letter}.',
    'not-its-action': 'That action stands on another board. Open one on this board.',
    'action-or-acceptance': 'Give an action, or accept the day without one; not both.',
    'in-the-future': '{date} has not begun.',
  },
  rules: {
    'needs-action': 'A red day needs an action, or "accepted, no action" by the owner of the board.',
    'not-the-owner': 'Only the owner of the board ({moderator}) accepts a red day without an action.',
  },
  place: (input) => input.place,
  load: (input) => ({
    cell: known(cell, [cellOf(input.board, input.letter, input.date)]),
    board: known(modelObject, [objectId('governance.board', input.board)]),
    action: known(action, input.action === undefined ? [] : [input.action]),
  }),
  decide({ board: [board], action: [taken] }, input, act, { refuse, rule }) {
    const { isAcceptedWithoutAction, ...said } = input;
    const shown = (board?.fields.letters ?? []) as readonly { letter: string }[];
    if (board?.state !== 'current' || board.fields.at !== input.place || !shown.some((one) => one.letter === input.letter))
      throw refuse('no-such-board', { board: input.board, place: input.place, letter: input.letter });
    // a production day may begin on the eve of its date, with the night shift
    if (input.date > dayAt(act.at, act.timeZone).add({ days: 1 }).toString()) throw refuse('in-the-future', { date: input.date });
    if (input.action !== undefined && isAcceptedWithoutAction) throw refuse('action-or-acceptance');
    if (input.action !== undefined && taken?.board !== input.board) throw refuse('not-its-action');
    rule('needs-action', input.action === undefined && !isAcceptedWithoutAction);
    const moderator = board.fields.moderator as string | undefined;
    rule('not-the-owner', isAcceptedWithoutAction && moderator !== undefined && !(act.roles ?? [act.role]).includes(moderator), { moderator: moderator ?? 'nobody' });
    return { type: 'governance.cell.explained', subject: cellOf(input.board, input.letter, input.date), ...said, by: act.by, at: act.at };
  },
});
