import { query } from '@millrace/kernel';
import { answered } from '@millrace/store';
import * as z from 'zod';

const touched = {
  ladder: `e.ladder->>'name' = $2 and e.state in ('raised', 'accepted')`,
  place: `e.place = $2 and e.state in ('raised', 'accepted')`,
  person: `e.accepted_by = $2 and e.state = 'accepted'`,
  // a raised one still calls: whoever would be called next is in the role, or in none
  role: `e.state in ('raised', 'accepted') and exists (select from jsonb_array_elements(e.ladder->'steps') s where s->>'role' = $2)`,
  calendar: `e.ladder->>'clock' = 'working' and e.state in ('raised', 'accepted') and e.place = any($3)`,
} as const;

/** Running escalations that a change of the model would touch: what `plan` counts. */
export const affectedEscalations = answered(
  query({
    address: 'governance.escalation.affected',
    summary: 'Running escalations that a change of the model would touch',
    input: z.object({ by: z.enum(['ladder', 'place', 'person', 'role', 'calendar']), name: z.string() }),
    output: z.object({ names: z.array(z.string()) }),
    // who sees a part would count too few, and a plan must not
    reach: 'site',
  }),
  async ({ by, name }, { database, site, policy }) => {
    const { rows } = await database.pool.query<{ sentence: string }>(
      `select e.sentence from governance.escalation e where e.site = $1 and $2::text is not null and ${touched[by]} order by e.raised_at`,
      [site, name, ...(by === 'calendar' ? [policy.under(name)] : [])],
    );
    return { names: rows.map((row) => row.sentence) };
  },
);
