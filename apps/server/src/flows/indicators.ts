import { shiftsBetween, type Shift } from '@millrace/calendar';
import { isKeptAs, reckonEnergy, reckonOee, uncountedFlags, type Uncounted, unheardOf, value, valueOf, type OeeGround, type Reckoned } from '@millrace/indicator';
import { readGround } from '@millrace/indicator/module';
import { newId } from '@millrace/kernel';
import { profileNamed, type LeafState } from '@millrace/kpi';
import type { Model } from '@millrace/model';
import { eventsBetween, headOf, stateOfRow } from '@millrace/store';
import type { House } from '../house.ts';
import { seconds } from '../policy.ts';
import { counterHeard } from './counter-heard.ts';
import { energyReader, type EnergyReader } from './energy.ts';
import { indicatorRounds, type Stretch } from './indicator-rounds.ts';
import { underLease, type Lease } from './lease.ts';

// 30 s: a board that people stand before shows the stop they talk about
const everyMs = 30_000;

interface Unit {
  readonly unit: string;
  readonly line: string | undefined;
  /** The unit is its line's constraint: its OEE is the line's as well. */
  readonly isConstraint: boolean;
}

/**
 * Reckons indicators of open and recent shifts, and of older ones that late facts touch. One server at a time, and not before it is
 * known what nobody heard: a shift that ended meanwhile would be final with time in it that nobody watched.
 */
export function startIndicators(house: House, ground: Promise<void>): Lease {
  const warn = (message: string, error: unknown) => house.log.warn({ err: error }, message);
  return underLease(
    house.database,
    `flow:${house.site}:indicators`,
    async () => {
      let isStopped = false;
      let position = await headOf(house.database, house.site);
      let pass: Promise<void> = Promise.resolve();
      const energy = energyReader(house);
      // shifts that this round has looked at: readings that came late touch each quarter of an hour of one
      const looked = new Set<string>();
      const run = indicatorRounds({
        now: house.clock.now,
        units: () => unitsOf(house).map(({ unit }) => unit),
        touched: async () => {
          looked.clear();
          const touched = await touchedSince(house, position);
          position = touched.position;
          // a historian that is away for a moment keeps nobody from their OEE; its readings are asked for again
          const late = await energy.touched().catch((error: unknown) => (warn('late readings of meters could not be asked for; they are asked for again', error), []));
          return [...touched.places, ...late.flatMap(({ place, at }) => reckonedWith(house, place).map((unit) => ({ place: unit, at })))];
        },
        reckon: async ({ unit, from, to }) => {
          const known = unitsOf(house).find((one) => one.unit === unit);
          const failed: Stretch[] = [];
          if (known)
            await reckonUnit(house, known, from, to, {
              energy,
              looked,
              isStopped: () => isStopped,
              onFailed({ start, end }, error) {
                if (failed.length === 0) warn(`indicators of ${unit} could not be reckoned for the shift from ${start}; it is tried again`, error);
                failed.push({ unit, from: start, to: end });
              },
            });
          return failed;
        },
        warn,
      });
      const next = () => (pass = ground.then(() => (isStopped ? undefined : run())).catch((error: unknown) => warn('indicators could not be reckoned', error)));
      const timer = setInterval(() => void pass.then(() => (isStopped ? undefined : next())), everyMs);
      void next();
      return async () => {
        isStopped = true;
        clearInterval(timer);
        await pass;
      };
    },
    warn,
  );
}

/** Reckons every shift of a unit that overlaps a stretch of time. One that fails ends it, unless somebody takes the failure and the rest goes on. */
export async function reckonUnit(
  house: House,
  unit: Unit,
  from: Temporal.Instant,
  to: Temporal.Instant,
  {
    energy = energyReader(house),
    looked = new Set(),
    isStopped = () => false,
    onFailed,
  }: { energy?: EnergyReader; looked?: Set<string>; isStopped?: () => boolean; onFailed?: (shift: Shift, error: unknown) => void } = {},
): Promise<void> {
  const calendar = house.policy().calendarAt(unit.unit);
  if (!calendar) return;
  const now = house.clock.now();
  for (const shift of shiftsBetween(calendar, from, to)) {
    if (isStopped() || Temporal.Instant.compare(shift.start, now) >= 0) break;
    const one = `${unit.unit} ${shift.start}`;
    if (looked.has(one)) continue;
    try {
      await reckonShift(house, unit, shift, now, energy);
      looked.add(one);
    } catch (error) {
      if (!onFailed) throw error;
      onFailed(shift, error);
    }
  }
}

