import type { Random } from '../random.ts';
import { actor, type Crew } from './acts.ts';
import { createHold, type ActEvent, type PlantEvent, type SampleEvent } from './event.ts';
import type { Model } from './model.ts';
import { mode, state } from './packml.ts';
import { nextManned, type Packing } from './processing.ts';
import { isWithin, rounded } from './readings.ts';
import { runOf, type Stretch } from './run.ts';
import { addressesOf, type UnitAddresses } from './signals.ts';
import { workOf, type Item, type Work } from './works.ts';

/** How often counts and measured values are told. Changes of state are always told at once. */
export interface Ticks {
  readonly countsMs: number;
  readonly measuresMs: number;
}

export interface LineInput {
  readonly model: Model;
  readonly line: string;
  readonly blister: string;
  readonly cartoner: string;
  readonly packings: Iterable<Packing>;
  readonly fromMs: number;
  readonly crew: Crew;
  readonly random: Random;
  /** Ticks at an instant: slow in the past, fast where the plant is watched. */
  readonly ticksAt: (atMs: number) => Ticks;
}

const minuteMs = 60_000;
const rollOver = 4_294_967_296;
const explainedShare = 0.85;

/** A packaging line through its jobs: what its units say and what its crew enters, in order of time, without end. */
export function* lineEvents(input: LineInput): Generator<PlantEvent> {
  const { model, line, crew } = input;
  const random = input.random.fork(line);
  const units = { blister: addressesOf(model, input.blister), cartoner: addressesOf(model, input.cartoner) };
  const told = new Map<string, SampleEvent['value']>();
  const counters: Counters = {
    // The cartoner of line 2 is old: its counter is about to roll over
    blister: { total: random.whole(10_000, 900_000), scrap: random.whole(0, 4_000) },
    cartoner: { total: rollOver - random.whole(20_000, 60_000), scrap: random.whole(0, 2_000) },
    energyKwh: random.between(20_000, 90_000),
    temperature: 25,
    part: { total: 0, scrap: 0 },
  };
  let atMs = input.fromMs;
  let lastWork: string | undefined;

  for (const packing of input.packings) {
    const startMs = nextManned(crew, Math.max(packing.readyMs, atMs + 5 * minuteMs));
    if (startMs > atMs) yield* tell(idle(atMs, startMs), undefined);
    const work = workOf(model, packing.segment.work);
    const on = work.on.find(({ at }) => at === line) as Work['on'][number];
    const chance = random.fork(packing.request.id);
    if (chance.isLuck(0.2)) counters.blister = { total: 0, scrap: 0 };
    const isNewFormat = lastWork !== work.id;
    const stretches = runOf({
      startMs,
      quantity: packing.request.quantity,
      ratePerS: on.ratePerS,
      setupMs: on.setupMs * (isNewFormat ? 1 : 0.4),
      isNewFormat,
      shiftAt: crew.shiftAt,
      random: chance.fork('run'),
    });
    yield* job(packing, work, stretches);
    lastWork = work.id;
    atMs = (stretches.at(-1) as Stretch).toMs;
  }

  function* job(packing: Packing, work: Work, stretches: readonly Stretch[]): Generator<PlantEvent> {
    const { request } = packing;
    const chance = random.fork(`${request.id}/acts`);
    const hold = createHold<PlantEvent>();
    const does = actor(crew, { place: line, request: request.id, segment: packing.segment.id, work: work.id });
    const step = (id: string) => work.steps.find((candidate) => candidate.id === id);
    const setup = stretches[0] as Stretch;
    const firstRun = stretches.find(({ ratePerS }) => ratePerS > 0) as Stretch;
    hold.add(does.start(setup.fromMs));
    const timed = [
      ['clearance', setup.fromMs + (setup.toMs - setup.fromMs) * 0.5],
      ['foil', setup.fromMs + (setup.toMs - setup.fromMs) * 0.8],
      ['first-pieces', firstRun.fromMs + 3 * minuteMs],
    ] as const;
    for (const [id, when] of timed) {
      const found = step(id);
      if (found !== undefined) hold.add(...does.step(when, found, chance));
    }

    const checked = step('in-process');
    const weight = checked?.data.find(({ from }) => from.length > 0);
    const drift = driftOf(chance.fork('drift'), firstRun.fromMs);
    let nextCheckMs = firstRun.fromMs + (checked?.everyMs ?? Number.POSITIVE_INFINITY) * 0.5;
    let shift = crew.shiftAt(setup.fromMs);
    const good = { reported: 0, made: 0 };
    let rejected = 0;
    const scrap = new Map<string, number>();

    for (const stretch of stretches) {
      while (checked !== undefined && weight !== undefined && nextCheckMs < stretch.toMs && stretch.ratePerS > 0) {
        const whenMs = Math.round(Math.max(nextCheckMs, Math.min(stretch.fromMs + 5_000, stretch.toMs)));
        hold.add(...inProcess(whenMs, checked.id, weight, drift, chance, does));
        // a crew goes a little before its time is up
        nextCheckMs = whenMs + (checked.everyMs ?? 0) * chance.between(0.85, 0.97);
      }
      hold.add(...explained(stretch, chance, does));
      if (stretch.blister.state === 'complete') hold.add(...closing(stretch.fromMs));
      for (const event of tell(stretch, { weight, drift, chance, setAside: (pieces, rejects) => count(stretch, pieces, rejects) })) {
        yield* hold.release(event.atMs);
        yield event;
      }
      const now = crew.shiftAt(stretch.toMs);
      if (shift !== undefined && now?.startMs !== shift.startMs) hold.add(report(stretch.toMs, does));
      shift = now ?? shift;
      yield* hold.release(stretch.toMs);
    }

    const endMs = (stretches.at(-1) as Stretch).toMs;
    for (const event of hold.release(Number.POSITIVE_INFINITY)) yield { ...event, atMs: Math.min(event.atMs, endMs) };
    yield does.complete(endMs);

    /** When the line has run empty: the rest is reported, counted and reconciled. */
    function* closing(fromMs: number): Generator<ActEvent> {
      yield report(fromMs + 5_000, does);
      // the last check of a run is taken from what came out last
      if (checked !== undefined && weight !== undefined)
        for (const event of inProcess(fromMs + 10_000, checked.id, weight, drift, chance, does)) if (event.kind === 'act') yield event;
      const left = [
        [step('finish'), { rejects: rejected }],
        [step('reconcile'), {}],
      ] as const;
      for (const [index, [last, known]] of left.entries()) if (last !== undefined) yield* does.step(fromMs + 4 * minuteMs + index * 20_000, last, chance, known);
    }
    function count(stretch: Stretch, pieces: number, rejects: number): void {
      good.made += pieces - rejects;
      rejected += rejects;
      if (rejects > 0) scrap.set(stretch.scrapReason, (scrap.get(stretch.scrapReason) ?? 0) + rejects);
    }
    /** What was made since the last report. */
    function report(whenMs: number, by: ReturnType<typeof actor>): ActEvent {
      const reported = good.made - good.reported;
      good.reported = good.made;
      const list = [...scrap].map(([reason, quantity]) => ({ reason, quantity }));
      scrap.clear();
      return by.report(Math.round(whenMs), reported, '1', list);
    }
  }

  /** The operator takes the scale's mean; one that is out is weighed again. */
  function inProcess(whenMs: number, step: string, item: Item, drift: Drift, chance: Random, does: ReturnType<typeof actor>): PlantEvent[] {
    const events: PlantEvent[] = [];
    const take = (atMsOfLook: number, isRecheck: boolean): number => {
      const value = weigh(item, drift, atMsOfLook, chance);
      events.push(...sample(atMsOfLook, units.blister, 'weight', value), does.record(atMsOfLook + 20_000, step, { [item.id]: value }, isRecheck));
      return value;
    };
    if (!isWithin(item, take(whenMs, false))) take(whenMs + 180_000, true);
    return [...events, does.completeStep((events.at(-1) as PlantEvent).atMs + 5_000, step)];
  }

  function* explained(stretch: Stretch, chance: Random, does: ReturnType<typeof actor>): Generator<ActEvent> {
    for (const unit of ['blister', 'cartoner'] as const) {
      const { state: at, reason } = stretch[unit];
      if (at !== 'held' || reason === '' || stretch.toMs - stretch.fromMs < 2 * minuteMs || !chance.isLuck(explainedShare)) continue;
      yield does.explain(Math.round(stretch.toMs + chance.between(0.5, 5) * minuteMs), input[unit], reason, stretch.fromMs, stretch.toMs);
    }
  }

  /** What both units say during a stretch. */
  function* tell(
    stretch: Stretch,
    run: { weight: Item | undefined; drift: Drift; chance: Random; setAside: (pieces: number, rejects: number) => void } | undefined,
  ): Generator<SampleEvent> {
    const { fromMs, toMs } = stretch;
    for (const unit of ['blister', 'cartoner'] as const) {
      const own = stretch[unit];
      yield* changed(fromMs, units[unit], 'mode', mode[own.mode]);
      yield* changed(fromMs, units[unit], 'stop-reason', own.reason);
      yield* changed(fromMs, units[unit], 'state', state[own.state]);
      yield* changed(fromMs, units[unit], 'rate', rounded(stretch.ratePerS * 60, 1));
    }
    let lastMs = fromMs;
    let nextMeasureMs = fromMs;
    for (let nowMs = nextTick(fromMs); nowMs <= toMs || lastMs < toMs; nowMs = nextTick(nowMs)) {
      const untilMs = Math.min(nowMs, toMs);
      if (run !== undefined && stretch.ratePerS > 0) yield* counts(stretch, lastMs, untilMs, run);
      counters.energyKwh += (power(stretch) * (untilMs - lastMs)) / 3_600_000;
      if (untilMs >= nextMeasureMs) {
        yield* measures(stretch, untilMs, untilMs - lastMs, run);
        nextMeasureMs = untilMs + input.ticksAt(untilMs).measuresMs;
      }
      lastMs = untilMs;
      if (untilMs === toMs) break;
    }

    function nextTick(nowMs: number): number {
      // Where nothing is counted only the measured values go on
      const { countsMs, measuresMs } = input.ticksAt(nowMs);
      const every = stretch.ratePerS > 0 ? countsMs : measuresMs;
      return nowMs - (nowMs % every) + every;
    }
  }

  function* counts(stretch: Stretch, lastMs: number, nowMs: number, run: { chance: Random; setAside: (pieces: number, rejects: number) => void }): Generator<SampleEvent> {
    // Fractions are carried over, so that slow and fast ticks count the same
    counters.part.total += (stretch.ratePerS * (nowMs - lastMs)) / 1000;
    counters.part.scrap += (stretch.ratePerS * stretch.scrapShare * (nowMs - lastMs)) / 1000;
    const pieces = Math.floor(counters.part.total);
    const rejects = Math.min(pieces, Math.floor(counters.part.scrap));
    counters.part.total -= pieces;
    counters.part.scrap -= rejects;
    if (pieces === 0) return;
    run.setAside(pieces, rejects);
    counters.blister.total = (counters.blister.total + pieces) % rollOver;
    counters.blister.scrap = (counters.blister.scrap + rejects) % rollOver;
    counters.cartoner.total = (counters.cartoner.total + pieces - rejects) % rollOver;
    for (const unit of ['blister', 'cartoner'] as const) {
      yield* changed(nowMs, units[unit], 'total-count', counters[unit].total);
      yield* changed(nowMs, units[unit], 'scrap-count', counters[unit].scrap);
    }
  }

  function* measures(stretch: Stretch, nowMs: number, lastsMs: number, run: { weight: Item | undefined; drift: Drift; chance: Random } | undefined): Generator<SampleEvent> {
    const isHot = stretch.blister.state !== 'stopped' && stretch.blister.mode === 'produce' && run !== undefined;
    const goal = isHot ? (stretch.blister.reason === 'sealing-temperature' ? 148 : 165) : 60;
    // 6 min time constant of the sealing plate
    counters.temperature = goal + (counters.temperature - goal) * Math.exp(-lastsMs / 360_000);
    const noise = random.fork(`noise ${nowMs}`).normal(0, 1);
    yield* sample(nowMs, units.blister, 'temperature', rounded(counters.temperature + noise * 0.4, 1));
    yield* sample(nowMs, units.blister, 'energy', rounded(counters.energyKwh, 2));
    if (stretch.ratePerS > 0 && run?.weight !== undefined) yield* sample(nowMs, units.blister, 'weight', weigh(run.weight, run.drift, nowMs, run.chance));
  }

  function weigh(item: Item, drift: Drift, whenMs: number, chance: Random): number {
    const { low, high, decimals } = item.limits ?? { low: 0, high: 0, decimals: 2 };
    const middle = item.target ?? (low + high) / 2;
    const isDrifting = whenMs >= drift.fromMs && whenMs < drift.toMs;
    const offset = isDrifting ? drift.by * (high - low) * Math.min(1, (whenMs - drift.fromMs) / (20 * minuteMs)) : 0;
    return rounded(middle + offset + chance.fork(`weight ${whenMs}`).normal(0, (high - low) / 14), Math.max(decimals, 2));
  }

  function* changed(whenMs: number, unit: UnitAddresses, name: keyof UnitAddresses['by'], value: SampleEvent['value']): Generator<SampleEvent> {
    const address = unit.by[name];
    if (address === undefined || told.get(address) === value) return;
    yield* sample(whenMs, unit, name, value);
  }

  function* sample(whenMs: number, unit: UnitAddresses, name: keyof UnitAddresses['by'], value: SampleEvent['value']): Generator<SampleEvent> {
    const address = unit.by[name];
    if (address === undefined) return;
    told.set(address, value);
    yield { kind: 'sample', atMs: Math.round(whenMs), unit: unit.unit, address, value };
  }
}

