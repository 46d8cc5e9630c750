import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { execution } from '../execution/execution.ts';
import { decision } from '../execution/steps.ts';
import { checkGoesOn } from '../step/check-waits.ts';
import { nextBlock } from '../step/next-block.ts';
import { calledRole, isCalled } from './accept.ts';

/**
 * Whoever was called decides what happens after a value out of limits: one more reading, an adjustment and then a reading, the job stops,
 * or quality decides by a deviation. All readings stay.
 */
export const answer = command({
  address: 'mes.block.answer',
  summary: 'Decide about a value out of limits',
  signs: 'I have seen this value out of limits and decided what happens',
  input: z.object({
    execution: id('mes.execution'),
    decision: decision.meta({ title: 'What happens now' }),
    words: z.string().trim().min(3).max(1000).meta({ title: 'What you saw, and what was done' }),
  }),
  refusals: {
    'not-blocked': 'No step of this job is blocked any more.',
    'quality-decides': 'This value waits for quality: {next}',
    'stopped-already': '{by} stopped this job already. Let it go on by a reading, or open a deviation.',
  },
  rules: {
    'not-called': 'This calls the {role}. Somebody who acts in that role decides.',
    'not-yours': '{by} took this call and decides. Let them answer.',
  },
  load: (input) => one(execution, input.execution),
  decide(state, input, act, { refuse, rule }) {
    if (state.state !== 'blocked') throw refuse('not-blocked');
    const { block } = state;
    if (block.deviation !== undefined || block.leadsTo === 'deviation')
      throw refuse('quality-decides', { next: block.deviation === undefined ? 'open the deviation.' : 'the deviation is open.' });
    if (input.decision === 'stop' && block.stoppedBy !== undefined) throw refuse('stopped-already', { by: block.stoppedBy });
    rule('not-called', !isCalled(block, act), { role: calledRole(block) });
    rule('not-yours', block.acceptedBy !== undefined && block.acceptedBy !== act.by, { by: block.acceptedBy ?? '' });
    const answered = {
      type: 'mes.execution.call-answered' as const,
      subject: state.id,
      decision: input.decision,
      words: input.words,
      block,
      jobOrder: state.jobOrder,
      by: act.by,
      at: act.at,
    };
    const after = execution.evolve(state, answered);
    const next = nextBlock(after, act.at);
    return [{ ...answered, isAnotherBlocked: next.length > 0 }, ...next, ...checkGoesOn(next.reduce(execution.evolve, after), block.step, act.at)];
  },
});
