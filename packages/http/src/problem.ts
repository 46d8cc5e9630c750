import type { FastifyReply } from 'fastify';
import { NotAnswered, Refusal } from '@millrace/kernel';

/** RFC 9457 problem details of a refusal. `rule` is stable; `detail` is the sentence for the person. */
export function problemOf(refusal: Refusal) {
  return { type: `/refusals#${refusal.rule}`, title: 'Refused', status: refusal.status, detail: refusal.message, rule: refusal.rule, facts: refusal.facts };
}

/** Answers what went wrong: a refusal as it is, a fault without its inside (that is in the log, under the request's id). */
export function answerError(reply: FastifyReply, error: unknown, requestId: string): FastifyReply {
  if (error instanceof Refusal) return reply.code(error.status).type('application/problem+json').send(problemOf(error));
  const status = typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  const isToldWhole = status < 500 || error instanceof NotAnswered;
  const detail = isToldWhole && error instanceof Error ? error.message : `Something of ours failed. Nothing was done. Tell support the number ${requestId}.`;
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title: status < 500 ? 'Not understood' : 'Fault', status, detail, act: requestId });
}
