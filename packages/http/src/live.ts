import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Registry } from '@millrace/kernel';
import { eventsAfter, headOf, type Database, type Engine, type Policy, type PositionedEvent } from '@millrace/store';
import { hearingOf, heardBy, type Hearing } from './hearing.ts';
import type { Gatekeeper } from './identity.ts';
import { answerError } from './problem.ts';

// 25 s: below the minute after which proxies cut a silent stream
const heartbeatMs = 25_000;
const measures = {
  /** How long a stream outlives a time-out, which no event tells; what a person does is felt at once. */
  askAgainMs: 5000,
  page: 500,
  /** 10,000 events are a busy quarter of an hour of a plant: asking anew is cheaper for both than hearing them one by one. */
  tooFarBehind: 10_000,
};
// 1 MiB waiting is a screen that fell asleep: it is cut, and asks anew when it wakes
const mostWaiting = 1_048_576;
// 5 s: a word of farewell reaches whoever still reads; nobody else holds a connection by not reading it
const farewellMs = 5000;

export interface LiveParts {
  readonly database: Database;
  readonly engine: Engine;
  readonly rooms: Registry;
  readonly policy: () => Policy;
  readonly site: string;
  readonly gate: Gatekeeper;
}

/** One open stream. */
interface Hearer extends Hearing {
  readonly request: FastifyRequest;
  readonly raw: ServerResponse;
  placesOf: Hearing['placesOf'];
  /** Its sign of life, until it ends. */
  readonly beat: NodeJS.Timeout;
  /** Last position it was told or passed over. */
  position: number;
  /** Events that came while it still hears of earlier ones. */
  waiting: PositionedEvent[] | undefined;
}

/** Events after which somebody may see more or less than before. */
const changesRights = (type: string) =>
  type.startsWith('model.revision.') || type.startsWith('personnel.delegation.') || type === 'personnel.session.ended' || type === 'personnel.token.revoked';

/**
 * Live updates by server-sent events: which record changed, never its content, and only to those who may see it. Screens ask again
 * under their own rights. A stream ends with its session.
 */
