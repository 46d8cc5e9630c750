import { query } from '@millrace/kernel';
import { loadStored } from '@millrace/model/module';
import { answered } from '@millrace/store';
import * as z from 'zod';

// what a board shows
const shownDays = 31;

/** Values of the last month that would be judged otherwise by another target: what `plan` counts. A part of the plant with a target of its own is not touched. */
export const affectedValues = answered(
  query({
    address: 'indicator.value.affected',
    summary: 'Values shown that a change of a target would judge otherwise',
    input: z.object({ indicator: z.string(), at: z.string(), from: z.coerce.number(), to: z.coerce.number() }),
    output: z.object({ names: z.array(z.string()) }),
    // who sees a part would count too few, and a plan must not
    reach: 'site',
  }),
  async ({ indicator, at, from, to }, { database, site, now, policy }) => {
    const { objects } = await loadStored(database, site);
    const isHigherBetter = objects.find((one) => one.kind === 'indicator.definition' && one.id === indicator)?.fields['better'] !== 'lower';
    const meets = (value: number, target: number) => (isHigherBetter ? value >= target : value <= target);
    const under = policy.under(at);
    const own = new Set(
      objects
        .filter(({ kind, fields }) => kind === 'indicator.target' && fields['indicator'] === indicator && fields['at'] !== at && under.includes(String(fields['at'])))
        .flatMap(({ fields }) => policy.under(String(fields['at']))),
    );
    const { rows } = await database.pool.query<{ id: string; value: string }>(
      'select id::text as id, value from indicator.value where site = $1 and indicator = $2 and place = any($3) and starts_at > $4 and value is not null order by starts_at',
      [site, indicator, under.filter((place) => !own.has(place)), now.subtract({ hours: shownDays * 24 }).toString()],
    );
    return { names: rows.filter((row) => meets(Number(row.value), from) !== meets(Number(row.value), to)).map((row) => row.id) };
  },
);
