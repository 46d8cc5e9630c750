import { Refusal, type Heard, type Timer } from '@millrace/kernel';
import type pg from 'pg';
import { heardEvent, type Worker } from './deliver.ts';
import type { Shell } from './shell.ts';
import { taskOfItsOwn } from './task.ts';
import type { Statement } from './trip.ts';

interface DueTimer {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly event: string;
  readonly attempts: number;
}

const leaseSeconds = 30;
const poisonedAfter = 8;

/** Fires durable timers that are due by the plant's clock; a fired one is gone in the transaction of its command. */
export function timerWorker(shell: Shell, site: string, server: string, log: (message: string, facts: Record<string, unknown>) => void): Worker {
  const { database, rooms, clock } = shell.parts;
  const timers = new Map(rooms.timers.map((timer) => [timer.name, timer]));
  return {
    run: async () => {
      const { rows } = await database.pool.query<DueTimer>({
        name: 'lease timers',
        text: `update store.timer t set lease_until = clock_timestamp() + make_interval(secs => $3), lease_by = $2, attempts = attempts + 1
          where t.site = $1 and t.id in (
            select c.id from store.timer c where c.site = $1 and c.state = 'running' and c.due_at <= $4 and (c.lease_until is null or c.lease_until < clock_timestamp())
             order by c.due_at limit 32 for update skip locked)
          returning t.id, t.name, t.key, t.event, t.attempts`,
        values: [site, server, leaseSeconds, clock.now().toString()],
      });
      let fired = 0;
      for (const due of rows) {
        const ended = { name: 'timer ended', text: 'delete from store.timer where site = $1 and id = $2', values: [site, due.id] };
        try {
          const timer = timers.get(due.name);
          const found = timer && (await heardEvent(shell, site, due.event));
          if (!timer || !found) {
            await database.pool.query(ended);
            continue;
          }
          await fire(shell, site, timer, due, found, ended);
          fired++;
        } catch (error) {
          log('a timer will be tried again', { timer: due.name, key: due.key, attempts: due.attempts, error });
          await database.pool.query(
            `update store.timer set lease_until = clock_timestamp() + make_interval(secs => least(60, power(2, attempts))), state = $3, last_error = $4 where site = $1 and id = $2`,
            [site, due.id, due.attempts >= poisonedAfter ? 'parked' : 'running', String(error)],
          );
        }
      }
      return fired;
    },
  };
}

/** Does what a timer is for. A refusal is its end where it says so; else it is told on, or a person gets a task: nothing that was to happen stays away in silence. */
async function fire(
  shell: Shell,
  site: string,
  timer: Timer,
  due: DueTimer,
  { event, heard }: { readonly event: unknown; readonly heard: Heard },
  ended: Statement & pg.QueryConfig,
): Promise<void> {
  const { database, clock } = shell.parts;
  const execute = async (address: string, input: unknown, key: string) => {
    const envelope = { key, actor: { kind: 'system', person: `timer:${timer.name}` }, site, causedBy: due.event } as const;
    const answer = await shell.execute(address, input, envelope, { statements: [ended] });
    if (answer.isRepeat || answer.kept) await database.pool.query(ended);
  };
  const leave = (refusal: Refusal) => {
    const left = { site, at: clock.now(), reaction: timer.name, event: due.event, refusal };
    return database.pool.query(taskOfItsOwn(left, `timer:${timer.name}`, clock, { queue: 'timer', id: due.id }) as pg.QueryConfig);
  };
  try {
    await execute(timer.then.address, timer.input(event as never, heard), `timer:${due.id}`);
  } catch (error) {
    if (!isRuled(error)) throw error;
    if (timer.endsOn.some((reason) => error.rule === `${timer.then.address}/${reason}`)) await database.pool.query(ended);
    else if (timer.refused) {
      try {
        await execute(timer.refused.then.address, timer.refused.input(event as never, { rule: error.rule, sentence: error.message }), `timer:${due.id}:refused`);
      } catch (again) {
        if (!isRuled(again)) throw again;
        await leave(error);
      }
    } else await leave(error);
  }
}

/** A rule said no; that nobody could be asked right now is no answer yet. */
const isRuled = (error: unknown): error is Refusal => error instanceof Refusal && error.status !== 503;

/** Sets working-time timers anew after a calendar changed; answers how many moved. */
export async function retime(shell: Shell, site: string): Promise<number> {
  const { rows } = await shell.parts.database.pool.query<{ id: string; seconds: number; place: string | null; started_at: Temporal.Instant; due_at: Temporal.Instant }>(
    `select id, seconds, place, started_at, due_at from store.timer where site = $1 and clock = 'working' and state = 'running'`,
    [site],
  );
  let moved = 0;
  for (const row of rows) {
    const due = shell.parts.dueAfter({ clock: 'working', seconds: row.seconds, ...(row.place === null ? {} : { place: row.place }) }, row.started_at);
    if (Temporal.Instant.compare(due, row.due_at) === 0) continue;
    await shell.parts.database.pool.query('update store.timer set due_at = $3 where site = $1 and id = $2', [site, row.id, due.toString()]);
    moved++;
  }
  return moved;
}
