import type { Database } from '@millrace/store';
import type { Counted } from './counted.ts';
import type { Asked } from './facts.ts';

interface Names {
  readonly reason: (id: string) => string;
  readonly isLoss: (reason: string) => boolean;
  readonly costOf: (definition: string) => number | undefined;
  readonly currency: string;
}

/** What stands under the reasons of a letter, record by record, with its unit; undefined where its reasons are no records. */
export interface LossesUnder {
  readonly name: string;
  readonly unit: string;
  readonly rows: readonly Counted[];
}

/** The stops, orders and actions of which a board's "why" is the sum. */
export async function lossesUnder(database: Database, names: Names, why: string, asked: Asked): Promise<LossesUnder | undefined> {
  const rowsOf = async <R extends object>(name: string, text: string, places: readonly string[]) =>
    (await database.pool.query<R>({ name: `losses ${name}`, text, values: [asked.site, places, asked.from.toString(), asked.to.toString()] })).rows;

  if (why === 'stop-reasons') {
    const rows = await rowsOf<{ place: string; at: Temporal.Instant; reason: string | null; is_setup: boolean; minutes: number }>(
      'stops',
      `select place, greatest(starts_at, $3::timestamptz) as at, reason, mode = 'setup' as is_setup,
              (extract(epoch from least(coalesce(ends_at, $4::timestamptz), $4::timestamptz) - greatest(starts_at, $3::timestamptz)) / 60)::float8 as minutes
         from scada.interval_in_force
        where site = $1 and place = any($2) and starts_at < $4 and coalesce(ends_at, 'infinity') > $3 and packml <> 'unknown'
          and (packml not in ('execute', 'starting', 'completing', 'unsuspending', 'unholding') or mode <> 'produce') and (job_order is not null or reason is not null)`,
      asked.constraints,
    );
    const stops = rows.filter((row) => row.reason === null || names.isLoss(row.reason));
    return {
      name: 'Stops',
      unit: 'min',
      rows: stops.map((row) => ({
        ...counted(asked, row.at, row.minutes),
        noun: 'scada.unit',
        id: row.place,
        place: row.place,
        label: row.reason !== null ? names.reason(row.reason) : row.is_setup ? 'Set-up' : 'Not explained',
        says: `stood ${Math.round(row.minutes * 10) / 10} min`,
      })),
    };
  }
  if (why === 'scrap-reasons' || why === 'scrap-cost') {
    const rows = await rowsOf<{
      id: string;
      number: string;
      at: string;
      completed_at: Temporal.Instant;
      definition: string | null;
      scrap_by_reason: { reason: string; value: string }[];
    }>(
      'scrap',
      `select id, number, coalesce(runs_at, place) as at, completed_at, definition, scrap_by_reason from work.job_order_in_force
        where site = $1 and coalesce(runs_at, place) = any($2) and completed_at >= $3 and completed_at < $4`,
      asked.under,
    );
    const worth = (definition: string | null) => (why === 'scrap-reasons' ? 1 : definition === null ? undefined : names.costOf(definition));
    return {
      name: why === 'scrap-cost' ? 'Cost of scrap' : 'Scrap',
      unit: why === 'scrap-cost' ? names.currency : 'pcs',
      rows: rows.flatMap((row) => {
        const each = worth(row.definition);
        if (each === undefined) return [];
        return row.scrap_by_reason.map((one) => ({
          ...counted(asked, row.completed_at, Number(one.value) * each),
          noun: 'work.job-order',
          id: row.id,
          label: row.number,
          place: row.at,
          says: `${one.value} scrap: ${names.reason(one.reason)}`,
        }));
      }),
    };
  }
  if (why === 'open-hazards') {
    const rows = await rowsOf<{ id: string; number: string; title: string; place: string; opened_at: Temporal.Instant }>(
      'hazards',
      `select id::text as id, number, title, place, opened_at from governance.action
        where site = $1 and place = any($2) and letter = 'S' and state in ('open', 'in-progress') and opened_at <= $4 and $3::timestamptz is not null`,
      asked.under,
    );
    return {
      name: 'Open hazards',
      unit: '',
      rows: rows.map((row) => ({
        ...counted(asked, row.opened_at, 1),
        noun: 'governance.action',
        id: row.id,
        label: `${row.number} ${row.title}`,
        place: row.place,
        says: `open since ${row.opened_at}`,
      })),
    };
  }
  return undefined;
}

const counted = (asked: Asked, at: Temporal.Instant, value: number) => ({ day: asked.dayOf(at), at, isGood: null, numerator: value, denominator: 1 });
