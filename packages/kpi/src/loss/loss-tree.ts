import { lengthMs } from '@millrace/calendar';
import type { Interval } from '@millrace/calendar';
import { Decimal, decimal } from '@millrace/quantity';
import type { DecimalInput } from '@millrace/quantity';
import { checkLeaves, clippedTo } from '../interval/leaf.ts';
import type { Leaf } from '../interval/leaf.ts';
import type { Flag } from '../lineage.ts';
import { categoryOf, usualMinorStopMs } from '../oee/category.ts';
import type { TimeCategory } from '../oee/category.ts';
import { countTotals } from '../oee/response.ts';
import type { JobResponse } from '../oee/response.ts';
import { onlyNamed } from '@millrace/statistics/guard';

export type LossCategory = Exclude<TimeCategory, 'production'> | 'speed' | 'scrap' | 'rework' | 'good';

/** One step from the time there is down to the time that made good pieces. */
export type Loss = {
  readonly category: LossCategory;
  readonly ms: number;
  /** What it cost, by the rates given; exact. Undefined where no rate was given for it. */
  readonly money?: Decimal;
  readonly basis: readonly string[];
  /** The plant's reasons under it, the longest first; `none` stands for time without a reason. */
  readonly reasons: readonly {
    readonly reason: string;
    readonly ms: number;
    readonly count: number;
    readonly money?: Decimal;
    readonly basis: readonly string[];
  }[];
};

/** Rates of the one who owns the plant's money; loss is valued, not booked. */
export type LossRates = {
  /** ISO 4217 code. */
  readonly currency: string;
  /** What an hour of the unit is worth, by default and by category. A category at 0 costs nothing on purpose. */
  readonly perHour?: DecimalInput;
  readonly perHourOf?: Partial<Record<LossCategory, DecimalInput>>;
  /** Material lost with a scrapped piece, work of a reworked one, by product. */
  readonly perScrapped?: Readonly<Record<string, DecimalInput>>;
  readonly perReworked?: Readonly<Record<string, DecimalInput>>;
};

export type LossTree = {
  readonly windowMs: number;
  readonly losses: readonly Loss[];
  /** Ideal time of the good pieces: what is left at the end. */
  readonly goodMs: number;
  readonly currency?: string;
  /** Sum of the losses, to the last digit; they are sums of their reasons in the same way. */
  readonly totalMoney?: Decimal;
  /** Losses, and products of scrap and rework, for which no rate was given: the total is without them. */
  readonly unvalued?: readonly string[];
  readonly flags: readonly Flag[];
};

const order: readonly LossCategory[] = [
  'off',
  'break',
  'maintenance',
  'planned-other',
  'no-order',
  'setup',
  'breakdown',
  'waiting',
  'minor-stop',
  'unknown',
  'speed',
  'scrap',
  'rework',
];

/**
 * Waterfall from all time of the window to good time: each loss once, none twice, and together they make up the difference exactly: times
 * are kept in steps of 2^-10 ms, which doubles add without rounding.
 * Speed is what production lasted beyond the ideal time of all pieces; it is negative, and flagged, where the ideal cycle is too long.
 * Refuses products without cycle.
 */