export function routeLive(app: FastifyInstance, parts: LiveParts, { askAgainMs, page, tooFarBehind } = measures): { close: () => void } {
  const { database, engine, rooms, policy, site, gate } = parts;
  const hearers = new Set<Hearer>();
  let position = -1;

  /** Asks again who listens and what they may see; a stream whose session is over ends. */
  const askAgain = async (hearer: Hearer) => {
    const who = await gate.identify(hearer.request);
    if (!who) return end(hearer, 'signed-out');
    const grants = await gate.grantsOf(who);
    if (grants.length === 0) return end(hearer, 'no-role');
    hearer.placesOf = hearingOf(grants, rooms, policy()).placesOf;
  };
  const askAll = () => Promise.all([...hearers].map(askAgain));

  const start = async () => {
    if (position >= 0) return;
    const head = await headOf(database, site);
    // another stream that opened at the same moment may have begun before
    if (position < 0) position = head;
  };
  const read = async () => {
    if (hearers.size === 0) {
      position = -1;
      return;
    }
    await start();
    for (;;) {
      const events = await eventsAfter(database, site, position, page);
      if (events.some((event) => changesRights(event.type))) await askAll();
      const told = [...hearers].filter((hearer) => !hearer.waiting);
      for (const hearer of hearers) hearer.waiting?.push(...events);
      const mayHear = await heardBy(database, site, events, told);
      for (const hearer of told) tell(hearer, events, (event) => mayHear(hearer, event));
      position = events.at(-1)?.position ?? position;
      if (events.length < page) return;
    }
  };
  const pump = inTurn(read, (error) => app.log.warn({ err: error }, 'live events could not be read'));
  const off = engine.onPosition((moved) => {
    if (moved === site) void pump();
  });
  const asking = setInterval(() => void askAll().catch((error: unknown) => app.log.warn({ err: error }, 'who listens could not be asked')), askAgainMs).unref();

  /** Tells what was missed since a position; from too far back it says so instead, and the screen asks everything anew. */
  const catchUp = async (hearer: Hearer, since: number | undefined) => {
    await start();
    const head = await headOf(database, site);
    if (since !== undefined && head - since > tooFarBehind) {
      hearer.raw.write(`event: behind\ndata: ${JSON.stringify({ position: head, sentence: 'Too much happened meanwhile. Ask everything anew.' })}\n\n`);
      hearer.position = head;
    } else hearer.position = since ?? head;
    while (hearers.has(hearer)) {
      const events = await eventsAfter(database, site, hearer.position, page);
      const mayHear = await heardBy(database, site, events, [hearer]);
      tell(hearer, events, (event) => mayHear(hearer, event));
      if (events.length < page) break;
    }
    for (let events = hearer.waiting?.splice(0) ?? []; events.length > 0 && hearers.has(hearer); events = hearer.waiting?.splice(0) ?? []) {
      const mayHear = await heardBy(database, site, events, [hearer]);
      tell(hearer, events, (event) => mayHear(hearer, event));
    }
    // nothing is awaited between the last look and this: from here on the reader tells it
    hearer.waiting = undefined;
  };

  app.get('/api/live', async (request, reply) => {
    const who = await gate.identify(request);
    if (!who) return answerError(reply, await gate.notSignedIn(request, 'live'), request.id);
    const { placesOf } = hearingOf(await gate.grantsOf(who), rooms, policy());
    reply.hijack();
    const { raw } = reply;
    // gone while it was asked who it is: its end was told before anybody listened for it
    if (raw.destroyed) return undefined;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write(`retry: 2000\n\n`);
    // an event, not a comment: a browser sees no comments, and a line that was cut without a word is known by their absence
    const beat = setInterval(() => raw.write(`event: beat\ndata: ${Date.now()}\n\n`), heartbeatMs);
    const hearer: Hearer = { request, raw, placesOf, beat, position: -1, waiting: [] };
    hearers.add(hearer);
    raw.on('close', () => letGo(hearer));
    const since = Number(request.headers['last-event-id']);
    await catchUp(hearer, Number.isInteger(since) && since > 0 ? since : undefined).catch((error: unknown) => {
      request.log.error({ err: error }, 'a stream could not catch up');
      end(hearer, 'fault');
    });
  });

  const letGo = (hearer: Hearer): boolean => {
    clearInterval(hearer.beat);
    return hearers.delete(hearer);
  };
  const end = (hearer: Hearer, why: 'signed-out' | 'no-role' | 'fault' | 'closing') => {
    if (!letGo(hearer)) return;
    hearer.raw.end(`event: ended\ndata: ${JSON.stringify({ why })}\n\n`);
    setTimeout(() => hearer.raw.destroy(), farewellMs).unref();
  };
  /** Cuts a stream that is not read: a farewell would wait behind all that it has not read. Its screen comes back by itself, from where it was. */
  const cut = (hearer: Hearer) => {
    letGo(hearer);
    hearer.raw.destroy();
  };
  const tell = (hearer: Hearer, events: readonly PositionedEvent[], mayHear: (event: PositionedEvent) => boolean) => {
    if (!hearers.has(hearer)) return;
    for (const event of events) {
      if (event.position <= hearer.position) continue;
      hearer.position = event.position;
      if (mayHear(event)) hearer.raw.write(textOf(event));
    }
    if (hearer.raw.writableLength > mostWaiting) cut(hearer);
  };

  return {
    close: () => {
      off();
      clearInterval(asking);
      for (const hearer of hearers) end(hearer, 'closing');
    },
  };
}

const textOf = (event: PositionedEvent) =>
  `id: ${event.position}\nevent: event\ndata: ${JSON.stringify({ type: event.type, noun: event.noun, id: event.subject, revision: event.revision, position: event.position, at: event.at.toString() })}\n\n`;

/** Runs a piece of work one at a time; what asks for it meanwhile is one more run afterwards. */
function inTurn(work: () => Promise<void>, failed: (error: unknown) => void): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isAgain = false;
  const run = (): Promise<void> => {
    if (running) {
      isAgain = true;
      return running;
    }
    running = work()
      .catch(failed)
      .finally(() => {
        running = undefined;
        if (!isAgain) return undefined;
        isAgain = false;
        return run();
      });
    return running;
  };
  return run;
}
