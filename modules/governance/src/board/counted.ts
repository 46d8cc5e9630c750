import { byDay } from './days-of-rows.ts';
import { isOfProfile, profileOf } from './one-profile.ts';
import { isCounted } from '@millrace/indicator';
import { executionOf } from '@millrace/mes';
import type { Database } from '@millrace/store';
import type { Asked, AskedIndicator } from './facts.ts';
import type { Skills } from './people.ts';

/** One thing that a number of a board counts, or leaves out, with the record it is found in. */
export interface Counted {
  /** Production day it counts for. */
  readonly day: string;
  readonly at: Temporal.Instant;
  readonly noun: string;
  readonly id: string;
  /** Number of the record, or what people call it. */
  readonly label: string;
  readonly place: string;
  /** What of it counted, in a few words. */
  readonly says: string;
  /** For or against the number; null where it is one of a sum, or not in it. */
  readonly isGood: boolean | null;
  readonly numerator: number;
  readonly denominator: number;
}

interface Names {
  readonly skills: Skills;
  readonly costOf: (definition: string) => number | undefined;
}

// where an order ran it counts, and until then where it is planned
const ranHere = 'coalesce(runs_at, place) = any($2)';
const isInTime = (at: Temporal.Instant | null, due: Temporal.Instant) => at !== null && Temporal.Instant.compare(at, due) <= 0;

