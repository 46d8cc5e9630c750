import type { Clock } from '@millrace/kernel';
import { newId } from '@millrace/kernel';
import type { Put } from './row-statement.ts';

/** Who leaves a row beside the records, and where it came from. */
export interface Leaving {
  readonly site: string;
  readonly at: Temporal.Instant;
  /** What is done, after the table that the row is left in: `store.task.leave`. No command has this address. */
  readonly address: string;
  readonly by: string;
  readonly role: string;
  readonly act?: string | undefined;
  readonly happenedAt?: Temporal.Instant | undefined;
  readonly station?: string | undefined;
  readonly causedBy?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * The act under which a row is left that no command writes: a report that is kept aside, a task of a rule. It makes no event; it is recorded,
 * sequenced and sealed as any other, and the audit of the row, taken at the end of the statement, belongs to it. Nothing is done where `when`
 * (the rest of a select: `from receipt`) finds no row.
 */
export function leavingAct({ site, at, address, by, role, ...more }: Leaving, clock: Clock, put: Put, when = ''): string {
  const act = more.act ?? newId(Number(at.epochMilliseconds));
  const reason = more.reason?.replaceAll('\0', '\ufffd').toWellFormed() ?? null;
  const context = put(JSON.stringify({ act, by, role, at: at.toString(), reason, clock: clock.kind }));
  const [atSite, id, moment] = [put(site), put(act), put(at.toString())];
  const said = [(more.happenedAt ?? at).toString(), clock.kind, address, by, role, more.station ?? null, more.causedBy ?? null, reason].map(put).join(', ');
  return `context as (select set_config('millrace.act', ${context}, true) ${when}),
     acted as (insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, station, caused_by, reason, input)
       select ${atSite}, ${id}, ${moment}, ${said}, '{}' from context),
     outbox as (insert into store.unsequenced (site, act, recorded_at, events) select ${atSite}, ${id}, ${moment}, 0 from context)`;
}
