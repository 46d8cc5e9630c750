import { houseRefusal, notPermitted, query } from '@millrace/kernel';
import { loadStored } from '@millrace/model/module';
import { answered } from '@millrace/store';
import * as z from 'zod';
import { countedBy } from './counted.ts';
import { lossesUnder } from './counted-losses.ts';
import { boardPlan, targetsOf } from './plan.ts';

// 14: the days of a board's chart
const longestDays = 14;
// 7: the days of a board's reasons
const whyDays = 7;
// 300: what somebody may still look through; what is older is said to be left out
const most = 300;

const row = z.object({
  day: z.string(),
  at: z.string(),
  noun: z.string(),
  id: z.string(),
  label: z.string(),
  place: z.string(),
  says: z.string(),
  isGood: z.boolean().nullable(),
});

/** From a number of a board down to the records it counts, day by day. */
export const explainBoard = answered(
  query({
    address: 'governance.board.explain',
    summary: 'What a number of a board counts, record by record',
    input: z.object({
      board: z.string().min(1),
      letter: z.string().min(1).max(1),
      /** The number beside the letter, the one of the chart, or its reasons. */
      of: z.enum(['cell', 'chart', 'why']).default('cell'),
      /** Production day it ends with; the one that runs when absent. */
      date: z.iso.date().optional(),
    }),
    output: z.object({
      board: z.object({ id: z.string(), name: z.string(), place: z.string() }),
      letter: z.string(),
      indicator: z.object({ id: z.string(), name: z.string(), measures: z.string(), unit: z.string(), decimals: z.number(), better: z.enum(['higher', 'lower']) }),
      target: z.number().nullable(),
      days: z.array(z.object({ date: z.string(), value: z.number().nullable(), records: z.number() })),
      rows: z.array(row),
      leftOut: z.number(),
    }),
  }),
  async ({ board, letter, of, date }, asker) => {
    const plan = boardPlan(await loadStored(asker.database, asker.site), board, asker.now, date);
    const wanted = plan?.letters.find((one) => one.letter === letter);
    if (!plan || !wanted) throw houseRefusal('governance.board.explain', 'not-found', { noun: 'number of a board', id: `${board}, ${letter}`, site: asker.site });
    if (!asker.sees(plan.place))
      throw notPermitted('governance.board.explain', plan.name, asker.policy.rolesThatMay('governance.board.explain', plan.place), asker.policy.nameOfRole);
    const lastDays = (days: number) => ({
      site: asker.site,
      place: plan.place,
      under: plan.under,
      lines: plan.lines,
      constraints: plan.constraints,
      dayOf: plan.dayOf,
      from: plan.startOf(Temporal.PlainDate.from(plan.today).subtract({ days: days - 1 })),
      to: plan.day.end,
    });
    const until = Temporal.Instant.compare(plan.day.end, asker.now) < 0 ? plan.day.end : asker.now;
    const losses = of === 'why' ? await lossesUnder(asker.database, plan.names, wanted.why, { ...lastDays(whyDays), to: until }) : undefined;
    if (of === 'why' && !losses) throw houseRefusal('governance.board.explain', 'not-found', { noun: 'number of a board', id: `${board}, ${letter}, why`, site: asker.site });
    const indicator = losses
      ? { id: wanted.why, name: losses.name, measures: wanted.why, unit: losses.unit, decimals: 0, better: 'lower' as const }
      : wanted[of as 'cell' | 'chart'];
    const counted = losses
      ? losses.rows.toSorted((a, b) => (a.day === b.day ? b.numerator - a.numerator : a.day < b.day ? 1 : -1))
      : await countedBy(asker.database, plan.names, asker.now)(wanted[of as 'cell' | 'chart'], lastDays(longestDays));
    const days = [...Map.groupBy(counted, (one) => one.day)].map(([day, rows]) => {
      const [numerator, denominator] = [rows.reduce((sum, one) => sum + one.numerator, 0), rows.reduce((sum, one) => sum + one.denominator, 0)];
      const ratio = denominator === 0 ? null : (numerator / denominator) * (indicator.unit === '%' ? 100 : 1);
      return { date: day, value: losses || indicator.measures === 'safety-cases' ? numerator : ratio, records: rows.length };
    });
    return {
      board: { id: plan.id, name: plan.name, place: plan.place },
      letter: wanted.name,
      indicator,
      target: losses ? null : (targetsOf(plan, wanted[of as 'cell' | 'chart'], plan.today)?.value ?? null),
      days: days.toSorted((a, b) => (a.date < b.date ? 1 : -1)),
      rows: counted.slice(0, most).map(({ numerator: _, denominator: __, ...one }) => ({ ...one, at: one.at.toString() })),
      leftOut: Math.max(0, counted.length - most),
    };
  },
);
