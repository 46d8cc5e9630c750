import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { action, isOpen } from './action.ts';

/** Somebody other than who asked allows the later date, or does not. */
export const decideExtension = command({
  address: 'governance.action.decide-extension',
  summary: 'Allow or refuse a later due date',
  input: z.object({ action: id('governance.action'), isAllowed: z.boolean().meta({ title: 'Allow the later date' }) }),
  refusals: {
    'not-asked': 'No later date was asked for.',
    'own-wish': 'Somebody else must decide on the date you asked for.',
  },
  load: (input) => one(action, input.action),
  decide(state, input, act, { refuse }) {
    if (!isOpen(state) || !state.asked) throw refuse('not-asked');
    if (state.asked.by === act.by) throw refuse('own-wish');
    if (!input.isAllowed) return [{ type: 'governance.action.extension-refused' as const, subject: state.id, by: act.by, at: act.at }];
    return [{ type: 'governance.action.extended' as const, subject: state.id, title: state.title, place: state.place, due: state.asked.to, by: act.by, at: act.at }];
  },
});