/** What a board's number counts, the newest day first, by what its indicator measures: the same rows that `BoardFacts.days` adds up. */
export function countedBy(database: Database, names: Names, now: Temporal.Instant): (indicator: AskedIndicator, asked: Asked) => Promise<readonly Counted[]> {
  const rowsOf = async <R extends object>(name: string, text: string, asked: Asked, more: readonly unknown[] = []) =>
    (await database.pool.query<R>({ name: `counted ${name}`, text, values: [asked.site, asked.under, asked.from.toString(), asked.to.toString(), ...more] })).rows;
  const one = (isGood: boolean) => ({ isGood, numerator: isGood ? 1 : 0, denominator: 1 });

  const published = async (indicator: AskedIndicator, asked: Asked): Promise<Counted[]> => {
    const all = (
      await database.pool.query<{
        id: string;
        place: string;
        starts_at: Temporal.Instant;
        production_day: string;
        shift: string | null;
        profile: string | null;
        numerator: number;
        denominator: number;
        value: string | null;
        flags: readonly string[];
      }>({
        name: 'counted values',
        text: `select id, place, starts_at, production_day, shift, profile, numerator, denominator, value, flags from indicator.value_in_force
                where site = $1 and indicator = $2 and place = any($3) and starts_at < $5 and ends_at > $4 order by starts_at`,
        values: [asked.site, indicator.id, [asked.place, ...asked.lines, ...asked.constraints], asked.from.toString(), asked.to.toString()],
      })
    ).rows;
    const own = all.filter((row) => row.place === asked.place);
    const ofLines = all.filter((row) => asked.lines.includes(row.place));
    const rows = [own, ofLines].find((some) => some.length > 0) ?? all;
    const profiles = new Map(byDay(rows, (row) => row.production_day).map(([day, of]) => [day, profileOf(of)]));
    const isIn = (row: (typeof rows)[number]) => isOfProfile(row, profiles.get(row.production_day));
    return rows.map((row) => ({
      day: row.production_day,
      at: row.starts_at,
      noun: 'indicator.value',
      id: row.id,
      label: row.shift?.split('/')[1] ?? 'shift',
      place: row.place,
      says: !isIn(row)
        ? `reckoned by ${row.profile}: not in it`
        : row.value !== null
          ? `${row.value} ${indicator.unit === '1' ? '' : indicator.unit}`.trim()
          : row.flags.includes('no-order')
            ? 'no order: not in it'
            : 'unknown: not in it',
      isGood: null,
      ...(isCounted(row) && isIn(row) ? { numerator: row.numerator, denominator: row.denominator } : { numerator: 0, denominator: 0 }),
    }));
  };

  const byMeasure: Readonly<Record<string, (asked: Asked) => Promise<Counted[]>>> = {
    'schedule-adherence': async (asked) => {
      const rows = await rowsOf<{ id: string; number: string; at: string; planned_end: Temporal.Instant; completed_at: Temporal.Instant | null }>(
        'orders due',
        `select id, number, coalesce(runs_at, place) as at, planned_end, completed_at from work.job_order_in_force
          where site = $1 and ${ranHere} and work_type = 'production' and state not in ('cancelled') and planned_end >= $3 and planned_end < $4
            and (completed_at is not null or planned_end <= $5)`,
        asked,
        [now.toString()],
      );
      return rows.map((row) => ({
        day: asked.dayOf(row.planned_end),
        at: row.planned_end,
        noun: 'work.job-order',
        id: row.id,
        label: row.number,
        place: row.at,
        says: row.completed_at === null ? 'was due and is not done' : isInTime(row.completed_at, row.planned_end) ? 'done in time' : `done late, at ${row.completed_at}`,
        ...one(isInTime(row.completed_at, row.planned_end)),
      }));
    },
    'scrap-ratio': (asked) => scrap(asked, () => 1, true),
    'scrap-value-ratio': (asked) => scrap(asked, names.costOf, false),
    'safety-cases': async (asked) => {
      const rows = await rowsOf<{ id: string; place: string; raised_at: Temporal.Instant; answered_at: Temporal.Instant | null; escalation: string | null }>(
        'safety',
        `select c.id, c.place, c.raised_at, c.answered_at, e.id::text as escalation from mes.call_in_force c
           left join lateral (select id from governance.escalation e where e.site = c.site and e.cause_id = c.id order by raised_at limit 1) e on true
          where c.site = $1 and c.place = any($2) and c.about = 'safety' and c.raised_at >= $3 and c.raised_at < $4`,
        asked,
      );
      return rows.map((row) => ({
        day: asked.dayOf(row.raised_at),
        at: row.raised_at,
        label: 'Call about safety',
        place: row.place,
        isGood: false,
        numerator: 1,
        denominator: 1,
        ...(row.escalation === null ? { noun: 'scada.unit', id: row.place } : { noun: 'governance.escalation', id: row.escalation }),
        says: row.answered_at === null ? 'not answered yet' : `answered at ${row.answered_at}`,
      }));
    },
    'hazards-closed-on-time': async (asked) => {
      const rows = await rowsOf<{ id: string; number: string; title: string; place: string; due: Temporal.Instant; done_at: Temporal.Instant | null }>(
        'hazards',
        `select id::text as id, number, title, place, due, done_at from governance.action
          where site = $1 and place = any($2) and letter = 'S' and state <> 'cancelled' and due >= $3 and due < $4 and (done_at is not null or due < $5)`,
        asked,
        [now.toString()],
      );
      return rows.map((row) => ({
        day: asked.dayOf(row.due),
        at: row.due,
        noun: 'governance.action',
        id: row.id,
        label: `${row.number} ${row.title}`,
        place: row.place,
        says: row.done_at === null ? 'was due and is not done' : isInTime(row.done_at, row.due) ? 'done in time' : `done late, at ${row.done_at}`,
        ...one(isInTime(row.done_at, row.due)),
      }));
    },
    'crew-coverage': async (asked) => {
      const rows = await rowsOf<{ job_order: string; number: string; runs_at: string; from: Temporal.Instant; persons: string[]; requires: string }>(
        'skills',
        `select r.job_order, j.number, r.runs_at, r."from", r.persons, r.requires from work.job_response_in_force r
           join work.job_order_in_force j on j.site = r.site and j.id = r.job_order
          where r.site = $1 and r.runs_at = any($2) and r.requires is not null and r."from" >= $3 and r."from" < $4`,
        asked,
      );
      return rows.map((row) => {
        const isHeld = row.persons.some((person) => names.skills.heldAt(person, row.requires, row.from));
        const says = isHeld ? `somebody held ${row.requires}` : `nobody who worked held ${row.requires}`;
        return { day: asked.dayOf(row.from), at: row.from, noun: 'work.job-order', id: row.job_order, label: row.number, place: row.runs_at, says, ...one(isHeld) };
      });
    },
    'standard-work-done': async (asked) => {
      const rows = await rowsOf<{ job_order: string; number: string; place: string; title: string; n: number; due_at: Temporal.Instant; done_at: Temporal.Instant | null }>(
        'checks',
        `select c.job_order, j.number, c.place, c.title, c.n, c.due_at, c.done_at from mes.check_in_force c
           join work.job_order_in_force j on j.site = c.site and j.id = c.job_order
          where c.site = $1 and c.place = any($2) and c.due_at >= $3 and c.due_at < $4 and (c.done_at is not null or c.is_overdue)`,
        asked,
      );
      return rows.map((row) => ({
        day: asked.dayOf(row.due_at),
        at: row.due_at,
        noun: 'mes.execution',
        id: executionOf(row.job_order as never),
        place: row.place,
        label: `${row.number}, check ${row.n} of ${row.title}`,
        says: row.done_at === null ? 'was due and is not done' : isInTime(row.done_at, row.due_at) ? 'done in time' : `done late, at ${row.done_at}`,
        ...one(isInTime(row.done_at, row.due_at)),
      }));
    },
  };

  /** Orders done, with what was scrapped of what they made; those of unknown cost are left out of the value, and said. */
  async function scrap(asked: Asked, worth: (definition: string) => number | undefined, isOfPieces: boolean): Promise<Counted[]> {
    const rows = await rowsOf<{
      id: string;
      number: string;
      at: string;
      completed_at: Temporal.Instant | null;
      definition: string | null;
      good: string;
      scrap: string;
      unit: string;
    }>(
      `scrap ${isOfPieces ? 'pieces' : 'value'}`,
      `select id, number, coalesce(runs_at, place) as at, completed_at, definition, good, scrap, quantity->>'unit' as unit from work.job_order_in_force
        where site = $1 and ${ranHere} and ((completed_at >= $3 and completed_at < $4) ${isOfPieces ? `or (completed_at is null and state in ('running', 'paused', 'held'))` : ''})
          and good::numeric + scrap::numeric > 0`,
      asked,
    );
    const isNow = Temporal.Instant.compare(asked.from, now) <= 0 && Temporal.Instant.compare(now, asked.to) < 0;
    const shown = rows.filter((row) => row.completed_at !== null || isNow).map((row) => ({ ...row, day: asked.dayOf(row.completed_at ?? now) }));
    const unitsOf = new Map(byDay(shown, (row) => row.day).map(([day, of]) => [day, new Set(of.map(({ unit }) => unit))]));
    return shown.map((row) => {
      // what is counted in different units does not add up, and the board shows no such day
      const isMixed = isOfPieces && unitsOf.get(row.day)!.size > 1;
      const each = isOfPieces ? (isMixed ? 0 : 1) : row.definition === null ? undefined : worth(row.definition);
      const at = row.completed_at ?? now;
      const what = `${Number(row.scrap)} scrap of ${Number(row.good) + Number(row.scrap)}`;
      return {
        day: row.day,
        at,
        noun: 'work.job-order',
        id: row.id,
        label: row.number,
        place: row.at,
        isGood: null,
        says: each === undefined ? `${what}; its cost is not known: not in it` : isMixed ? `${what}, in ${row.unit}, and others of that day in another unit: not in it` : what,
        numerator: Number(row.scrap) * (each ?? 0),
        denominator: (Number(row.good) + Number(row.scrap)) * (each ?? 0),
      };
    });
  }

  return async (indicator, asked) => {
    const values = await published(indicator, asked);
    const found = values.length > 0 ? values : ((await byMeasure[indicator.measures]?.(asked)) ?? []);
    // what speaks against a day stands first in it
    const against = (row: Counted) => (row.isGood === false ? 0 : 1);
    return found.toSorted((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1) || against(a) - against(b) || Temporal.Instant.compare(b.at, a.at));
  };
}