async function reckonShift(house: House, known: Unit, shift: Shift, now: Temporal.Instant, energy: EnergyReader): Promise<void> {
  const { unit, line, isConstraint } = known;
  const { profile, closesAfterS } = profileAt(house, unit);
  const intervalOf = intervalsOf(house.policy().model);
  const read = await readGround(house.database, house.site, unit, line, shift, now, profile, (reason) => intervalOf.get(reason));
  if (read.intervals.length === 0 && read.counts.length === 0) return;
  const isFinal = Temporal.Instant.compare(now, shift.end.add({ seconds: closesAfterS })) >= 0;
  const { ground, reckoned } = await reckonedOee(house, unit, read);
  // a unit that no machine speaks for, in a shift nobody told of: a row of "unknown" would only stand before those that are known
  if (reckoned.completeness === 0 && !speaks(house, unit)) return;
  await keep(house, 'oee', unit, shift, profile, isFinal, reckoned);
  if (isConstraint && line !== undefined) await keep(house, 'oee', line, shift, profile, isFinal, reckoned);
  const yieldOf = firstPass([...ground.counts, ...unheardOf(ground).within], reckoned);
  if (yieldOf && isConstraint && line !== undefined) await keep(house, 'first-pass-yield', line, shift, undefined, isFinal, yieldOf);
  const uncounted = uncountedFlags.find((flag) => reckoned.flags.includes(flag));
  await keepEnergy(house, known, ground, uncounted, isFinal, energy);
}

/** The OEE of a unit; whether its counter was heard is asked only of a shift that ran and made nothing. */
async function reckonedOee(house: House, unit: string, read: Omit<OeeGround, 'counter'>): Promise<{ ground: OeeGround; reckoned: Reckoned }> {
  const ground: OeeGround = { ...read, counter: 'heard' };
  const reckoned = reckonOee(ground);
  if (!reckoned.flags.includes('counted-none')) return { ground, reckoned };
  const { start, end } = read.shift;
  const counter = await counterHeard(house, unit, start, Temporal.Instant.compare(read.now, end) < 0 ? read.now : end);
  return { ground: { ...ground, counter }, reckoned: reckonOee({ ...ground, counter }) };
}

/** Energy of the unit where a meter counts it, and with the line's constraint that of the line: the sum of its meters by the good pieces of the constraint. */
async function keepEnergy(
  house: House,
  { unit, line, isConstraint }: Unit,
  ground: OeeGround,
  uncounted: Uncounted | undefined,
  isFinal: boolean,
  energy: EnergyReader,
): Promise<void> {
  const definitions = house.policy().model.objects.filter((one) => one.kind === 'indicator.definition' && one.fields.measures === 'energy-per-thousand');
  const { shift, now } = ground;
  const { within, across } = unheardOf(ground);
  const ofLine = line === undefined || !isConstraint ? [] : unitsOf(house).flatMap((one) => (one.line === line ? [one.unit] : []));
  const places = [
    { place: unit, parts: [unit] },
    // a meter of the whole line counts its units too
    ...(line === undefined || !isConstraint ? [] : [{ place: line, parts: energy.meters().some((one) => one.on === line) ? [line] : ofLine }]),
  ];
  for (const { place, parts } of definitions.length === 0 ? [] : places) {
    const meters = energy.meters().filter((one) => parts.includes(one.on));
    if (meters.length === 0) continue;
    const used = await Promise.all(meters.map((meter) => energy.used(meter, shift, now)));
    for (const { id, fields } of definitions)
      await keep(
        house,
        id,
        place,
        shift,
        undefined,
        isFinal,
        reckonEnergy({
          used,
          unmetered: parts.filter((part) => !meters.some((one) => one.on === part)),
          counts: [...ground.counts, ...within],
          intervals: ground.intervals.flatMap((one) => (one.jobOrder === undefined ? [] : [one.id])),
          isRunning: Temporal.Instant.compare(now, shift.end) < 0,
          hasPiecesAcross: across.length > 0,
          ...(uncounted && { uncounted }),
          unit: String(fields.unit),
          decimals: Number(fields.decimals ?? 1),
        }),
      );
  }
}

/** Units that are reckoned when a part of the plant is touched: itself, and the constraint of a line it is or lies in. */
function reckonedWith(house: House, place: string): string[] {
  const units = unitsOf(house);
  const line = units.find((one) => one.unit === place)?.line ?? place;
  return units.filter((one) => one.unit === place || (one.isConstraint && one.line === line)).map((one) => one.unit);
}

/** A machine says something of the unit: then a shift in which it was not heard is a number that is missing. */
const speaks = (house: House, unit: string) => house.policy().model.objects.some((one) => one.kind === 'scada.signal' && one.fields.on === unit);

