import { upward, type Id } from '@millrace/kernel';
import { jobOrder } from '@millrace/work';
import { prepare } from '../message/prepare.ts';

/** Work done for another system is told to it. The message takes the identity of the event: one completion, one message. */
export const onJobOrderCompleted = upward({
  name: 'integration.tell-completion',
  noun: jobOrder,
  on: 'work.job-order.completed',
  then: prepare,
  inputs: (event, heard) =>
    event.request === undefined ? [] : [{ message: heard.id as Id<'integration.message'>, request: event.request as Id<'planning.production-request'>, jobOrder: event.subject }],
});
