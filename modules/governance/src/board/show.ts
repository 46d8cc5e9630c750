import { houseRefusal, notPermitted, query } from '@millrace/kernel';
import { loadStored } from '@millrace/model/module';
import { answered, type Asker } from '@millrace/store';
import * as z from 'zod';
import { actionRow, actionsOfBoard } from '../action/store.ts';
import { escalationRow, onBoard } from '../escalation/store.ts';
import { cellsOf, isOnTarget, runOf, type Target } from './days.ts';
import type { Asked, BoardFacts, DayFact } from './facts.ts';
import { factsOfRooms } from './facts-of-rooms.ts';
import { boardPlan, targetsOf, type BoardPlan, type IndicatorPlan } from './plan.ts';

const cell = z.object({
  day: z.number(),
  date: z.string(),
  state: z.enum(['good', 'bad', 'off', 'missing', 'future', 'today']),
  value: z.number().nullable(),
  hasAction: z.boolean(),
  isRestated: z.boolean(),
  reason: z.string().nullable(),
});
const shift = z.object({ id: z.string(), name: z.string(), crew: z.string().nullable(), startsAt: z.string(), endsAt: z.string() });
const indicator = z.object({
  id: z.string(),
  /** What it measures, by the word of its definition. */
  measures: z.string(),
  name: z.string(),
  unit: z.string(),
  decimals: z.number(),
  better: z.enum(['higher', 'lower']),
  target: z.number().nullable(),
  profile: z.string().nullable(),
});
/** Of the windows of a day, such as its shifts, those whose number is unknown: they are not in its sum. */
const leftOut = z.object({ windows: z.number(), of: z.number() }).nullable();
const letter = z.object({
  letter: z.enum(['S', 'Q', 'D', 'C', 'P', 'M', 'E', 'I']),
  name: z.string(),
  days: z.array(cell),
  /** The newest day with a value, today included. */
  number: indicator.extend({
    value: z.number().nullable(),
    date: z.string().nullable(),
    status: z.string().nullable(),
    isOnTarget: z.boolean().nullable(),
    isIdle: z.boolean(),
    leftOut,
  }),
  run: indicator.extend({
    points: z.array(z.object({ date: z.string(), value: z.number().nullable(), status: z.string().nullable(), isSignal: z.boolean(), leftOut })),
    low: z.number().nullable(),
    high: z.number().nullable(),
  }),
  /** Null where no room counts it yet. */
  why: z.object({ what: z.string(), unit: z.string(), losses: z.array(z.object({ label: z.string(), value: z.number() })) }).nullable(),
  actions: z.array(actionRow),
});
const output = z.object({
  board: z.object({
    id: z.string(),
    name: z.string(),
    place: z.string(),
    tier: z.string(),
    tierName: z.string(),
    meets: z.string().nullable(),
    moderator: z.string().nullable(),
    up: z.object({ id: z.string(), tier: z.string() }).nullable(),
  }),
  today: z.string(),
  closed: shift.nullable(),
  running: shift.nullable(),
  completeness: z.number().nullable(),
  meeting: z.object({ id: z.string(), startedBy: z.string(), startedAt: z.string() }).nullable(),
  /** When the last meeting of this production day at this board began, if there was one. */
  metAt: z.string().nullable(),
  letters: z.array(letter),
  sentUp: z.array(escalationRow),
  cameBack: z.array(escalationRow),
  orders: z.object({ orders: z.number(), done: z.number(), quantity: z.number(), unit: z.string().nullable() }),
  asOf: z.string(),
});

const runDays = 14;
const whyDays = 7;

