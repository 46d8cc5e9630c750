import type { Database } from '@millrace/store';
import type { DoneInterval, DoneOrder } from './b2mml-out.ts';

/** A completed job order with what was done on it and the request it answers, or undefined where one of them is not there. `wait` while its last interval is being recorded. */
export async function doneOrder(
  database: Database,
  site: string,
  jobOrder: string,
  request: string,
): Promise<{ externalId: string; order: DoneOrder; intervals: DoneInterval[] } | 'wait' | undefined> {
  const [orders, intervals, requests, waiting] = await Promise.all([
    database.pool.query<DoneOrder & Record<string, unknown>>(
      `select number, state, work_type as "workType", runs_at as "runsAt", work_master as "workMaster", definition, lot_number as "lotNumber", quantity->>'unit' as unit, good, scrap_by_reason as "scrapByReason",
              started_at as "startedAt", completed_at as "completedAt", directive->'fields'->>'segment' as segment from work.job_order where site = $1 and id = $2`,
      [site, jobOrder],
    ),
    database.pool.query<DoneInterval & Record<string, unknown>>(
      `select "from", "to", runs_at as "runsAt", persons from work.job_response where site = $1 and job_order = $2 order by "from"`,
      [site, jobOrder],
    ),
    database.pool.query<{ externalId: string }>(`select external_id as "externalId" from planning.production_request where site = $1 and id = $2`, [site, request]),
    database.pool.query(`select from store.delivery where site = $1 and reaction = 'work.respond-to-completion' and key = $2 and state = 'waiting'`, [site, jobOrder]),
  ]);
  // the hours of the last interval belong into the message
  if (waiting.rowCount !== 0) return 'wait';
  const [order, asked] = [orders.rows[0], requests.rows[0]];
  return order && asked && { externalId: asked.externalId, order, intervals: intervals.rows };
}
