import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { newId, Refusal, refusalReference, type Clock, type Registry } from '@millrace/kernel';
import type { Answered, Database, Engine, Policy, Shell } from '@millrace/store';
import { routeCommands } from './commands.ts';
import { openIncoming, type ContentDoor } from './content.ts';
import { refuseDeep } from './depth.ts';
import type { SecretDoor } from './secrets.ts';
import type { Gatekeeper } from './identity.ts';
import { routeLive } from './live.ts';
import { routeMetrics } from './metrics.ts';
import { openApi } from './open-api.ts';
import { unreadable } from './not-http.ts';
import { answerError } from './problem.ts';
import { problemsOf, type Check } from './ready.ts';
import { routeQueries } from './queries.ts';

export interface DoorParts {
  readonly rooms: Registry;
  readonly queries: readonly Answered[];
  readonly shell: Shell;
  readonly engine: Engine;
  readonly database: Database;
  readonly clock: Clock;
  readonly policy: () => Policy;
  readonly gate: Gatekeeper;
  readonly site: string;
  readonly version: string;
  readonly content: ContentDoor;
  readonly secrets: SecretDoor;
  readonly log: Logger;
  /** Folder of the built web; none serves the interface only. */
  readonly web?: string | undefined;
  /** What must be well before this server is ready, by name; each answers undefined or what is wrong. */
  readonly checks: Readonly<Record<string, Check>>;
  /** Routes that are no command and no query: sign-in, session, files. */
  readonly more: (app: FastifyInstance) => void;
}

/** The plant's door: routes derived from addresses, live updates, health, the web. */
export async function door(parts: DoorParts): Promise<FastifyInstance> {
  const logController = new LogController({ disableRequestLogging: true });
  const shared = { loggerInstance: parts.log, logController, genReqId: () => newId(), trustProxy: false };
  // 1 MiB: a command is a form, not a file; files and messages have doors of their own.
  // 5 min for a request to come whole: a picture of 50 MB over the line of a phone takes three; who sends a letter a minute keeps no place for good
  const app = fastify({ ...shared, ...unreadable, bodyLimit: 1_048_576, requestTimeout: 300_000 }) as unknown as FastifyInstance;
  await app.register(fastifyCookie);
  app.setErrorHandler((error, request, reply) => {
    const isOurs = !(error instanceof Refusal) && (error as { statusCode?: number }).statusCode === undefined;
    if (isOurs) request.log.error({ err: error }, 'a request failed');
    return answerError(reply, error, request.id);
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin').header('x-frame-options', 'DENY');
    if (!request.url.startsWith('/api/'))
      reply.header(
        'content-security-policy',
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; font-src 'self' data:; frame-ancestors 'none'",
      );
    else if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  app.addHook('preValidation', async (request) => refuseDeep(request.routeOptions.url, request.body));
  openIncoming(parts.content.folder);
  const metrics = routeMetrics(app, parts.database, parts.site, parts.gate);
  routeCommands(app, parts.rooms, parts.shell, parts.gate, (address, answer, ms) => metrics.onDone(address, answer.isRepeat, ms), parts.content, parts.secrets);
  routeQueries(app, parts.queries, parts, parts.gate);
  const live = routeLive(app, parts);
  // no value: Fastify takes what this hook answers for an error
  app.addHook('preClose', async () => void live.close());
  app.get('/api/health', async () => ({ status: 'up', version: parts.version, now: parts.clock.now().toString() }));
  app.get('/api/ready', async (_request, reply) => {
    const problems = await problemsOf(parts.checks);
    const isReady = Object.keys(problems).length === 0;
    return reply.code(isReady ? 200 : 503).send({ ready: isReady, problems });
  });
  const document = openApi(parts.rooms, parts.version);
  app.get('/api/openapi.json', async () => document);
  app.get('/api/refusals', async () => refusalReference(parts.rooms));
  parts.more(app);
  await serveWeb(app, parts.web);
  return app;
}

/** The built web; every path that is no file is the shell, so that a screen's address can be opened directly. */
export async function serveWeb(app: FastifyInstance, web: string | undefined): Promise<void> {
  const has = web !== undefined && existsSync(join(web, 'index.html'));
  if (has) await app.register(fastifyStatic, { root: web, wildcard: true, index: false, maxAge: '1h', immutable: false });
  // the folder itself is not served: its root is the shell
  if (has) app.get('/', (_request, reply) => reply.header('cache-control', 'no-cache').type('text/html').sendFile('index.html'));
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && has && !request.url.startsWith('/api/')) return reply.header('cache-control', 'no-cache').type('text/html').sendFile('index.html');
    return reply
      .code(404)
      .type('application/problem+json')
      .send({
        type: 'about:blank',
        title: 'Not found',
        status: 404,
        detail: `There is nothing at ${request.method} ${request.url.split('?')[0]}. /api/openapi.json lists what there is.`,
      });
  });
}
