import { command, dayAt, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { deviation } from './deviation.ts';

/** The matter is settled: its lots are no longer held by it. */
export const close = command({
  address: 'qms.deviation.close',
  summary: 'Close an approved deviation',
  signs: 'I confirm that this deviation is settled',
  input: z.object({ deviation: id('qms.deviation'), conclusion: z.string().trim().min(1).max(4000) }),
  refusals: {
    'not-approved': 'Approve this deviation first; it is {state}.',
    'closed-already': 'This deviation was closed on {date}.',
  },
  rules: { 'own-deviation': 'Someone else must close a deviation you raised.' },
  load: (input) => one(deviation, input.deviation),
  decide(state, input, act, { refuse, rule }) {
    if (state.state === 'closed') throw refuse('closed-already', { date: dayAt(state.closedAt, act.timeZone).toString() });
    if (state.state !== 'approved') throw refuse('not-approved', { state: state.state });
    rule('own-deviation', state.raisedBy === act.by);
    return { type: 'qms.deviation.closed', subject: state.id, conclusion: input.conclusion, lots: state.lots, by: act.by, at: act.at };
  },
});