/** A tier board as it stands at the end of a production day: one letter per column, safety first. */
export const showBoard = answered(
  query({ address: 'governance.board.show', summary: 'A tier board', input: z.object({ board: z.string().min(1), date: z.iso.date().optional() }), output }),
  async (input, asker) => {
    const plan = boardPlan(await loadStored(asker.database, asker.site), input.board, asker.now, input.date);
    if (!plan) throw houseRefusal('governance.board.show', 'not-found', { noun: 'board', id: input.board, site: asker.site });
    if (!asker.sees(plan.place)) throw notPermitted('governance.board.show', plan.name, asker.policy.rolesThatMay('governance.board.show', plan.place), asker.policy.nameOfRole);
    const facts = factsOfRooms(asker.database, plan.names, asker.now);
    const ask = (from: Temporal.Instant, to: Temporal.Instant): Asked => ({
      site: asker.site,
      place: plan.place,
      under: plan.under,
      lines: plan.lines,
      constraints: plan.constraints,
      from,
      to,
      dayOf: plan.dayOf,
    });
    // what runs is counted up to now, never into the rest of the day
    const until = Temporal.Instant.compare(plan.day.end, asker.now) < 0 ? plan.day.end : asker.now;
    const [actions, said, sent, meeting, metAt, orders, heardSince, completeness] = await Promise.all([
      actionsOfBoard(asker, plan.id),
      explained(asker, plan),
      onBoard(asker, plan.under, plan.day.start.subtract({ hours: 24 })),
      runningMeeting(asker, plan.id),
      lastMeeting(asker, plan),
      facts.today(ask(plan.day.start, plan.day.end)),
      facts.since(ask(plan.day.start, plan.day.end)),
      plan.closed ? facts.completeness(ask(plan.closed.start, plan.closed.end)) : Promise.resolve(undefined),
    ]);
    const firstKnown = heardSince ? plan.dayOf(heardSince) : '';
    const isOff = (date: string) => date < firstKnown || plan.isOff(date);
    const letters = await Promise.all(
      plan.letters.map(async (one) => {
        const firstDay = plan.startOf(Temporal.PlainDate.from(plan.today).subtract({ days: runDays - 1 }));
        const firstOfMonth = plan.startOf(Temporal.PlainDate.from(`${plan.today.slice(0, 7)}-01`));
        const early = Temporal.Instant.compare(firstDay, firstOfMonth) < 0 ? firstDay : firstOfMonth;
        const days = async (of: IndicatorPlan): Promise<readonly DayFact[]> =>
          of.isKnown ? (await facts.days(of, ask(early, plan.day.end))).filter((day) => day.day <= plan.today) : [];
        const [cells, chart, why] = await Promise.all([
          days(one.cell),
          days(one.chart),
          whyOf(facts, one.why, ask(plan.startOf(Temporal.PlainDate.from(plan.today).subtract({ days: whyDays - 1 })), until)),
        ]);
        const target = (date: string) => targetsOf(plan, one.cell, date);
        const newest = cells.findLast((day) => day.value !== null);
        const explainedHere = new Map([...said].flatMap(([key, value]) => (key.startsWith(`${one.letter} `) ? [[key.slice(2), value] as const] : [])));
        const run = runOf(plan.today, runDays, chart);
        return {
          letter: one.letter,
          name: one.name,
          days: cellsOf(plan.today.slice(0, 7), { today: plan.today, facts: cells, targetOn: target, isOff, explained: explainedHere }),
          number: {
            ...indicatorOf(one.cell, target(newest?.day ?? plan.today), newest),
            value: newest?.value ?? null,
            date: newest?.day ?? null,
            status: newest?.status ?? null,
            isOnTarget: isOnTarget(newest?.value, target(newest?.day ?? plan.today)) ?? null,
            isIdle: newest === undefined && cells.at(-1)?.isIdle === true,
            leftOut: newest?.leftOut ?? null,
          },
          run: { ...indicatorOf(one.chart, targetsOf(plan, one.chart, plan.today), chart.at(-1)), ...run },
          why,
          actions: actions.filter((action) => action.letter === one.letter),
        };
      }),
    );
    return {
      board: { id: plan.id, name: plan.name, place: plan.place, tier: plan.tier, tierName: plan.tierName, meets: plan.meets, moderator: plan.moderator, up: plan.up },
      today: plan.today,
      closed: plan.closed && shiftShown(plan.closed),
      running: plan.running && shiftShown(plan.running),
      completeness: completeness ?? null,
      meeting,
      metAt,
      letters,
      sentUp: sent.filter((one) => one.state === 'raised' || one.state === 'accepted'),
      cameBack: sent.filter((one) => one.state === 'answered' || one.state === 'closed').toReversed(),
      orders,
      asOf: asker.now.toString(),
    };
  },
);

