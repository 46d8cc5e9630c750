import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { execution } from '../execution/execution.ts';
import { openReadings } from '../reading/record.ts';

/** A step is done as instructed: all it asks for was read, in limits or allowed by quality, and the steps before it are done (21 CFR 11.10(f)). */
export const complete = command({
  address: 'mes.step.complete',
  summary: 'Complete a step',
  signs: 'I did this step as instructed',
  input: z.object({ execution: id('mes.execution'), step: z.string() }),
  refusals: {
    'no-such-step': 'This job has no step "{step}".',
    'done-already': '{title} is done already, by {by}.',
    'job-done': 'This job is done; its record is closed.',
    blocked: 'Blocked: {what} was {says}. {next}',
    'out-of-order': 'Do "{before}" first; it comes before {title}.',
    'not-read': 'Record "{ask}" first.',
    'out-of-limits': '"{ask}" is {says}. Read it again.',
  },
  load: (input) => one(execution, input.execution),
  decide(state, input, act, { refuse }) {
    if (state.state === 'done') throw refuse('job-done');
    const at = state.steps.findIndex((step) => step.id === input.step);
    const step = state.steps[at];
    if (!step) throw refuse('no-such-step', { step: input.step });
    if (step.doneBy !== undefined) throw refuse('done-already', { title: step.title, by: step.doneBy });
    const before = state.steps.slice(0, at).find((one) => one.doneBy === undefined);
    if (before) throw refuse('out-of-order', { before: before.title, title: step.title });
    if (state.state === 'blocked' && state.block.step === step.id)
      throw refuse('blocked', {
        what: step.data.find((one) => one.id === state.block.data)?.ask ?? state.block.data,
        says: state.block.says,
        next: state.block.deviation === undefined ? 'Open a deviation to go on.' : 'Quality must allow it to go on; the deviation is open.',
      });
    for (const asked of step.data) {
      const mine = state.readings.filter((reading) => reading.step === step.id && reading.data === asked.id && reading.verdict !== 'unasked');
      if (mine.length === 0) throw refuse('not-read', { ask: asked.ask });
      const open = openReadings(state.readings, step.id, asked.id);
      // an unblocked step was allowed with the value it has; one that was never blocked must be in limits
      if (open.length > 0 && open.length <= asked.recheck && asked.leadsTo !== 'note') throw refuse('out-of-limits', { ask: asked.ask, says: open.at(-1)!.says ?? 'out of limits' });
    }
    const done = { type: 'mes.execution.step-completed' as const, subject: state.id, step: step.id, by: act.by, at: act.happenedAt };
    const isLast = state.steps.every((one, i) => i === at || one.doneBy !== undefined);
    return isLast ? [done, { type: 'mes.execution.finished' as const, subject: state.id, at: act.happenedAt }] : [done];
  },
});
