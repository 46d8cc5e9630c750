import type { FastifyInstance, FastifyReply } from 'fastify';
import { houseRefusal, Refusal, routeOf, type Clock, type Registry } from '@millrace/kernel';
import { asker, Download, mayNotAsk, type Answered, type Database, type Policy } from '@millrace/store';
import { sendDownload } from './download.ts';
import type { Gatekeeper } from './identity.ts';
import { parameterCheck } from './parameters.ts';
import { answerError } from './problem.ts';

/** What every query is answered from. */
export interface QueryGround {
  readonly database: Database;
  readonly clock: Clock;
  readonly policy: () => Policy;
  readonly rooms: Registry;
}

/** One loop: every query is a GET with flat parameters, and its scope is what the asker may see. */
export function routeQueries(app: FastifyInstance, queries: readonly Answered[], ground: QueryGround, gate: Gatekeeper): void {
  for (const { query, answer } of queries) {
    const check = parameterCheck(query);
    app.get(routeOf(query.address), async (request, reply) => {
      const left = leftOf(reply);
      try {
        const who = await gate.identify(request);
        if (!who) throw await gate.notSignedIn(request, query.address);
        check(request.query as object);
        const parsed = query.input.safeDecode(request.query);
        if (!parsed.success) {
          const problems = parsed.error.issues.map((issue: { path: PropertyKey[]; message: string }) => `${issue.path.map(String).join('.')}: ${issue.message}`).join('; ');
          throw houseRefusal(query.address, 'bad-input', { problems });
        }
        const asking = asker(query, {
          site: who.site,
          person: who.actor.person,
          now: ground.clock.now(),
          database: ground.database,
          policy: ground.policy(),
          nouns: ground.rooms.nouns,
          grants: await gate.grantsOf(who),
          left,
        });
        if (!asking) throw mayNotAsk(query, ground.policy());
        const answered = await answer(parsed.data as never, asking);
        return await (answered instanceof Download ? sendDownload(reply, answered) : reply.send(answered));
      } catch (error) {
        if (left.aborted) {
          request.log.info({ address: query.address }, 'who asked did not wait for the answer');
          // 499, as other servers note it: nobody hears it
          return reply.code(499).send();
        }
        // class 22 of SQLSTATE: a value that was sent is none of its type, such as a page mark that was tampered with
        const isTheirs = typeof error === 'object' && error !== null && 'severity' in error && 'code' in error && String(error.code).startsWith('22');
        if (!(error instanceof Refusal)) request.log[isTheirs ? 'warn' : 'error']({ err: error, address: query.address }, 'a query failed');
        return answerError(
          reply,
          isTheirs ? houseRefusal(query.address, 'bad-input', { problems: error instanceof Error ? error.message : 'a value does not read' }) : error,
          request.id,
        );
      }
    });
  }
}

/** Aborted when the connection closes before an answer is out. The request's own `close` says only that all of it was read. */
function leftOf({ raw }: FastifyReply): AbortSignal {
  const leaving = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) leaving.abort();
  });
  return leaving.signal;
}
