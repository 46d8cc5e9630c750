import type { Id } from '@millrace/kernel';
import { objectId } from '@millrace/model';

/** The record of a request is found by what the other system calls it: the same order is the same record in every message. */
export const requestId = (system: string, externalId: string) => objectId('planning.production-request', `${system} ${externalId}`) as unknown as Id<'planning.production-request'>;

/** One message makes at most one difference of a request. */
export const differenceId = (request: string, message: string) => objectId('planning.difference', `${request} ${message}`) as unknown as Id<'planning.difference'>;

/** An order is new with the act that wants it: one that was cancelled is not woken up, but made anew. */
export const orderId = (act: string, key: string) => objectId('work.job-order', `${act} ${key}`) as unknown as Id<'work.job-order'>;
