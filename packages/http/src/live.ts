import type { FastifyInstance } from 'fastify';
import { eventsAfter, headOf, type Database, type Engine } from '@millrace/store';
import type { Gatekeeper } from './identity.ts';
import { answerError } from './problem.ts';
import { houseRefusal } from '@millrace/kernel';

// 25 s: below the minute after which proxies cut a silent stream
const heartbeatMs = 25_000;

/** Live updates by server-sent events: which record changed, never its content. Screens ask again under their own rights. */
export function routeLive(app: FastifyInstance, database: Database, engine: Engine, site: string, gate: Gatekeeper): { close: () => void } {
  const listeners = new Set<(text: string) => void>();
  let position = -1;
  let reading: Promise<void> | undefined;
  let isAgain = false;

  const read = async () => {
    if (position < 0) position = await headOf(database, site);
    for (;;) {
      const events = await eventsAfter(database, site, position);
      for (const event of events) {
        position = event.position;
        const text = `id: ${event.position}\nevent: event\ndata: ${JSON.stringify({ type: event.type, noun: event.noun, id: event.subject, revision: event.revision, position: event.position, at: event.at.toString() })}\n\n`;
        for (const listener of listeners) listener(text);
      }
      if (events.length < 500) return;
    }
  };
  const pump = () => {
    if (listeners.size === 0) {
      position = -1;
      return;
    }
    if (reading) {
      isAgain = true;
      return;
    }
    reading = read()
      .catch((error: unknown) => app.log.warn({ err: error }, 'live events could not be read'))
      .finally(() => {
        reading = undefined;
        if (isAgain) {
          isAgain = false;
          pump();
        }
      });
  };
  const off = engine.onPosition((moved) => {
    if (moved === site) pump();
  });

  app.get('/api/live', async (request, reply) => {
    if (!(await gate.identify(request))) return answerError(reply, houseRefusal('live', 'not-signed-in'), request.id);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    const since = Number(request.headers['last-event-id']);
    raw.write(`retry: 2000\n\n`);
    const send = (text: string) => void raw.write(text);
    if (Number.isFinite(since) && since > 0) {
      for (const event of await eventsAfter(database, site, since)) send(`id: ${event.position}\nevent: event\ndata: ${JSON.stringify({ type: event.type, noun: event.noun, id: event.subject, revision: event.revision, position: event.position, at: event.at.toString() })}\n\n`);
    }
    listeners.add(send);
    pump();
    const beat = setInterval(() => raw.write(`: ${Date.now()}\n\n`), heartbeatMs);
    raw.on('close', () => {
      clearInterval(beat);
      listeners.delete(send);
    });
  });
  return { close: off };
}
