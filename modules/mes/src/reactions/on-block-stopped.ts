import { upward } from '@millrace/kernel';
import { hold } from '@millrace/work';
import { execution } from '../execution/execution.ts';

/** Whoever was called stopped the job: nobody works on it until the supervisor releases it. */
export const onBlockStopped = upward({
  name: 'mes.hold-stopped-job',
  noun: execution,
  on: 'mes.execution.call-answered',
  then: hold,
  isFor: (event) => event.decision === 'stop',
  inputs: (event) => [{ jobOrder: event.jobOrder as never, why: `${event.block.value}, ${event.block.says}: ${event.words}`.slice(0, 400) }],
});
