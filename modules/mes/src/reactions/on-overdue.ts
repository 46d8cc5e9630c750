import { upward, type EventIn } from '@millrace/kernel';
import { owe, settle } from '@millrace/work';
import { execution } from '../execution/execution.ts';

type Event<T> = Extract<EventIn<typeof execution>, { type: `mes.execution.${T & string}` }>;
const key = (event: { readonly step: string }) => `mes.check ${event.step}`;
const steps = 'mes.steps';

/** Settles what was owed of a check whose time had run out; before that nothing can be owed of it. Owing may be heard later than this: it says up to when. */
function settled(event: Event<'check-done'> | Event<'checks-ended'>) {
  if (event.wasOverdue === false) return [];
  const until = event.dueAt && Temporal.Instant.compare(event.dueAt, event.at) > 0 ? event.dueAt : event.at;
  return [{ jobOrder: event.jobOrder as never, key: key(event), until: until.toString() }];
}

/** The steps of a job as one thing that is owed: which, in the words of its instruction. */
function owedSteps({ jobOrder, steps: all, at }: Event<'begun'>) {
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return [];
  const which = first === last ? `the step "${first.title}"` : `all ${all.length} steps of its instruction, "${first.title}" to "${last.title}"`;
  return [{ jobOrder: jobOrder as never, key: steps, says: which, since: at.toString() }];
}

/** The steps of a job, and a check that is overdue, are owed before its order may be completed; what is done or over is owed no more. */
export const onOverdue = [
  upward({ name: 'mes.owe-steps', noun: execution, on: 'mes.execution.begun', then: owe, inputs: owedSteps }),
  upward({
    name: 'mes.settle-steps',
    noun: execution,
    on: 'mes.execution.finished',
    then: settle,
    // finished before this was said: its steps were never owed
    inputs: (event) => (event.jobOrder === undefined ? [] : [{ jobOrder: event.jobOrder as never, key: steps, until: event.at.toString() }]),
  }),
  upward({
    name: 'mes.owe-overdue-check',
    noun: execution,
    on: 'mes.execution.check-overdue',
    then: owe,
    inputs: (event) => [{ jobOrder: event.jobOrder as never, key: key(event), says: `the check "${event.title}"`, since: event.dueAt.toString() }],
  }),
  upward({ name: 'mes.settle-done-check', noun: execution, on: 'mes.execution.check-done', then: settle, inputs: settled }),
  upward({ name: 'mes.settle-ended-checks', noun: execution, on: 'mes.execution.checks-ended', then: settle, inputs: settled }),
] as const;
