import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { escalation } from './escalation.ts';

/** Whoever accepted says what was done. The sender sees it; when the cause is over as well, the escalation is closed. */
export const answer = command({
  address: 'governance.escalation.answer',
  summary: 'Answer an escalation',
  input: z.object({
    escalation: id('governance.escalation'),
    did: z.string().trim().min(3).max(2000).meta({ title: 'What was done' }),
    containment: z.string().trim().max(2000).optional().meta({ title: 'What holds it until it is solved for good' }),
  }),
  refusals: {
    'not-accepted': 'Accept this first, so that the others know who has it.',
    over: 'This escalation is {state}; it was answered or withdrawn.',
  },
  rules: { 'not-yours': '{by} accepted this and owes the answer. Let them answer, or wait until it climbs.' },
  load: (input) => one(escalation, input.escalation),
  decide(state, input, act, { refuse, rule }) {
    if (state.state === 'raised') throw refuse('not-accepted');
    if (state.state !== 'accepted') throw refuse('over', { state: state.state });
    rule('not-yours', state.acceptedBy !== act.by, { by: state.acceptedBy });
    const containment = input.containment ? { containment: input.containment } : {};
    const answered = {
      type: 'governance.escalation.answered' as const,
      subject: state.id,
      causeNoun: state.causeNoun,
      causeId: state.causeId,
      isCauseOver: state.endedAt !== undefined,
      did: input.did,
      ...containment,
      by: act.by,
      at: act.at,
    };
    return state.endedAt ? [answered, { type: 'governance.escalation.closed' as const, subject: state.id, by: act.by, at: act.at }] : [answered];
  },
});
