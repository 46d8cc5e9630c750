import { upward, type Id } from '@millrace/kernel';
import { plan } from '@millrace/work';
import type { WantedWork } from '../production-request/lines.ts';
import { productionRequest } from '../production-request/production-request.ts';

interface Change {
  readonly jobOrder: Id<'work.job-order'>;
  readonly wish?: WantedWork | undefined;
}

const inputsOf = (event: { subject: Id<'planning.production-request'>; system: string; externalId: string; changes: readonly Change[] }) =>
  event.changes.map(({ jobOrder, wish }) => ({
    jobOrder,
    request: event.subject,
    ...(wish && {
      wish: { ...wish, plannedStart: wish.plannedStart.toString(), plannedEnd: wish.plannedEnd?.toString(), externalIds: [{ system: event.system, id: event.externalId }] },
    }),
  }));

/** What a request wants becomes orders of the room below, in order per request. Queued: the message is taken even while an order is busy. */
export const planOrders = [
  upward({ name: 'planning.plan-orders-of-request', noun: productionRequest, on: 'planning.production-request.planned', then: plan, inputs: inputsOf }),
  upward({ name: 'planning.drop-orders-of-request', noun: productionRequest, on: 'planning.production-request.cancelled', then: plan, inputs: inputsOf }),
];
