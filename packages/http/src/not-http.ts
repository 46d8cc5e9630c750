import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerError } from './problem.ts';

// 16 KiB is what Node reads of a head; a page of ours sends less than one
const said: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The head of the request is longer than 16 KiB. Send fewer or shorter cookies and header fields.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not come whole in its time. Send it again, with its idempotency key.'],
};
const notHttp = [400, 'What came is no request of HTTP/1.1. Nothing was done.'] as const;

/** Answers what never became a request, which no route and no handler of errors sees, as a problem document too (RFC 9457). */
export const unreadable = {
  /** An address that cannot be decoded. */
  frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => void answerError(reply, error, request.id),
  /** What cannot be read as HTTP: the line is closed after the answer, since what follows on it has no beginning. */
  clientErrorHandler: (error: Error & { code?: string }, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const [status, detail] = said[error.code ?? ''] ?? notHttp;
    const body = JSON.stringify({ type: 'about:blank', title: 'Not understood', status, detail });
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  },
};
