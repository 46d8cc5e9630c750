import { command, dayAt, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { deviation } from './deviation.ts';

/** Quality says how severe it is and what risk it carries. May be said again until it is approved. */
export const classify = command({
  address: 'qms.deviation.classify',
  summary: 'Classify a deviation and assess its risk',
  signs: 'I classified this deviation',
  input: z.object({
    deviation: id('qms.deviation'),
    severity: z.enum(['minor', 'major', 'critical']),
    assessment: z.string().trim().min(1).max(4000),
  }),
  refusals: { 'approved-already': 'This deviation was approved on {date}; its class no longer changes. Open a new one that refers to it.' },
  load: (input) => one(deviation, input.deviation),
  decide(state, input, act, { refuse }) {
    if (state.state === 'approved' || state.state === 'closed') throw refuse('approved-already', { date: dayAt(state.approvedAt, act.timeZone).toString() });
    return { type: 'qms.deviation.classified', subject: state.id, severity: input.severity, assessment: input.assessment, by: act.by, at: act.at };
  },
});
