import { isCounted } from '@millrace/indicator';
import type { Database } from '@millrace/store';
import { byDay, daysBetween, withIdle } from './days-of-rows.ts';
import type { Asked, AskedIndicator, BoardFacts, DayFact, Loss } from './facts.ts';
import { factsOfPeople } from './facts-of-people.ts';
import { isOfProfile, profileOf } from './one-profile.ts';
import type { Skills } from './people.ts';

// where an order ran it counts, and until then where it is planned: one that went to the other line is no order of both
const ranHere = 'coalesce(runs_at, place) = any($2)';

/** The numbers of a board from what the rooms below publish: indicator values first, then orders, intervals, calls. */
export function factsOfRooms(
  database: Database,
  names: {
    readonly reason: (id: string) => string;
    readonly isLoss: (reason: string) => boolean;
    readonly costOf: (definition: string) => number | undefined;
    readonly currency: string;
    readonly skills: Skills;
  },
  now: Temporal.Instant,
): BoardFacts {
  const people = factsOfPeople(database, names.skills, now);
  const rowsOf = async <R extends object>(name: string, text: string, values: unknown[]) => (await database.pool.query<R>({ name: `board ${name}`, text, values })).rows;

  const published = async (indicator: AskedIndicator, asked: Asked): Promise<DayFact[]> => {
    const rows = await rowsOf<{
      state: DayFact['status'];
      production_day: string;
      profile: string | null;
      numerator: number;
      denominator: number;
      value: string | null;
      place: string;
      flags: readonly string[];
    }>(
      'values',
      `select state, production_day, profile, numerator, denominator, value, place, flags from indicator.value_in_force where site = $1 and indicator = $2 and place = any($3) and starts_at < $5 and ends_at > $4 order by starts_at`,
      [asked.site, indicator.id, [asked.place, ...asked.lines, ...asked.constraints], asked.from.toString(), asked.to.toString()],
    );
    // a line has values of its own; an area is the sum of its lines, and where those have none, of their constraints
    const own = rows.filter((row) => row.place === asked.place);
    const ofLines = rows.filter((row) => asked.lines.includes(row.place));
    return byDay([own, ofLines].find((some) => some.length > 0) ?? rows, (row) => row.production_day).map(([day, of]) => {
      const profile = profileOf(of);
      const counted = of.filter((row) => isCounted(row) && isOfProfile(row, profile));
      const numerator = sum(counted.map((row) => row.numerator));
      const denominator = sum(counted.map((row) => row.denominator));
      const one = counted.length === 1 && denominator !== 0 ? Number(counted[0]!.value) : denominator === 0 ? null : (numerator / denominator) * (indicator.unit === '%' ? 100 : 1);
      const status = of.some((row) => row.state === 'restated') ? 'restated' : of.some((row) => row.state === 'provisional') ? 'provisional' : 'final';
      const due = of.filter((row) => isCounted(row) || !row.flags.some((flag) => owesNoNumber.has(flag)));
      const isIdle = of.every((row) => row.flags.includes('no-order'));
      return {
        day,
        numerator,
        denominator,
        value: counted.length === 0 || one === null ? null : one,
        status,
        ...(profile ? { profile } : {}),
        ...(isIdle && { isIdle: true as const }),
        ...(due.length > counted.length && { leftOut: { windows: due.length - counted.length, of: due.length } }),
      };
    });
  };

  /** Days on which nobody asked anything of the place: what was not made has no yield, and that is no gap. */
  const idleDays = async (asked: Asked): Promise<DayFact[]> =>
    (
      await rowsOf<{ day: string }>(
        'idle days',
        `select production_day as day from indicator.value_in_force where site = $1 and place = any($2) and starts_at < $4 and ends_at > $3 and profile is not null
          group by production_day having bool_and(flags ? 'no-order') order by production_day`,
        [asked.site, [asked.place, ...asked.lines, ...asked.constraints], asked.from.toString(), asked.to.toString()],
      )
    ).map(({ day }) => ({ day, numerator: 0, denominator: 0, value: null, status: 'final', isIdle: true }));

  /** Orders that were to be ready that day: those that were, in time. One whose time has not come yet, and is not ready, is no word against the day. */
  const adherence = async (asked: Asked): Promise<DayFact[]> => {
    const all = await rowsOf<{ planned_end: Temporal.Instant; completed_at: Temporal.Instant | null }>(
      'orders due',
      `select planned_end, completed_at from work.job_order_in_force where site = $1 and ${ranHere} and work_type = 'production' and state not in ('cancelled') and planned_end >= $3 and planned_end < $4`,
      [asked.site, asked.under, asked.from.toString(), asked.to.toString()],
    );
    const rows = all.filter((row) => row.completed_at !== null || Temporal.Instant.compare(row.planned_end, now) <= 0);
    return withIdle(
      asked,
      all.map((row) => asked.dayOf(row.planned_end)),
      byDay(rows, (row) => asked.dayOf(row.planned_end)).map(([day, of]) => {
        const inTime = of.filter((row) => row.completed_at !== null && Temporal.Instant.compare(row.completed_at, row.planned_end) <= 0).length;
        return { day, numerator: inTime, denominator: of.length, value: (inTime / of.length) * 100, status: 'final' as const };
      }),
    );
  };

  const finished = (asked: Asked) =>
    rowsOf<{ completed_at: Temporal.Instant; definition: string | null; good: string; scrap: string; scrap_by_reason: { reason: string; value: string }[]; unit: string }>(
      'orders done',
      `select completed_at, definition, good, scrap, scrap_by_reason, quantity->>'unit' as unit from work.job_order_in_force where site = $1 and ${ranHere} and completed_at >= $3 and completed_at < $4`,
      [asked.site, asked.under, asked.from.toString(), asked.to.toString()],
    );

  /** Pieces scrapped of all that were made, as people reported them (ISO 22400-2, SQ / PQ): orders done that day, and today those that run. What is counted in different units does not add up. */
  const scrapRatio = async (asked: Asked): Promise<DayFact[]> => {
    const running = rowsOf<{ good: string; scrap: string; unit: string }>(
      'orders running',
      `select good, scrap, quantity->>'unit' as unit from work.job_order_in_force where site = $1 and ${ranHere} and completed_at is null and state in ('running', 'paused', 'held')`,
      [asked.site, asked.under],
    );
    const isNow = Temporal.Instant.compare(asked.from, now) <= 0 && Temporal.Instant.compare(now, asked.to) < 0;
    const rows = [
      ...(await finished(asked)).map((row) => ({ ...row, day: asked.dayOf(row.completed_at), isOpen: false })),
      ...(isNow ? await running : []).map((row) => ({ ...row, day: asked.dayOf(now), isOpen: true })),
    ].filter((row) => Number(row.good) + Number(row.scrap) > 0);
    return withIdle(
      asked,
      rows.map((row) => row.day),
      byDay(rows, (row) => row.day).flatMap(([day, of]) => {
        if (new Set(of.map((row) => row.unit)).size > 1) return [];
        const numerator = sum(of.map((row) => Number(row.scrap)));
        const denominator = numerator + sum(of.map((row) => Number(row.good)));
        return [{ day, numerator, denominator, value: (numerator / denominator) * 100, status: of.some((row) => row.isOpen) ? ('provisional' as const) : ('final' as const) }];
      }),
    );
  };

  /** Value of what was scrapped, of the value of all that was made, at standard cost; orders of unknown cost are left out. */
  const scrapValue = async (asked: Asked): Promise<DayFact[]> => {
    const rows = await finished(asked);
    const facts = byDay(rows, (row) => asked.dayOf(row.completed_at)).flatMap(([day, of]) => {
      const valued = of.flatMap((row) => {
        const cost = row.definition === null ? undefined : names.costOf(row.definition);
        return cost === undefined ? [] : [{ scrap: Number(row.scrap) * cost, all: (Number(row.good) + Number(row.scrap)) * cost }];
      });
      const all = sum(valued.map((one) => one.all));
      const scrap = sum(valued.map((one) => one.scrap));
      return all > 0 ? [{ day, numerator: scrap, denominator: all, value: (scrap / all) * 100, status: 'final' as const }] : [];
    });
    return withIdle(
      asked,
      rows.map((row) => asked.dayOf(row.completed_at)),
      facts,
    );
  };

  /** Calls about safety on days on which the place was heard; a day nobody heard of is not a safe one. */
  const safetyCalls = async (asked: Asked): Promise<DayFact[]> => {
    const [calls, heard] = await Promise.all([
      rowsOf<{ raised_at: Temporal.Instant }>(
        'safety',
        `select raised_at from mes.call_in_force where site = $1 and place = any($2) and about = 'safety' and raised_at >= $3 and raised_at < $4`,
        [asked.site, asked.under, asked.from.toString(), asked.to.toString()],
      ),
      rowsOf<{ starts_at: Temporal.Instant; ends_at: Temporal.Instant }>(
        'heard',
        `select greatest(starts_at, $3::timestamptz) as starts_at, least(coalesce(ends_at, $4::timestamptz), $4::timestamptz) as ends_at from scada.interval_in_force where site = $1 and place = any($2) and packml <> 'unknown' and starts_at < $4 and coalesce(ends_at, $4::timestamptz) > $3`,
        [asked.site, asked.under, asked.from.toString(), asked.to.toString()],
      ),
    ]);
    const days = new Set([...heard.flatMap((row) => daysBetween(asked, row.starts_at, row.ends_at)), ...calls.map((row) => asked.dayOf(row.raised_at))]);
    return [...days].toSorted().map((day) => {
      const count = calls.filter((row) => asked.dayOf(row.raised_at) === day).length;
      return { day, numerator: count, denominator: 1, value: count, status: 'final' };
    });
  };

  const stops = async (asked: Asked): Promise<Loss[]> => {
    const rows = await rowsOf<{ reason: string | null; is_setup: boolean; minutes: number }>(
      'stops',
      `select reason, mode = 'setup' as is_setup, sum(extract(epoch from least(coalesce(ends_at, $4::timestamptz), $4::timestamptz) - greatest(starts_at, $3::timestamptz)) / 60)::float8 as minutes
         from scada.interval_in_force
        where site = $1 and place = any($2) and starts_at < $4 and coalesce(ends_at, 'infinity') > $3 and packml <> 'unknown'
          and (packml not in ('execute', 'starting', 'completing', 'unsuspending', 'unholding') or mode <> 'produce') and (job_order is not null or reason is not null)
        group by reason, mode = 'setup'`,
      [asked.site, asked.constraints, asked.from.toString(), asked.to.toString()],
    );
    const named = rows
      .filter((row) => row.reason === null || names.isLoss(row.reason))
      .map((row) => ({ label: row.reason !== null ? names.reason(row.reason) : row.is_setup ? 'Set-up' : 'Not explained', minutes: row.minutes }));
    return [...Map.groupBy(named, (one) => one.label)].map(([label, of]) => ({ label, value: Math.round(sum(of.map((one) => one.minutes))) })).filter((one) => one.value > 0);
  };

  const scrapBy = async (asked: Asked, worth: (definition: string | null) => number | undefined): Promise<Loss[]> => {
    const found = new Map<string, number>();
    for (const row of await finished(asked)) {
      const each = worth(row.definition);
      if (each !== undefined) for (const one of row.scrap_by_reason) found.set(one.reason, (found.get(one.reason) ?? 0) + Number(one.value) * each);
    }
    return [...found].map(([reason, value]) => ({ label: names.reason(reason), value: Math.round(value) })).filter((one) => one.value > 0);
  };

  return {
    days: async (indicator, asked) => {
      const values = await published(indicator, asked);
      if (values.length > 0)
        return [...values, ...(await idleDays(asked)).filter((idle) => !values.some((one) => one.day === idle.day))].toSorted((a, b) => (a.day < b.day ? -1 : 1));
      if (indicator.measures === 'first-pass-yield') return idleDays(asked);
      if (indicator.measures === 'schedule-adherence') return adherence(asked);
      if (indicator.measures === 'scrap-ratio') return scrapRatio(asked);
      if (indicator.measures === 'scrap-value-ratio') return scrapValue(asked);
      if (indicator.measures === 'safety-cases') return safetyCalls(asked);
      if (indicator.measures === 'hazards-closed-on-time') return people.hazardsOnTime(asked);
      if (indicator.measures === 'crew-coverage') return people.crewCoverage(asked);
      if (indicator.measures === 'standard-work-done') return people.standardWork(asked);
      return [];
    },
    losses: async (why, asked) => {
      if (why === 'open-hazards') return { unit: 'd open', losses: await people.openHazards(asked) };
      if (why === 'training-gaps') return { unit: 'people', losses: names.skills.gaps(asked.dayOf(asked.to)) };
      if (why === 'stop-reasons') return { unit: 'min', losses: await stops(asked) };
      if (why === 'scrap-reasons') return { unit: 'pcs', losses: await scrapBy(asked, () => 1) };
      if (why === 'scrap-cost') return { unit: names.currency, losses: await scrapBy(asked, (definition) => (definition === null ? undefined : names.costOf(definition))) };
      return null;
    },
    completeness: async (asked) => {
      const [row] = await rowsOf<{ share: number | null }>(
        'completeness',
        `select min(completeness)::float8 as share from indicator.value_in_force where site = $1 and place = any($2) and profile is not null and starts_at >= $3 and starts_at < $4`,
        [asked.site, [asked.place, ...asked.constraints], asked.from.toString(), asked.to.toString()],
      );
      return row?.share ?? undefined;
    },
    since: async (asked) =>
      (
        await rowsOf<{ first: Temporal.Instant | null }>('since', 'select min(starts_at) as first from scada.interval_in_force where site = $1 and place = any($2)', [
          asked.site,
          asked.under,
        ])
      )[0]?.first ?? undefined,
    today: async (asked) => {
      const rows = await rowsOf<{ value: string; unit: string; state: string }>(
        'today',
        `select quantity->>'value' as value, quantity->>'unit' as unit, state from work.job_order_in_force
          where site = $1 and ${ranHere} and work_type = 'production' and state not in ('cancelled', 'aborted')
            and ((planned_start >= $3 and planned_start < $4) or state in ('running', 'paused', 'held'))`,
        [asked.site, asked.under, asked.from.toString(), asked.to.toString()],
      );
      const units = new Set(rows.map((row) => row.unit));
      return {
        orders: rows.length,
        done: rows.filter((row) => row.state === 'completed' || row.state === 'closed').length,
        quantity: sum(rows.map((row) => Number(row.value))),
        unit: units.size === 1 ? [...units][0]! : null,
      };
    },
  };
}

/** Flags of a window of which no number is due: nothing was asked of it, or it has only begun. */
const owesNoNumber: ReadonlySet<string> = new Set(['no-order', 'nothing-made-yet']);

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