const indicatorOf = (of: IndicatorPlan, target: Target | undefined, fact: DayFact | undefined) => ({
  id: of.id,
  measures: of.measures,
  name: of.name,
  unit: of.unit,
  decimals: of.decimals,
  better: of.better,
  target: target?.value ?? null,
  profile: fact?.profile ?? null,
});
const shiftShown = (one: NonNullable<BoardPlan['closed']>) => ({ id: one.id, name: one.name, crew: one.crew, startsAt: one.start.toString(), endsAt: one.end.toString() });

async function whyOf(facts: BoardFacts, what: string, asked: Asked) {
  const found = what === 'none' ? null : await facts.losses(what, asked);
  return found && { what, unit: found.unit, losses: found.losses.toSorted((a, b) => b.value - a.value) };
}

/** What was said of red days of this month, by letter and date. */
async function explained({ database, site }: Asker, plan: BoardPlan): Promise<Map<string, { reason: string; hasAction: boolean }>> {
  const { rows } = await database.pool.query<{ letter: string; date: string; reason: string; action: string | null }>({
    name: 'board cells',
    text: `select letter, date::text as date, reason, action from governance.cell where site = $1 and board = $2 and date >= $3::date and date <= $4::date`,
    values: [site, plan.id, `${plan.today.slice(0, 7)}-01`, plan.today],
  });
  return new Map(rows.map((row) => [`${row.letter} ${row.date}`, { reason: row.reason, hasAction: row.action !== null }]));
}

async function runningMeeting({ database, site }: Asker, board: string) {
  const { rows } = await database.pool.query<{ id: string; started_by: string; started_at: Temporal.Instant }>({
    name: 'board meeting',
    text: `select id, started_by, started_at from governance.meeting where site = $1 and board = $2 and state = 'running'`,
    values: [site, board],
  });
  return rows[0] ? { id: rows[0].id, startedBy: rows[0].started_by, startedAt: rows[0].started_at.toString() } : null;
}

/** When the last meeting of the day began: its time that has passed is no longer due. */
async function lastMeeting({ database, site }: Asker, plan: BoardPlan): Promise<string | null> {
  const { rows } = await database.pool.query<{ at: Temporal.Instant | null }>({
    name: 'board met',
    text: `select max(started_at) as at from governance.meeting where site = $1 and board = $2 and started_at >= $3 and started_at < $4`,
    values: [site, plan.id, plan.day.start.toString(), plan.day.end.toString()],
  });
  return rows[0]?.at?.toString() ?? null;
}

/** The boards of the plant, the lowest tier first. */
export const listBoards = answered(
  query({
    address: 'governance.board.list',
    summary: 'Tier boards',
    input: z.object({}),
    output: z.object({ rows: z.array(z.object({ id: z.string(), name: z.string(), tier: z.string(), tierName: z.string(), place: z.string(), meets: z.string().nullable() })) }),
  }),
  async (_input, { database, site, sees }) => {
    const model = await loadStored(database, site);
    const tiers = new Map(model.objects.filter((one) => one.kind === 'governance.tier').map((one) => [one.id, one.fields as { name: string; level: number; meets?: string }]));
    const rows = model.objects
      .filter((one) => one.kind === 'governance.board' && sees(String(one.fields.at)))
      .map((one) => ({
        id: one.id,
        name: String(one.fields.name),
        tier: String(one.fields.tier),
        tierName: tiers.get(String(one.fields.tier))?.name ?? '',
        place: String(one.fields.at),
        meets: tiers.get(String(one.fields.tier))?.meets ?? null,
        level: tiers.get(String(one.fields.tier))?.level ?? 9,
      }));
    return { rows: rows.toSorted((a, b) => a.level - b.level || (a.name < b.name ? -1 : 1)).map(({ level: _, ...row }) => row) };
  },
);
