import { query } from '@millrace/kernel';
import { answered } from '@millrace/store';
import * as z from 'zod';
import { uncounted } from '../counter/difference.ts';

const moment = z.string();
const stripRow = z.object({
  id: z.string(),
  place: z.string(),
  state: z.string(),
  mode: z.string(),
  startsAt: moment,
  endsAt: z.string().nullable(),
  jobOrder: z.string().nullable(),
  reason: z.string().nullable(),
  /** Who gave the reason; nobody where the machine did. */
  explainedBy: z.string().nullable(),
  /** The machine's own word, and the reason of the model that it means. */
  saysWhy: z.string().nullable(),
  saysReason: z.string().nullable(),
  source: z.string(),
});

/** The state strip of a unit: intervals that overlap a window, the running one last and without an end. */
export const strip = answered(
  query({
    address: 'scada.interval.list',
    summary: 'State strip of a unit',
    input: z.object({ place: z.string(), from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) }),
    output: z.object({ rows: z.array(stripRow), asOf: z.string() }),
  }),
  async (input, { database, site, now }) => {
    const { rows } = await database.pool.query<{
      id: string;
      place: string;
      packml: string;
      mode: string;
      starts_at: Temporal.Instant;
      ends_at: Temporal.Instant | null;
      job_order: string | null;
      reason: string | null;
      explained_by: string | null;
      told: { says: string; reason?: string } | null;
      source: string;
    }>({
      name: 'strip',
      text: `select id, place, packml, mode, starts_at, ends_at, job_order, reason, explained_by, told, source from scada.interval_in_force where site = $1 and place = $2 and starts_at < $4 and coalesce(ends_at, 'infinity') > $3 order by starts_at limit 5000`,
      values: [site, input.place, input.from, input.to],
    });
    return {
      rows: rows.map((row) => ({
        id: row.id,
        place: row.place,
        state: row.packml,
        mode: row.mode,
        startsAt: row.starts_at.toString(),
        endsAt: row.ends_at?.toString() ?? null,
        jobOrder: row.job_order,
        reason: row.reason,
        explainedBy: row.explained_by,
        saysWhy: row.told?.says ?? null,
        saysReason: row.told?.reason ?? null,
        source: row.source,
      })),
      asOf: now.toString(),
    };
  },
);

const unitRow = z.object({
  id: z.string(),
  place: z.string(),
  heard: z.boolean(),
  state: z.string(),
  mode: z.string(),
  since: moment,
  jobOrder: z.string().nullable(),
  reason: z.string().nullable(),
  explainedBy: z.string().nullable(),
  saysWhy: z.string().nullable(),
  saysReason: z.string().nullable(),
  skewMs: z.number().nullable(),
  interval: z.string(),
  heardAt: moment,
});

/** What all units do now. */
export const units = answered(
  query({
    address: 'scada.unit.list',
    summary: 'What units do now',
    input: z.object({ place: z.string().optional() }),
    output: z.object({ rows: z.array(unitRow), asOf: z.string() }),
  }),
  async (input, { database, site, now }) => {
    const { rows } = await database.pool.query<{
      id: string;
      place: string;
      state: string;
      now: {
        state: string;
        mode: string;
        since: string;
        jobOrder?: string;
        reason?: string;
        explainedBy?: string;
        told?: { says: string; reason?: string };
        skewMs?: number;
        interval: string;
      };
      heard_at: Temporal.Instant;
    }>({
      name: 'units',
      text: "select id, place, state, now, heard_at from scada.unit where site = $1 and ($2::text is null or place = any(string_to_array($2, ','))) order by place",
      values: [site, input.place ?? null],
    });
    return {
      rows: rows.map((row) => ({
        id: row.id,
        place: row.place,
        heard: row.state === 'heard',
        state: row.now.state,
        mode: row.now.mode,
        since: row.now.since,
        jobOrder: row.now.jobOrder ?? null,
        reason: row.now.reason ?? row.now.told?.reason ?? null,
        explainedBy: row.now.explainedBy ?? null,
        saysWhy: row.now.told?.says ?? null,
        saysReason: row.now.told?.reason ?? null,
        skewMs: row.now.skewMs ?? null,
        interval: row.now.interval,
        heardAt: row.heard_at.toString(),
      })),
      asOf: now.toString(),
    };
  },
);

/** Pieces per quarter of an hour: hour by hour at the terminal, and what indicators sum; beside them those that were made while nobody heard the unit. */
export const counts = answered(
  query({
    address: 'scada.count.list',
    summary: 'Pieces a unit counted',
    input: z.object({ place: z.string(), from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) }),
    output: z.object({
      rows: z.array(z.object({ startsAt: moment, total: z.number(), scrap: z.number() })),
      unheard: z.array(z.object({ startsAt: moment, endsAt: moment, total: z.number(), scrap: z.number() })),
      /** Where a counter went back without beginning anew, or leapt: nothing is counted there, and pieces may be lost. */
      jumps: z.array(z.object({ signal: z.string(), at: moment, kind: z.enum(uncounted), from: z.string(), to: z.string() })),
      asOf: z.string(),
    }),
  }),
  async (input, { database, site, now }) => {
    const values = [site, input.place, input.from, input.to];
    const unheard = await database.pool.query<{ starts_at: Temporal.Instant; ends_at: Temporal.Instant; total: number; scrap: number }>({
      name: 'unheard counts',
      text: `select starts_at, ends_at, sum(total)::float8 as total, sum(scrap)::float8 as scrap from scada.unheard_count_in_force
        where site = $1 and place = $2 and starts_at < $4 and ends_at > $3 group by starts_at, ends_at order by ends_at`,
      values,
    });
    const jumps = await database.pool.query<{ signal: string; at: Temporal.Instant; kind: (typeof uncounted)[number]; shown_before: string; shown: string }>({
      name: 'counter jumps',
      text: 'select signal, at, kind, shown_before, shown from scada.counter_jump_in_force where site = $1 and place = $2 and at >= $3 and at < $4 order by at, signal',
      values,
    });
    const { rows } = await database.pool.query<{ starts_at: Temporal.Instant; total: number; scrap: number }>({
      name: 'counts',
      text: 'select starts_at, total, scrap from scada.count_in_force where site = $1 and place = $2 and starts_at >= $3 and starts_at < $4 order by starts_at',
      values,
    });
    return {
      rows: rows.map((row) => ({ startsAt: row.starts_at.toString(), total: row.total, scrap: row.scrap })),
      unheard: unheard.rows.map((row) => ({ startsAt: row.starts_at.toString(), endsAt: row.ends_at.toString(), total: row.total, scrap: row.scrap })),
      jumps: jumps.rows.map((row) => ({ signal: row.signal, at: row.at.toString(), kind: row.kind, from: row.shown_before, to: row.shown })),
      asOf: now.toString(),
    };
  },
);
