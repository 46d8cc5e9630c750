import { command, id, nameText, one, type NameOfRole } from '@millrace/kernel';
import * as z from 'zod';
import { calledRole } from '../block/accept.ts';
import { execution, type Execution } from '../execution/execution.ts';
import { afterStep } from './after-step.ts';
import { endsAt, isAnotherOverdue, isDue, isRepeated, isToVerify, openCheck, planned, secondOf, stepBefore } from './order-of-steps.ts';
import { wantOf } from './wanted.ts';

/**
 * A step is done as instructed: all it asks for was read, in limits or allowed, and the steps before it are done (21 CFR 11.10(f)).
 * Of a step that repeats it is one repetition that is done, and the time of the next begins.
 */
export const complete = command({
  address: 'mes.step.complete',
  summary: 'Complete a step',
  signs: 'I did this step as instructed',
  input: z.object({
    execution: id('mes.execution'),
    step: nameText(),
    /** Repetition that is meant, as the screen shows it. */
    check: z.int32().min(1).optional(),
  }),
  refusals: {
    'no-such-step': 'This job has no step "{step}".',
    'done-already': '{title} is done already, by {by}.',
    'job-done': 'This job is done; its record is closed.',
    blocked: 'Blocked: {what} was {says}. {next}',
    'out-of-order': 'Do "{before}" first; it comes before {title}.',
    'not-verified': '"{before}" waits for its second signature. Let a {role} sign in here and verify it.',
    'not-read': 'Record "{ask}" first.',
    'out-of-limits': '"{ask}" is {says}. Read it again.',
    'check-begun': 'A check of "{title}" has begun: finish it first.',
  },
  rules: { 'check-due': 'A check of "{title}" is due since {since}. Do it first; then complete this step.' },
  load: (input) => one(execution, input.execution),
  decide(state, input, act, { refuse, rule, nameOfRole }) {
    if (state.state === 'done') throw refuse('job-done');
    const at = state.steps.findIndex((step) => step.id === input.step);
    const step = state.steps[at];
    if (!step) throw refuse('no-such-step', { step: input.step });
    if (step.doneBy !== undefined) throw refuse('done-already', { title: step.title, by: step.doneBy });
    const before = stepBefore(state.steps, at);
    if (before && isToVerify(before)) throw refuse('not-verified', { before: before.title, role: secondOf(before) ?? '' });
    if (before) throw refuse('out-of-order', { before: before.title, title: step.title });
    const open = openCheck(step);
    const earlier = input.check === undefined || input.check === open?.n ? undefined : step.checks?.find((check) => check.n === input.check);
    if (earlier) throw refuse('done-already', { title: `Check ${earlier.n} of ${step.title}`, by: earlier.doneBy ?? 'somebody' });
    if (state.state === 'blocked' && state.block.step === step.id)
      throw refuse('blocked', {
        what: step.data.find((one) => one.id === state.block.data)?.ask ?? state.block.data,
        says: state.block.says,
        next: whatUnblocks(state.block, nameOfRole),
      });
    for (const asked of step.data) {
      const want = wantOf(state, step, asked, open?.n);
      if (want.is === 'missing') throw refuse('not-read', { ask: asked.ask });
      if (want.is === 'undecided') throw refuse('blocked', { what: asked.ask, says: want.says, next: whatComesFirst(state) });
      if (want.is === 'recheck') throw refuse('out-of-limits', { ask: asked.ask, says: want.says });
    }
    const { by } = act;
    const moment = act.happenedAt;
    if (isRepeated(step) && open) {
      const { title, place, jobOrder } = { title: step.title, ...state };
      const done = {
        type: 'mes.execution.check-done' as const,
        subject: state.id,
        step: step.id,
        title,
        check: open.n,
        place,
        jobOrder,
        isAnotherOverdue: isAnotherOverdue(state, step.id),
        wasOverdue: isDue(state, open, moment),
        dueAt: open.dueAt,
        by,
        at: moment,
      };
      return [done, ...planned(state, step, open.n + 1, moment)];
    }
    // the steps whose repeating this one ends: a check that is due, or begun, comes first
    const ended = state.steps.filter((one, i) => isRepeated(one) && one.doneBy === undefined && i < at && endsAt(state.steps, i) <= at);
    for (const one of ended) {
      const due = openCheck(one);
      if (!due) continue;
      if (state.readings.some((reading) => reading.step === one.id && reading.check === due.n)) throw refuse('check-begun', { title: one.title });
      rule('check-due', isDue(state, due, moment), { title: one.title, since: due.dueAt.toString() });
    }
    return [{ type: 'mes.execution.step-completed' as const, subject: state.id, step: step.id, by, at: moment }, ...afterStep(state, [step, ...ended], by, moment)];
  },
});

/** A value that waits behind another: it is decided next. */
function whatComesFirst(state: Execution): string {
  if (state.state !== 'blocked') return 'Read it again; then somebody decides about it.';
  const { block } = state;
  const what = state.steps.find((one) => one.id === block.step)?.data.find((one) => one.id === block.data)?.ask ?? block.data;
  return `It is decided next, when "${what}" is.`;
}

/** What lets a blocked step go on, in a sentence. */
export function whatUnblocks(
  block: {
    readonly leadsTo: 'call' | 'deviation';
    readonly deviation?: string | undefined;
    readonly calls?: string | undefined;
    readonly acceptedBy?: string | undefined;
  },
  nameOfRole: NameOfRole,
): string {
  if (block.deviation !== undefined) return 'Quality must allow it to go on; the deviation is open.';
  if (block.leadsTo === 'deviation') return 'Open a deviation to go on.';
  return block.acceptedBy === undefined ? `The ${nameOfRole(calledRole(block))} is called and decides.` : `${block.acceptedBy} took the call and decides.`;
}
