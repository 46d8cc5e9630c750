import { namedId, readEvent, Refusal, type Heard, type Reaction, type Registry } from '@millrace/kernel';
import type pg from 'pg';
import type { Shell } from './shell.ts';
import { taskOfItsOwn } from './task.ts';
import type { Extra } from './write.ts';

interface Delivery {
  readonly id: number;
  readonly reaction: string;
  readonly key: string;
  readonly event: string;
  readonly act: string;
  readonly attempts: number;
}

// 30 s: longer than any command takes (5 s at worst), shorter than people wait for a reaction after a server died
const leaseSeconds = 30;
// after eight tries over some four minutes it is not the weather; a person must look
const poisonedAfter = 8;

export interface Worker {
  /** Does what is due; answers how many were done. */
  readonly run: () => Promise<number>;
}

/** Does queued reactions: leased, in order per key, effect and receipt in one transaction, parked when poisoned. */
export function deliverer(shell: Shell, site: string, server: string, log: (message: string, facts: Record<string, unknown>) => void): Worker {
  const { database, rooms } = shell.parts;
  const reactions = new Map(rooms.reactions.map((reaction) => [reaction.name, reaction]));
  return {
    run: async () => {
      const { rows } = await database.pool.query<Delivery>({
        name: 'lease deliveries',
        // whichever waits first of its key, found in one walk: a plan that was made while nothing waited must do for thousands behind one that is parked
        text: `update store.delivery d set lease_until = clock_timestamp() + make_interval(secs => $3), lease_by = $2, attempts = attempts + 1
          where d.site = $1 and d.id in (
            select c.id from store.delivery c
             where c.site = $1 and (c.lease_until is null or c.lease_until < clock_timestamp()) and c.id = any(array(
               select id from (select distinct on (reaction, key) * from store.delivery where site = $1 order by reaction, key, position) as first
                where state = 'waiting' and due_at <= clock_timestamp() and (lease_until is null or lease_until < clock_timestamp())
                order by position limit 32))
             for update skip locked)
          returning d.id, d.reaction, d.key, d.event, d.act, d.attempts`,
        values: [site, server, leaseSeconds],
      });
      let done = 0;
      for (const delivery of rows.toSorted((a, b) => a.id - b.id)) {
        const reaction = reactions.get(delivery.reaction);
        try {
          if (reaction) await react(shell, site, rooms, reaction, delivery);
          else await database.pool.query('delete from store.delivery where site = $1 and id = $2', [site, delivery.id]);
          done++;
        } catch (error) {
          const isPoisoned = delivery.attempts >= poisonedAfter;
          log(isPoisoned ? 'a delivery is parked' : 'a delivery will be tried again', { reaction: delivery.reaction, key: delivery.key, attempts: delivery.attempts, error });
          await database.pool.query(
            `update store.delivery set lease_until = null, state = $3, last_error = $4, due_at = clock_timestamp() + make_interval(secs => least(60, power(2, attempts))) where site = $1 and id = $2`,
            [
              site,
              delivery.id,
              isPoisoned ? 'parked' : 'waiting',
              String(error instanceof Error ? (error.cause ? `${error.message}: ${String(error.cause)}` : error.message) : error),
            ],
          );
        }
      }
      return done;
    },
  };
}

/** The event that an act made true, as rooms know it today, with the act around it. */
export async function heardEvent(shell: Shell, site: string, eventId: string): Promise<{ event: unknown; heard: Heard } | undefined> {
  const { rows } = await shell.parts.database.pool.query<{
    type: string;
    version: number;
    noun: string;
    subject: string;
    data: Record<string, unknown>;
    by_person: string;
    role: string;
    recorded_at: Temporal.Instant;
    happened_at: Temporal.Instant;
  }>({
    name: 'event',
    text: `select e.type, e.version, e.noun, e.subject, e.data, a.by_person, a.role, a.recorded_at, a.happened_at
      from store.event e join store.act a on a.site = e.site and a.id = e.act and a.recorded_at = e.recorded_at where e.site = $1 and e.id = $2`,
    values: [site, eventId],
  });
  const row = rows[0];
  const noun = row && shell.parts.rooms.nouns.get(row.noun);
  if (!row || !noun) return undefined;
  return {
    event: readEvent(noun, row.type, row.version, row.subject, row.data),
    heard: { id: eventId, by: row.by_person, role: row.role, at: row.recorded_at, happenedAt: row.happened_at, site },
  };
}

async function react(shell: Shell, site: string, rooms: Registry, reaction: Reaction, delivery: Delivery): Promise<void> {
  const receipt = { name: 'delivered', text: 'delete from store.delivery where site = $1 and id = $2', values: [site, delivery.id] };
  const found = await heardEvent(shell, site, delivery.event);
  // one that waited since before its reaction said whom it is for is asked again
  const inputs = found && reaction.isFor(found.event as never) ? reaction.inputs(found.event as never, found.heard) : [];
  const execute = (address: string, input: unknown, key: string, extra: Extra) =>
    shell.execute(
      address,
      input,
      {
        key: `${reaction.name}:${delivery.event}:${key}`,
        actor: { kind: 'system', person: `rule:${reaction.name}`, follows: found!.heard.by },
        site,
        causedBy: delivery.event,
        happenedAt: found!.heard.happenedAt,
      },
      extra,
    );
  /** A refusal is told on where the reaction says to whom; where nobody is told, it is a task for a person. */
  const refused = async (refusal: Refusal, key: string, isLast: boolean): Promise<void> => {
    const told = reaction.refused?.inputs(found!.event as never, { rule: refusal.rule, sentence: refusal.message }) ?? [];
    for (const [i, input] of told.entries()) await execute(reaction.refused!.then.address, input, `${key}:refused:${i}`, {});
    if (told.length > 0) {
      if (isLast) await shell.parts.database.pool.query(receipt);
      return;
    }
    // a later input may fault, and all of them are tried again
    const id = namedId('store.task', reaction.name, delivery.event, key);
    const left = { site, id, at: shell.parts.clock.now(), reaction: reaction.name, event: delivery.event, refusal };
    const instead = isLast ? ({ queue: 'delivery', id: delivery.id } as const) : undefined;
    await shell.parts.database.pool.query(taskOfItsOwn(left, `rule:${reaction.name}`, shell.parts.clock, instead) as pg.QueryConfig);
  };
  for (const [i, input] of inputs.entries()) {
    const isLast = i === inputs.length - 1;
    try {
      const answer = await execute(reaction.then.address, input, `${i}`, isLast ? { statements: [receipt] } : {});
      if (isLast && (answer.isRepeat || answer.kept)) await shell.parts.database.pool.query(receipt);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status === 503) throw error;
      await refused(error, `${i}`, isLast);
    }
  }
  if (inputs.length === 0) await shell.parts.database.pool.query(receipt);
}
