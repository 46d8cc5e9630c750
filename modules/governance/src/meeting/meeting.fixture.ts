import { newId } from '@millrace/kernel';
import { actOf, done } from '@millrace/testkit/pure';
import { board } from '../action/action.fixture.ts';
import { meeting, type Meeting } from './meeting.ts';
import { start } from './start.ts';

export const id = newId<'governance.meeting'>();
/** The meeting at board b of line 2 begins; what runs there already, and which board there is, a test says. */
export const starting = (more: object = {}, around: object = {}) =>
  done<Meeting>(meeting, undefined, start, { meeting: id, board: 'b', place: 'L2', ...more }, actOf({ by: 'tina' }), { meeting: undefined, running: [], board: [board], ...around })
    .state;
export const running = starting();
