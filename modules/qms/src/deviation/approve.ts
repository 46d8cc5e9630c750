import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { deviation } from './deviation.ts';

/** Approve an assessed deviation. The approver signs, and is not the one who raised it (EU GMP Annex 11, independence). */
export const approve = command({
  address: 'qms.deviation.approve',
  summary: 'Approve an assessed deviation',
  signs: 'I approve this deviation and its risk assessment',
  input: z.object({
    deviation: id('qms.deviation'),
    justification: z.string().trim().min(1).max(4000),
    mayContinue: z.boolean(),
  }),
  refusals: {
    'not-assessed': 'Classify this deviation first; it is {state}.',
    'approved-already': 'This deviation is approved already.',
  },
  rules: {
    'own-deviation': 'Someone else must approve a deviation you raised.',
    'own-assessment': 'You classified it; someone else must approve a {severity} deviation.',
  },
  load: (input) => one(deviation, input.deviation),
  decide(state, input, act, { refuse, rule }) {
    if (state.state === 'opened') throw refuse('not-assessed', { state: state.state });
    if (state.state !== 'assessed') throw refuse('approved-already');
    rule('own-deviation', state.raisedBy === act.by);
    rule('own-assessment', state.severity !== 'minor' && state.classifiedBy === act.by, { severity: state.severity });
    return {
      type: 'qms.deviation.approved',
      subject: state.id,
      justification: input.justification,
      mayContinue: input.mayContinue,
      lots: state.lots,
      ...(state.source?.jobOrder !== undefined && { jobOrder: state.source.jobOrder }),
      ...(state.source?.step !== undefined && { step: state.source.step }),
      by: act.by,
      at: act.at,
    };
  },
});
