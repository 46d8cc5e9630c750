import { command, id, known, nameText, one } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { action, isOpen } from './action.ts';

/** Another person owns it from now on; the due date stays. */
export const reassign = command({
  address: 'governance.action.reassign',
  summary: 'Hand an action to another owner',
  needsReason: true,
  input: z.object({ action: id('governance.action'), owner: nameText().meta({ title: 'Who owns it from now on' }) }),
  refusals: {
    'not-open': 'This action is {state}; its owner is not changed any more.',
    'no-such-owner': '{owner} does not work here. Choose one person as the owner.',
    'owns-it-already': '{owner} owns it already.',
  },
  load: (input) => ({ action: one(action, input.action), owner: known(modelObject, [objectId('personnel.person', input.owner)]) }),
  decide({ action: state, owner: [owner] }, input, act, { refuse }) {
    if (!isOpen(state)) throw refuse('not-open', { state: state.state });
    if (owner?.state !== 'current') throw refuse('no-such-owner', { owner: input.owner });
    if (state.owner === input.owner) throw refuse('owns-it-already', { owner: input.owner });
    return { type: 'governance.action.reassigned', subject: state.id, owner: input.owner, by: act.by, at: act.at };
  },
});
