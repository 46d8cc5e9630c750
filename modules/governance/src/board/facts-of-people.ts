import type { Database } from '@millrace/store';
import { byDay, withIdle } from './days-of-rows.ts';
import type { Asked, DayFact, Loss } from './facts.ts';
import type { Skills } from './people.ts';

/** Numbers of people and of what they agreed: skills where work ran, checks done in time, actions for safety closed in time. */
export function factsOfPeople(database: Database, skills: Skills, now: Temporal.Instant) {
  const rowsOf = async <R extends object>(name: string, text: string, asked: Asked, more: readonly unknown[] = []) =>
    (await database.pool.query<R>({ name: `board ${name}`, text, values: [asked.site, asked.under, asked.from.toString(), asked.to.toString(), ...more] })).rows;
  const share = (asked: Asked, rows: readonly { readonly at: Temporal.Instant; readonly isGood: boolean }[]): DayFact[] =>
    withIdle(
      asked,
      rows.map((row) => asked.dayOf(row.at)),
      byDay(rows, (row) => asked.dayOf(row.at)).map(([day, of]) => {
        const good = of.filter((row) => row.isGood).length;
        return { day, numerator: good, denominator: of.length, value: (good / of.length) * 100, status: 'final' as const };
      }),
    );

  return {
    /** Stretches of work that asked for a qualification: those in which somebody who worked on them held it that day. */
    crewCoverage: async (asked: Asked): Promise<DayFact[]> => {
      const rows = await rowsOf<{ from: Temporal.Instant; persons: string[]; requires: string }>(
        'skills',
        `select "from", persons, requires from work.job_response_in_force where site = $1 and runs_at = any($2) and requires is not null and "from" >= $3 and "from" < $4`,
        asked,
      );
      return share(
        asked,
        rows.map((row) => ({ at: row.from, isGood: row.persons.some((person) => skills.heldAt(person, row.requires, row.from)) })),
      );
    },
    /** Checks of repeated steps that were done, or whose time ran out: those done in their time. */
    standardWork: async (asked: Asked): Promise<DayFact[]> => {
      const rows = await rowsOf<{ due_at: Temporal.Instant; done_at: Temporal.Instant | null }>(
        'checks',
        `select due_at, done_at from mes.check_in_force where site = $1 and place = any($2) and due_at >= $3 and due_at < $4 and (done_at is not null or is_overdue)`,
        asked,
      );
      return share(
        asked,
        rows.map((row) => ({ at: row.due_at, isGood: row.done_at !== null && Temporal.Instant.compare(row.done_at, row.due_at) <= 0 })),
      );
    },
    /** Actions for safety that were due: those done in time. */
    hazardsOnTime: async (asked: Asked): Promise<DayFact[]> => {
      const rows = await rowsOf<{ due: Temporal.Instant; done_at: Temporal.Instant | null }>(
        'hazards',
        `select due, done_at from governance.action where site = $1 and place = any($2) and letter = 'S' and state <> 'cancelled' and due >= $3 and due < $4 and (done_at is not null or due < $5)`,
        asked,
        [now.toString()],
      );
      return share(
        asked,
        rows.map((row) => ({ at: row.due, isGood: row.done_at !== null && Temporal.Instant.compare(row.done_at, row.due) <= 0 })),
      );
    },
    /** Actions for safety that are open, the oldest first. */
    openHazards: async (asked: Asked): Promise<Loss[]> => {
      const rows = await rowsOf<{ title: string; opened_at: Temporal.Instant }>(
        'open hazards',
        `select title, opened_at from governance.action where site = $1 and place = any($2) and letter = 'S' and state in ('open', 'in-progress') and opened_at <= $4 and $3::timestamptz is not null order by opened_at limit 20`,
        asked,
      );
      return rows.map((row) => ({ label: row.title, value: Math.max(1, Math.ceil(row.opened_at.until(asked.to).total('hours') / 24)) }));
    },
  };
}