/** What a stop for a reason is to an indicator, by reason. */
const intervalsOf = (model: Model) => new Map(model.objects.filter((one) => one.kind === 'equipment.reason').map((one) => [one.id, one.fields.interval as LeafState | undefined]));

/** Keeps a number that is another than the one that stands. What stands is asked first: an act is sealed for ever, also one in which nothing changed. */
async function keep(house: House, indicator: string, place: string, shift: Shift, profile: string | undefined, isFinal: boolean, reckoned: Reckoned): Promise<void> {
  const { rows } = await house.database.pool.query<{ row: Record<string, unknown> }>({
    name: 'value that stands',
    text: 'select to_jsonb(v) as row from indicator.value v where site = $1 and id = $2',
    values: [house.site, valueOf(indicator, place, shift.start)],
  });
  const before = rows[0] && value.states.safeDecode(stateOfRow(rows[0].row) as never);
  if (before?.success && isKeptAs(before.data, { isFinal, reckoned })) return;
  await house.shell.execute(
    'indicator.value.reckon',
    {
      indicator,
      place,
      startsAt: shift.start.toString(),
      endsAt: shift.end.toString(),
      shift: shift.id,
      productionDay: shift.productionDate.toString(),
      ...(profile !== undefined && { profile }),
      isFinal,
      reckoned,
    },
    { key: newId(), actor: { kind: 'system', person: 'rule:indicator.reckoner' }, site: house.site },
  );
}

/** Good pieces of all pieces, as the machine counted them. */
function firstPass(counts: readonly { id: string; total: number; scrap: number }[], oee: Reckoned): Reckoned | undefined {
  const total = counts.reduce((sum, one) => sum + one.total, 0);
  if (total === 0) return undefined;
  const good = total - counts.reduce((sum, one) => sum + one.scrap, 0);
  return {
    numerator: good,
    denominator: total,
    value: ((good / total) * 100).toFixed(1),
    flags: oee.flags.filter((flag) => flag === 'open' || flag === 'incomplete' || flag === 'pieces-across-shifts'),
    factors: {},
    completeness: oee.completeness,
    sums: { good, total },
    basis: counts.map((one) => one.id),
  };
}

export function unitsOf(house: House): Unit[] {
  const { tree } = house.policy();
  const lines = new Map(tree.all.filter((part) => part.kind === 'equipment.line').map((line) => [line.id, line]));
  return tree.all
    .filter((part) => part.kind === 'equipment.unit')
    .map((part) => {
      const line = part.in !== undefined && lines.has(part.in) ? part.in : undefined;
      return { unit: part.id, line, isConstraint: line !== undefined && lines.get(line)!.fields.constraint === part.id };
    });
}

function profileAt(house: House, place: string): { profile: string; closesAfterS: number } {
  const { model, tree } = house.policy();
  const rules = model.objects.filter((one) => one.kind === 'indicator.profile').map((one) => one.fields);
  const rule = tree
    .chain(place)
    .map((here) => rules.find((one) => one.at === here))
    .find((one) => one !== undefined);
  const profile = profileNamed(`${String(rule?.oee ?? 'iso-22400-2')}${rule?.noOrder === 'outside' ? '/ordered' : ''}`).id;
  return { profile, closesAfterS: seconds(String(rule?.closesAfter ?? '4 h')) };
}

// 1,000 positions are read in some 10 ms, so that no act waits long for the connection
const pageOfLog = 1000;

/** Units and moments that late facts touched since a position of the log. */
async function touchedSince(house: House, position: number): Promise<{ position: number; places: { place: string; at: Temporal.Instant }[] }> {
  const places: { place: string; at: Temporal.Instant }[] = [];
  const head = await headOf(house.database, house.site);
  for (let from = position; from < head; from += pageOfLog) {
    for (const event of await eventsBetween(house.database, house.site, ['scada.interval', 'scada.count', 'scada.unheard-count'], from, Math.min(from + pageOfLog, head))) {
      const data = event.data as { place?: string; startsAt?: string; endsAt?: string };
      // both shifts that the stretch lies in
      if (event.noun === 'scada.unheard-count') for (const at of [data.startsAt!, data.endsAt!]) places.push({ place: data.place!, at: Temporal.Instant.from(at) });
      else if (data.place !== undefined && data.startsAt !== undefined) places.push({ place: data.place, at: Temporal.Instant.from(data.startsAt) });
      else if (event.noun === 'scada.interval') {
        const { rows } = await house.database.pool.query<{ place: string; starts_at: Temporal.Instant }>(
          'select place, starts_at from scada.interval_in_force where site = $1 and id = $2',
          [house.site, event.subject],
        );
        if (rows[0]) places.push({ place: rows[0].place, at: rows[0].starts_at });
      }
    }
  }
  return { position: Math.max(position, head), places };
}
