import type { Shift } from '@millrace/calendar';
import type { PackMlState, UnitMode } from '@millrace/scada';
import type { Database } from '@millrace/store';
import type { CountedPieces, OeeGround, UnheardPieces } from './reckon-oee.ts';
import type { ReasonInterval, StatedInterval } from './leaves.ts';

interface Directive {
  readonly fields?: { readonly on?: readonly { readonly at: string; readonly rate?: string }[] };
}

/** Reads what an OEE of a unit and shift rests on, from the views that scada and work publish. */
export async function readGround(
  database: Database,
  site: string,
  unit: string,
  line: string | undefined,
  shift: Shift,
  now: Temporal.Instant,
  profile: string,
  reasonInterval: ReasonInterval,
): Promise<Omit<OeeGround, 'counter'>> {
  const bounds = [site, unit, shift.start.toString(), shift.end.toString()];
  const [intervals, counts, unheardCounts, counters, jumps] = await Promise.all([
    database.pool.query<{
      id: string;
      packml: PackMlState;
      mode: UnitMode;
      starts_at: Temporal.Instant;
      ends_at: Temporal.Instant | null;
      job_order: string | null;
      reason: string | null;
    }>({
      name: 'oee intervals',
      text: `select id, packml, mode, starts_at, ends_at, job_order, reason from scada.interval_in_force where site = $1 and place = $2 and starts_at < $4 and coalesce(ends_at, 'infinity') > $3 order by starts_at`,
      values: bounds,
    }),
    database.pool.query<{ id: string; starts_at: Temporal.Instant; total: number; scrap: number }>({
      name: 'oee counts',
      text: 'select id, starts_at, total, scrap from scada.count_in_force where site = $1 and place = $2 and starts_at >= $3 and starts_at < $4 order by starts_at',
      values: bounds,
    }),
    database.pool.query<{ id: string; starts_at: Temporal.Instant; ends_at: Temporal.Instant; total: number; scrap: number }>({
      name: 'oee unheard counts',
      text: 'select id, starts_at, ends_at, total, scrap from scada.unheard_count_in_force where site = $1 and place = $2 and starts_at < $4 and ends_at > $3 order by ends_at',
      values: bounds,
    }),
    database.pool.query<{ is_read: boolean }>({
      name: 'oee counters',
      text: 'select exists (select from scada.counter_in_force where site = $1 and place = $2 and read_since < $3) as is_read',
      values: [site, unit, shift.end.toString()],
    }),
    database.pool.query<{ kind: 'step-back' | 'leap' }>({
      name: 'oee counter jumps',
      text: 'select distinct kind from scada.counter_jump_in_force where site = $1 and place = $2 and at >= $3 and at < $4 order by kind',
      values: bounds,
    }),
  ]);
  const stated: StatedInterval[] = intervals.rows.map((row) => ({
    id: row.id,
    state: row.packml,
    mode: row.mode,
    startsAt: row.starts_at,
    endsAt: row.ends_at ?? undefined,
    jobOrder: row.job_order ?? undefined,
    reason: row.reason ?? undefined,
  }));
  const orders = [...new Set(stated.flatMap((one) => one.jobOrder ?? []))];
  const found =
    orders.length === 0
      ? []
      : (
          await database.pool.query<{ id: string; definition: string | null; directive: Directive | null }>({
            name: 'oee orders',
            text: 'select id, definition, directive from work.job_order_in_force where site = $1 and id = any($2)',
            values: [site, orders],
          })
        ).rows;
  const facts = new Map(found.map((row) => [row.id, { product: row.definition ?? undefined, cycleS: cycleOf(row.directive, unit, line) }]));
  /** What ran in a stretch that nobody heard, where it was one thing; of two nobody knows which of the pieces are whose. */
  const theOne = ({ starts_at: from, ends_at: to }: { starts_at: Temporal.Instant; ends_at: Temporal.Instant }) => {
    const ran = stated.filter((one) => Temporal.Instant.compare(one.startsAt, to) < 0 && (!one.endsAt || Temporal.Instant.compare(one.endsAt, from) > 0));
    const [first, ...others] = [...new Set(ran.flatMap((one) => one.jobOrder ?? []))].map((order) => facts.get(order));
    const isOne = others.every((one) => one?.product === first?.product && one?.cycleS === first?.cycleS);
    return isOne ? { idealCycleS: first?.cycleS, product: first?.product } : { idealCycleS: undefined, product: undefined, isMixed: true as const };
  };
  const pieces: CountedPieces[] = counts.rows.map((row) => {
    // the order that had the unit when the quarter of an hour ended; counts of a change-over belong to the order that came
    const end = row.starts_at.add({ minutes: 15 });
    const order = stated.findLast((one) => one.jobOrder !== undefined && Temporal.Instant.compare(one.startsAt, end) < 0)?.jobOrder;
    const known = order === undefined ? undefined : facts.get(order);
    return { id: row.id, startsAt: row.starts_at, total: row.total, scrap: row.scrap, idealCycleS: known?.cycleS, product: known?.product };
  });
  const unheard: UnheardPieces[] = unheardCounts.rows.map((row) => ({
    id: row.id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    total: row.total,
    scrap: row.scrap,
    ...theOne(row),
  }));
  const cycles = [...facts.values()].flatMap((one) => one.cycleS ?? []);
  return {
    shift,
    now,
    intervals: stated,
    counts: pieces,
    unheard,
    jumps: jumps.rows.map((row) => row.kind),
    hasCounter: counters.rows[0]!.is_read,
    ...(cycles.length > 0 && { longestCycleS: Math.max(...cycles) }),
    profile,
    reasonInterval,
  };
}

/** Seconds per piece at this unit, or at the line it belongs to, by the rate of the frozen directive: `100 1/min`. */
export function cycleOf(directive: Directive | null, unit: string, line: string | undefined): number | undefined {
  const on = directive?.fields?.on ?? [];
  const rate = (on.find((one) => one.at === unit) ?? on.find((one) => one.at === line))?.rate;
  const found = rate === undefined ? undefined : /^(\d+(?:\.\d+)?) 1\/(s|min|h)$/.exec(rate);
  if (!found) return undefined;
  const perSecond = Number(found[1]) / { s: 1, min: 60, h: 3600 }[found[2] as 's' | 'min' | 'h'];
  return perSecond > 0 ? 1 / perSecond : undefined;
}
