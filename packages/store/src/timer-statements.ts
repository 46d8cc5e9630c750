import { newId, type Delay } from '@millrace/kernel';
import type { Done, Happened } from './decision.ts';
import type { ShellParts } from './parts.ts';
import type { Statement } from './trip.ts';

/** Timers that an event stops and starts. */
export function timerStatements(happened: Happened, { act }: Done, parts: ShellParts): Statement[] {
  const statements: Statement[] = [];
  const heard = { id: happened.id, by: act.by, role: act.role, at: act.at, happenedAt: act.happenedAt, site: act.site };
  for (const timer of parts.rooms.timers) {
    const key = () => timer.key(happened.event as never);
    if (timer.stoppedBy.includes(happened.event.type))
      statements.push({ name: 'stop timer', text: 'delete from store.timer where site = $1 and name = $2 and key = $3', values: [act.site, timer.name, key()] });
    if (!timer.startedBy.includes(happened.event.type)) continue;
    const due = timer.due(happened.event as never, heard);
    if (due === undefined) continue;
    const isInstant = due instanceof Temporal.Instant;
    const dueAt = isInstant ? due : parts.dueAfter(due as Delay, act.at);
    const delay = isInstant ? undefined : (due as Delay);
    statements.push({
      name: 'start timer',
      text: `insert into store.timer (site, id, name, key, due_at, clock, seconds, place, started_at, event, act) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (site, name, key) do update set due_at = excluded.due_at, clock = excluded.clock, seconds = excluded.seconds, place = excluded.place, started_at = excluded.started_at,
          event = excluded.event, act = excluded.act, attempts = 0, lease_until = null, lease_by = null, last_error = null, state = 'running', id = excluded.id`,
      values: [
        act.site,
        newId(),
        timer.name,
        key(),
        dueAt.toString(),
        delay?.clock ?? 'instant',
        delay?.seconds ?? null,
        delay?.place ?? null,
        act.at.toString(),
        happened.id,
        act.id,
      ],
    });
  }
  return statements;
}
