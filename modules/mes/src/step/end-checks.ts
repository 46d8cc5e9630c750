import { command, id, nameText, one } from '@millrace/kernel';
import * as z from 'zod';
import { execution } from '../execution/execution.ts';
import { afterStep } from './after-step.ts';
import { isDue, isRepeated, openCheck } from './order-of-steps.ts';

/** The run is over: the step that repeated is not asked again. */
export const endChecks = command({
  address: 'mes.step.end-checks',
  summary: 'End the repeating of a step',
  input: z.object({ execution: id('mes.execution'), step: nameText() }),
  refusals: {
    'job-done': 'This job is done; its record is closed.',
    'not-repeated': 'This job has no step "{step}" that repeats.',
    'ended-already': 'The checks of "{title}" have ended already, by {by}.',
    'never-done': 'Do the check "{title}" at least once; then its repeating may end.',
    'check-begun': 'A check of "{title}" has begun: finish it first.',
    blocked: 'Blocked: a value of "{title}" is out of limits. Settle that first.',
  },
  rules: { 'check-due': 'A check of "{title}" is due since {since}. Do it first; then end the checks.' },
  load: (input) => one(execution, input.execution),
  decide(state, input, act, { refuse, rule }) {
    if (state.state === 'done') throw refuse('job-done');
    const step = state.steps.find((each) => each.id === input.step);
    if (!step || !isRepeated(step)) throw refuse('not-repeated', { step: input.step });
    const { title } = step;
    if (step.doneBy !== undefined) throw refuse('ended-already', { title, by: step.doneBy });
    if (!step.checks?.some((check) => check.doneBy !== undefined)) throw refuse('never-done', { title });
    if (state.state === 'blocked' && state.block.step === step.id) throw refuse('blocked', { title });
    const open = openCheck(step);
    if (open) {
      if (state.readings.some((reading) => reading.step === step.id && reading.check === open.n)) throw refuse('check-begun', { title });
      rule('check-due', isDue(state, open, act.happenedAt), { title, since: open.dueAt.toString() });
    }
    return afterStep(state, [step], act.by, act.happenedAt);
  },
});
