import { productionDate, productionDay, shiftsBetween, shiftsOf, type Shift } from '@millrace/calendar';
import { calendarsOf, equipmentTree } from '@millrace/equipment';
import type { Model } from '@millrace/model';
import type { Target } from './days.ts';
import type { AskedIndicator } from './facts.ts';
import { skillsOf, type Skills } from './people.ts';

export interface IndicatorPlan extends AskedIndicator {
  readonly name: string;
  readonly better: 'higher' | 'lower';
  readonly decimals: number;
  readonly isKnown: boolean;
}

export interface ShiftPlan {
  readonly id: string;
  readonly name: string;
  readonly crew: string | null;
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant;
}

/** What the model says of a board, at a moment: its place, letters, calendar and targets. */
export interface BoardPlan {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly under: readonly string[];
  readonly lines: readonly string[];
  readonly constraints: readonly string[];
  readonly tier: string;
  readonly tierName: string;
  readonly meets: string | null;
  readonly moderator: string | null;
  readonly up: { readonly id: string; readonly tier: string } | null;
  readonly letters: readonly {
    readonly letter: 'S' | 'Q' | 'D' | 'C' | 'P' | 'M' | 'E' | 'I';
    readonly name: string;
    readonly cell: IndicatorPlan;
    readonly chart: IndicatorPlan;
    readonly why: string;
  }[];
  /** Production day the board shows, and its bounds. */
  readonly today: string;
  readonly day: { readonly start: Temporal.Instant; readonly end: Temporal.Instant };
  readonly closed: ShiftPlan | null;
  readonly running: ShiftPlan | null;
  readonly dayOf: (at: Temporal.Instant) => string;
  readonly startOf: (day: Temporal.PlainDate) => Temporal.Instant;
  readonly isOff: (day: string) => boolean;
  readonly targets: readonly { readonly indicator: string; readonly at: string; readonly from: string; readonly value: number }[];
  readonly chain: readonly string[];
  readonly names: {
    readonly reason: (id: string) => string;
    readonly isLoss: (reason: string) => boolean;
    readonly costOf: (definition: string) => number | undefined;
    readonly currency: string;
    readonly skills: Skills;
  };
}

interface Fields {
  readonly [field: string]: unknown;
}