export function lossTree(of: {
  readonly window: Interval;
  readonly leaves: readonly Leaf[];
  readonly responses: readonly JobResponse[];
  readonly minorStopMs?: number;
  readonly rates?: LossRates;
}): LossTree {
  onlyNamed('of', of, ['window', 'leaves', 'responses', 'minorStopMs', 'rates']);
  if (of.rates !== undefined) {
    onlyNamed('rates', of.rates, ['currency', 'perHour', 'perHourOf', 'perScrapped', 'perReworked']);
    onlyNamed('rates.perHourOf', of.rates.perHourOf ?? {}, order);
  }
  checkLeaves(of.leaves);
  const windowMs = exact(lengthMs(of.window));
  const counts = countTotals(of.responses);
  if (counts.idealMs === undefined) throw new RangeError(`responses ${counts.withoutCycle.join(', ')} have no idealCycleS; allowed is a tree only where every product has one.`);
  const found = new Map<LossCategory | 'production', { ms: number; basis: string[]; reasons: Map<string, { ms: number; count: number; basis: string[] }> }>();
  const bookOn = (category: LossCategory | 'production', reason: string | undefined, ms: number, id: string | undefined, isCounted = true): void => {
    const entry = found.get(category) ?? { ms: 0, basis: [], reasons: new Map<string, { ms: number; count: number; basis: string[] }>() };
    found.set(category, entry);
    entry.ms += ms;
    if (id !== undefined) entry.basis.push(id);
    const under = entry.reasons.get(reason ?? 'none') ?? { ms: 0, count: 0, basis: [] };
    entry.reasons.set(reason ?? 'none', under);
    under.ms += ms;
    if (isCounted) under.count += 1;
    if (id !== undefined) under.basis.push(id);
  };
  let covered = 0;
  const clipped = clippedTo(of.window, of.leaves);
  for (const { leaf } of clipped) {
    // by its ends from the start of the window, so that neighbours share theirs
    const [begin, end] = [leaf.start, leaf.end].map((at) => exact(Math.min(windowMs, Math.max(0, Number(at.epochNanoseconds - of.window.start.epochNanoseconds) / 1e6))));
    const ms = end! - begin!;
    const category = categoryOf(leaf, lengthMs(leaf), of.minorStopMs ?? usualMinorStopMs);
    // a stop cut at the change of shift is counted in the shift in which it began
    bookOn(category, leaf.reason, ms, leaf.id, leaf.stop?.isFirstPart ?? true);
    covered += ms;
  }
  if (windowMs > covered) bookOn('unknown', undefined, windowMs - covered, undefined);
  const productionMs = found.get('production')?.ms ?? 0;
  let [idealMs, goodMs] = [0, 0];
  for (const response of of.responses) {
    const idealOf = (count: number): number => exact(count * (response.idealCycleS ?? 0) * 1000);
    if (response.scrap > 0) bookOn('scrap', response.product, idealOf(response.scrap), response.id);
    if (response.rework > 0) bookOn('rework', response.product, idealOf(response.rework), response.id);
    goodMs += idealOf(response.good);
    idealMs += idealOf(response.good) + idealOf(response.scrap) + idealOf(response.rework);
  }
  const speedMs = productionMs - idealMs;
  if (productionMs > 0 || idealMs > 0) {
    bookOn('speed', undefined, speedMs, undefined);
    const { basis } = found.get('speed')!;
    for (const id of [...(found.get('production')?.basis ?? []), ...counts.basis]) basis.push(id);
  }
  const flags: Flag[] = [];
  if (windowMs > covered) flags.push('incomplete');
  if (clipped.some(({ leaf }) => leaf.isOpen)) flags.push('open');
  if (speedMs < 0) flags.push('performance-above-1');
  const valuing = of.rates && valuer(of.rates, of.responses);
  const losses = order.flatMap((category): Loss[] => {
    const entry = found.get(category);
    if (!entry) return [];
    const reasons = [...entry.reasons].map(([reason, under]) => {
      const money = valuing?.value(category, under.ms, under.basis);
      return { reason, ...under, ...(money && { money }) };
    });
    const money = reasons.reduce<Decimal | undefined>((sum, under) => (under.money ? under.money.plus(sum ?? 0) : sum), undefined);
    return [{ category, ms: entry.ms, ...(money && { money }), basis: entry.basis, reasons: reasons.toSorted((a, b) => b.ms - a.ms) }];
  });
  return {
    windowMs,
    losses,
    goodMs,
    flags,
    ...(of.rates &&
      valuing && {
        currency: of.rates.currency,
        totalMoney: losses.reduce((total, loss) => total.plus(loss.money ?? 0), new Decimal(0)),
        unvalued: [...valuing.unvalued],
      }),
  };
}

// ten places: far below a cent of any currency, and sums of such amounts are exact in the 60 digits of a Decimal
const moneyPlaces = 10;
const exact = (ms: number): number => Math.round(ms * 1024) / 1024;

type Valuing = { readonly value: (category: LossCategory, ms: number, basis: readonly string[]) => Decimal | undefined; readonly unvalued: ReadonlySet<string> };

function valuer(rates: LossRates, responses: readonly JobResponse[]): Valuing {
  if (!/^[A-Z]{3}$/.test(rates.currency)) throw new RangeError(`currency is ${JSON.stringify(rates.currency)}; allowed is an ISO 4217 code such as EUR.`);
  const rate = (input: DecimalInput | undefined, name: string): Decimal | undefined => {
    if (input === undefined) return undefined;
    const read = decimal(input, name);
    if (read.lt(0)) throw new RangeError(`${name} is ${read.toString()}; allowed is zero or more.`);
    return read;
  };
  const byId = new Map(responses.map((response) => [response.id, response]));
  const unvalued = new Set<string>();
  const value = (category: LossCategory, ms: number, basis: readonly string[]): Decimal | undefined => {
    const hourly = rate(rates.perHourOf?.[category] ?? rates.perHour, `rate of ${category}`);
    if (!hourly && ms !== 0) unvalued.add(category);
    let money = hourly?.times(decimal(ms, 'ms')).div(3_600_000);
    const perPiece = category === 'scrap' ? rates.perScrapped : category === 'rework' ? rates.perReworked : undefined;
    for (const id of perPiece ? basis : []) {
      const response = byId.get(id);
      if (!response || !perPiece) continue;
      const piece = response.product === undefined ? undefined : rate(perPiece[response.product], `rate of ${response.product}`);
      if (piece) money = (money ?? new Decimal(0)).plus(piece.times(category === 'scrap' ? response.scrap : response.rework));
      else unvalued.add(`${category} of ${response.product ?? `response ${id}`}`);
    }
    return money?.toDecimalPlaces(moneyPlaces);
  };
  return { value, unvalued };
}
