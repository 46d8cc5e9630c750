import { pastQuery, stateOfRow } from '@millrace/store';

// 100: an execution of a long run holds some hundred readings
const perPage = 100;

/** Executions that were open in a stretch of the past, whole, as the rehearsal of limits reads them. */
export const exportExecutions = pastQuery('mes.execution.export', 'Executions of a time with all that was read on them', async (client, { from, to, after }, { site }) => {
  const { rows } = await client.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(e) as row from mes.execution e
      where e.site = $1 and e.began_at < $3 and (e.done_at is null or e.done_at >= $2) and ($4::uuid is null or e.id > $4)
      order by e.id limit $5`,
    [site, from, to, after ?? null, perPage],
  );
  return { facts: rows.map(({ row }) => stateOfRow(row)), next: rows.length < perPage ? null : String(rows.at(-1)!.row['id']) };
});