/** Reads a board from the model; undefined where there is no such board. */
export function boardPlan(model: Model, id: string, now: Temporal.Instant, date?: string): BoardPlan | undefined {
  const of = (kind: string) => model.objects.filter((one) => one.kind === kind);
  const named = (kind: string, name: unknown) => of(kind).find((one) => one.id === name)?.fields as Fields | undefined;
  const board = named('governance.board', id);
  if (!board) return undefined;
  const tree = equipmentTree(model);
  const place = String(board.at);
  const under = tree.under(place);
  const zone = String(of('equipment.site')[0]?.fields.timeZone ?? 'UTC');
  const calendar = calendarsOf(model, tree)(place);
  const dayOf = (at: Temporal.Instant) => (calendar ? productionDate(calendar, at) : at.toZonedDateTimeISO(zone).toPlainDate()).toString();
  const bounds = (day: Temporal.PlainDate) =>
    calendar ? productionDay(calendar, day) : { start: day.toZonedDateTime(zone).toInstant(), end: day.add({ days: 1 }).toZonedDateTime(zone).toInstant() };
  const today = date ?? dayOf(now);
  const day = bounds(Temporal.PlainDate.from(today));
  // an earlier day is shown as it stood at its end
  const at = Temporal.Instant.compare(day.end, now) < 0 ? day.end : now;
  const shifts = calendar ? shiftsBetween(calendar, at.subtract({ hours: 48 }), at.add({ hours: 24 })) : [];
  const inOf = (time: Temporal.Instant) => (one: Shift) => Temporal.Instant.compare(one.start, time) <= 0 && Temporal.Instant.compare(time, one.end) < 0;
  const shiftNames = new Map(
    of('equipment.shift-pattern').flatMap((one) => (one.fields.shifts as readonly { id: string; name?: string }[]).map((each) => [each.id, each.name ?? each.id] as const)),
  );
  const planned = (one: Shift | undefined): ShiftPlan | null =>
    one ? { id: one.id, name: shiftNames.get(one.shift) ?? one.shift, crew: one.crew ?? null, start: one.start, end: one.end } : null;
  const tier = named('governance.tier', board.tier);
  const up = named('governance.board', board.up);
  const lines = tree.all.filter((part) => under.includes(part.id) && part.kind === 'equipment.line' && part.fields.constraint !== undefined);
  const constraints = lines.length > 0 ? lines.map((line) => String(line.fields.constraint)) : under.filter((part) => tree.kindOf(part) === 'equipment.unit');
  const indicator = (name: unknown): IndicatorPlan => {
    const fields = named('indicator.definition', name);
    return {
      id: String(name),
      measures: String(fields?.measures ?? ''),
      unit: String(fields?.unit ?? ''),
      name: String(fields?.name ?? name),
      better: fields?.better === 'lower' ? 'lower' : 'higher',
      decimals: Number(fields?.decimals ?? 1),
      isKnown: fields !== undefined,
    };
  };
  const noLoss = new Set(of('equipment.reason').flatMap((one) => (['no-order', 'planned-down', 'off'].includes(String(one.fields.interval)) ? [one.id] : [])));
  const reasons = new Map(of('equipment.reason').map((one) => [one.id, String(one.fields.name)]));
  const costs = new Map(
    of('material.definition').flatMap((one) => (typeof one.fields.standardCost === 'string' ? [[one.id, Number.parseFloat(one.fields.standardCost)] as const] : [])),
  );
  return {
    id,
    name: String(board.name),
    place,
    under,
    lines: lines.map((line) => line.id),
    constraints,
    tier: String(board.tier),
    tierName: String(tier?.name ?? ''),
    meets: tier?.meets === undefined ? null : String(tier.meets),
    moderator: board.moderator === undefined ? null : String(board.moderator),
    up: up ? { id: String(board.up), tier: String(up.tier) } : null,
    letters: (board.letters as readonly Fields[]).map((one) => ({
      letter: one.letter as 'S',
      name: String(one.name),
      cell: indicator(one.cell),
      chart: indicator(one.chart),
      why: String(one.why ?? 'none'),
    })),
    today,
    day,
    closed: planned(
      shifts
        .filter((one) => Temporal.Instant.compare(one.end, at) <= 0)
        .toSorted((a, b) => Temporal.Instant.compare(a.end, b.end))
        .at(-1),
    ),
    running: planned(shifts.find(inOf(at))),
    dayOf,
    startOf: (of_) => bounds(of_).start,
    isOff: (of_) => calendar !== undefined && shiftsOf(calendar, Temporal.PlainDate.from(of_)).length === 0,
    targets: of('indicator.target').map((one) => ({
      indicator: String(one.fields.indicator),
      at: String(one.fields.at),
      from: String(one.fields.from),
      value: Number(one.fields.value),
    })),
    chain: tree.chain(place),
    names: {
      reason: (reason) => reasons.get(reason) ?? reason,
      // no order and planned down time are nobody's stop: nothing is to be mended on the line
      isLoss: (reason) => !noLoss.has(reason),
      costOf: (definition) => costs.get(definition),
      currency: String(of('equipment.site')[0]?.fields.currency ?? ''),
      skills: skillsOf(model, { places: under, chain: tree.chain(place), timeZone: zone }),
    },
  };
}

/** The target of an indicator that held on a day: of the nearest part of the plant, and there the newest. */
export function targetsOf(plan: Pick<BoardPlan, 'targets' | 'chain'>, of: IndicatorPlan, day: string): Target | undefined {
  for (const place of plan.chain) {
    const held = plan.targets.filter((one) => one.indicator === of.id && one.at === place && one.from <= day).toSorted((a, b) => (a.from < b.from ? -1 : 1));
    const newest = held.at(-1);
    if (newest) return { value: newest.value, better: of.better };
  }
  return undefined;
}
