import { command, id, nameText, one } from '@millrace/kernel';
import * as z from 'zod';
import { execution } from '../execution/execution.ts';
import { follows } from './after-step.ts';
import { whatUnblocks } from './complete.ts';
import { isToVerify, secondOf } from './order-of-steps.ts';

/**
 * A second person has seen that a step was done as instructed; only then the work goes on. Who did the step and who checked it both stand
 * in the batch record (21 CFR 211.101(d), 211.188(b)(11)).
 */
export const verify = command({
  address: 'mes.step.verify',
  summary: 'Verify a step that someone else did',
  signs: 'I verified that this step was done as instructed',
  input: z.object({ execution: id('mes.execution'), step: nameText() }),
  refusals: {
    'no-such-step': 'This job has no step "{step}".',
    'no-second': '{title} asks for no second signature.',
    'not-done': 'Complete {title} first; then somebody else verifies it.',
    'verified-already': '{title} was verified already, by {by}.',
    blocked: 'Blocked: a value of {title} is out of limits. {next}',
    'own-step': 'You did {title} yourself, or recorded a value of it. Let another {role} sign in here and verify it.',
  },
  rules: { 'not-the-second': '{title} is verified by a {role}. Let somebody who acts in that role sign in here.' },
  load: (input) => one(execution, input.execution),
  decide(state, input, act, { refuse, rule, nameOfRole }) {
    const step = state.steps.find((each) => each.id === input.step);
    if (!step) throw refuse('no-such-step', { step: input.step });
    const { title } = step;
    const second = secondOf(step);
    if (second === undefined) throw refuse('no-second', { title });
    if (step.doneBy === undefined) throw refuse('not-done', { title });
    if (!isToVerify(step)) throw refuse('verified-already', { title, by: step.verifiedBy ?? 'somebody' });
    if (state.state === 'blocked' && state.block.step === step.id) throw refuse('blocked', { title, next: whatUnblocks(state.block, nameOfRole) });
    const role = second;
    // whoever weighed does not verify the weighing, whoever signed the step for them
    const isTheirs = step.doneBy === act.by || state.readings.some((reading) => reading.step === step.id && reading.by === act.by);
    if (isTheirs) throw refuse('own-step', { title, role });
    rule('not-the-second', !(act.roles ?? [act.role]).some((one) => (step.signs?.secondAs ?? [second]).includes(one)), { title, role });
    const verified = { type: 'mes.execution.step-verified' as const, subject: state.id, step: step.id, by: act.by, at: act.happenedAt };
    return [verified, ...follows(execution.evolve(state, verified), act.happenedAt)];
  },
});
