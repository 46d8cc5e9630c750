import { namedId } from '@millrace/kernel';

/** The record of a request is found by what the other system calls it: the same order is the same record in every message. */
export const requestId = (system: string, externalId: string) => namedId('planning.production-request', system, externalId);

/** One message makes at most one difference of a request. */
export const differenceId = (request: string, message: string) => namedId('planning.difference', request, message);

/** An order is new with the act that wants it: one that was cancelled is not woken up, but made anew. */
export const orderId = (act: string, key: string) => namedId('work.job-order', act, key);
