import { acceptBlock, answerBlock, type Decision, type Execution } from '@millrace/mes';
import { usePlantModel, useText, useWould, type Action } from '@millrace/ui';

/** What whoever is called may decide, and what follows from each: under its button in short, in its dialog whole. */
const decisions: readonly { decision: Decision; label: string; note: string; follows: string; done: string }[] = [
  {
    decision: 'recheck',
    label: 'Read again',
    note: 'one more reading; all are kept',
    follows: 'The operator reads the value once more. Within the limits the step goes on; outside them you are called again. Every reading is kept.',
    done: 'One more reading is allowed',
  },
  {
    decision: 'adjust',
    label: 'Adjusted',
    note: 'set right, then one more reading',
    follows: 'You say what you set right; then the operator reads the value once more. Within the limits the step goes on; outside them you are called again.',
    done: 'Adjusted; now read again',
  },
  {
    decision: 'stop',
    label: 'Stop the job',
    note: 'the order is held; work ends here for now',
    follows: 'The order is held from this moment and the unit is free for another. The supervisor lets it go on when the cause is settled.',
    done: 'The job is stopped',
  },
  {
    decision: 'deviation',
    label: 'Leave it to quality',
    note: 'goes on only by a deviation',
    follows: 'The step stays blocked, and nobody at the machine can let it go on. Somebody opens a deviation; quality decides by it.',
    done: 'Only a deviation lets it go on now',
  },
];

/** What whoever was called may do about a blocked value, each with why it cannot be done now. */
export function useBlockActions(execution: Execution, seen: number | undefined): readonly (Action & { readonly note: string })[] {
  const t = useText();
  const would = useWould();
  const model = usePlantModel();
  if (execution.state !== 'blocked' || execution.block.leadsTo !== 'call' || execution.block.deviation !== undefined) return [];
  const { id, place, block } = execution;
  const signs = model.meaningOf('mes.block.answer', place);
  const words = {
    type: 'object',
    required: ['words'],
    properties: { words: { type: 'string', title: 'What you saw, and what was done', minLength: 3, maxLength: 1000 } },
  } as const;
  const take = {
    label: t('Take the call'),
    note: t('the others see that you come'),
    address: 'mes.block.accept',
    input: { execution: id },
    seen,
    why: would(acceptBlock, execution, { execution: id }, place),
    done: t('You have the call'),
  };
  const answers = decisions.map(({ decision, label, note, follows, done }) => ({
    label: t(label),
    note: t(note),
    address: 'mes.block.answer',
    input: { execution: id, decision },
    seen,
    ...(signs !== undefined && { signs }),
    why: would(answerBlock, execution, { execution: id, decision, words: 'seen' }, place),
    schema: words,
    done: t(done),
    consequence: t(follows),
  }));
  return block.acceptedBy === undefined ? [take, ...answers] : answers;
}
