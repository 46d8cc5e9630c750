import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry as Metrics, collectDefaultMetrics } from 'prom-client';
import type { Database } from '@millrace/store';
import type { Gatekeeper } from './identity.ts';
import { answerError } from './problem.ts';

/** Prometheus metrics of one server, for whoever is signed in or has a machine's token: behind a proxy nobody is known by where they come from. */
export function routeMetrics(app: FastifyInstance, database: Database, site: string, gate: Gatekeeper) {
  const metrics = new Metrics();
  collectDefaultMetrics({ register: metrics });
  const commands = new Histogram({
    name: 'millrace_command_seconds',
    help: 'Time of a command, by address',
    labelNames: ['address'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [metrics],
  });
  const repeats = new Counter({ name: 'millrace_repeated_commands_total', help: 'Commands answered from their idempotency key', registers: [metrics] });
  new Gauge({
    name: 'millrace_queue',
    help: 'Waiting and parked work, by queue',
    labelNames: ['queue'],
    registers: [metrics],
    async collect() {
      const { rows } = await database.pool.query<{ queue: string; n: number }>(
        `select 'unsequenced' as queue, count(*) as n from store.unsequenced where site = $1 union all
         select 'delivery_' || state, count(*) from store.delivery where site = $1 group by state union all
         select 'timer_' || state, count(*) from store.timer where site = $1 group by state union all
         select 'left_to_people', count(*) from record.task_left where site = $1 and state = 'open'`,
        [site],
      );
      this.reset();
      for (const row of rows) this.set({ queue: row.queue }, Number(row.n));
    },
  });
  app.get('/metrics', async (request, reply) => {
    if (!(await gate.identify(request))) return answerError(reply, await gate.notSignedIn(request, 'metrics'), request.id);
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
  return {
    onDone: (address: string, isRepeat: boolean, ms: number) => {
      commands.observe({ address }, ms / 1000);
      if (isRepeat) repeats.inc();
    },
  };
}