interface Counters {
  blister: { total: number; scrap: number };
  cartoner: { total: number; scrap: number };
  energyKwh: number;
  temperature: number;
  part: { total: number; scrap: number };
}

/** A stretch in which the filling slowly leaves its middle, until somebody corrects it. */
interface Drift {
  readonly fromMs: number;
  readonly toMs: number;
  /** In widths of the limits; beyond 0.5 the mean is out. */
  readonly by: number;
}

function driftOf(random: Random, startMs: number): Drift {
  if (!random.isLuck(0.12)) return { fromMs: Number.POSITIVE_INFINITY, toMs: Number.POSITIVE_INFINITY, by: 0 };
  const fromMs = startMs + random.between(20, 90) * minuteMs;
  return { fromMs, toMs: fromMs + random.between(35, 70) * minuteMs, by: (random.isLuck(0.5) ? 1 : -1) * random.between(0.45, 0.75) };
}

const idle = (fromMs: number, toMs: number): Stretch => ({
  fromMs,
  toMs,
  blister: { state: 'idle', mode: 'produce', reason: 'no-order' },
  cartoner: { state: 'idle', mode: 'produce', reason: 'no-order' },
  ratePerS: 0,
  scrapShare: 0,
  scrapReason: '',
});

/** kW drawn by the line: sealing and forming heat, drives, vacuum. */
function power({ blister }: Stretch): number {
  if (blister.state === 'execute') return 17.5;
  return blister.mode === 'manual' ? 4 : blister.state === 'idle' ? 6.5 : 9;
}
