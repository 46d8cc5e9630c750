import type { Random } from '../random.ts';
import { actor, type Crew } from './acts.ts';
import { createHold, type ActEvent, type PlantEvent, type Request, type SampleEvent } from './event.ts';
import type { Ticks } from './line.ts';
import type { Model } from './model.ts';
import { nextManned } from './processing.ts';
import { workOf } from './works.ts';

export interface CellInput {
  readonly model: Model;
  readonly unit: string;
  readonly line: string;
  readonly requests: Iterable<Request>;
  readonly fromMs: number;
  readonly crew: Crew;
  readonly random: Random;
  readonly ticksAt: (atMs: number) => Ticks;
}

const minuteMs = 60_000;

/** A mill-turn centre through its jobs, by the keys of its MTConnect adapter. It stands when nobody is on shift. */
export function* cellEvents(input: CellInput): Generator<PlantEvent> {
  const { model, unit, line, crew } = input;
  const random = input.random.fork(unit);
  const told = new Map<string, SampleEvent['value']>();
  let atMs = input.fromMs;
  let cuttingS = 0;

  function* say(whenMs: number, values: Readonly<Record<string, SampleEvent['value']>>): Generator<SampleEvent> {
    for (const [address, value] of Object.entries(values)) {
      if (told.get(address) === value) continue;
      told.set(address, value);
      yield { kind: 'sample', atMs: Math.round(whenMs), unit, address, value };
    }
  }

  yield* say(atMs, { avail: 'AVAILABLE', estop: 'ARMED', fmode: 'PROCESS_DEVELOPMENT', pexecution: 'READY', pprogram: '', pFovr: 100, S1load: 0, S1speed: 0, ppartcount: 0 });
  for (const request of input.requests) {
    const segment = request.segments[0] as Request['segments'][number];
    const work = workOf(model, segment.work);
    const on = work.on[0] as (typeof work.on)[number];
    const chance = random.fork(request.id);
    const does = actor(crew, { place: line, request: request.id, segment: segment.id, work: work.id });
    const hold = createHold<PlantEvent>();
    const setUp = work.steps.find(({ everyMs }) => everyMs === undefined);
    const gauging = work.steps.find(({ everyMs }) => everyMs !== undefined);

    atMs = nextManned(crew, Math.max(request.startMs, atMs + 5 * minuteMs));
    yield* hold.release(atMs);
    yield does.start(Math.round(atMs));
    yield* say(atMs, { fmode: 'SETUP', pexecution: 'READY', pprogram: `${request.product}.MIN`, ppartcount: 0 });
    const setupMs = on.setupMs * chance.skewed(1, 0.2);
    if (setUp !== undefined) hold.add(...does.step(atMs + setupMs * 0.95, setUp, chance));
    atMs += setupMs;

    let made = 0;
    let good = 0;
    // The first part is measured to destruction
    let scrap = new Map([['first-part', 1]]);
    let nextGaugeMs = atMs + 30 * minuteMs;
    while (made < request.quantity) {
      const manned = nextManned(crew, atMs);
      const pause = crew.shiftAt(manned)?.breaks.find(({ startMs, endMs }) => startMs <= manned && manned < endMs);
      if (manned > atMs || pause !== undefined) {
        if (manned > atMs) hold.add(report(atMs));
        yield* hold.release(atMs);
        yield* say(atMs, { fmode: 'PROCESS_DEVELOPMENT', pexecution: 'READY', S1speed: 0, S1load: 0 });
        atMs = pause?.endMs ?? manned;
        continue;
      }
      yield* part();
      made += 1;
      if (chance.isLuck(0.012)) {
        scrap.set('diameter', (scrap.get('diameter') ?? 0) + 1);
      } else good += 1;
      yield* hold.release(atMs);
      yield* say(atMs, { pexecution: 'PROGRAM_COMPLETED', ppartcount: made, S1speed: 0, S1load: 0, pCuttingTime: Math.round(cuttingS) });
      if (gauging !== undefined && atMs >= nextGaugeMs) {
        hold.add(...does.step(atMs + 90_000, gauging, chance));
        nextGaugeMs = atMs + (gauging.everyMs ?? 0);
      }
      // Unload, load the bar on; sometimes a tool is changed or the rack is empty
      const stop = chance.isLuck(0.03) ? 'tool-change' : chance.isLuck(0.02) ? 'bar-change' : undefined;
      const lastsMs = stop === undefined ? chance.skewed(35_000, 0.3) : chance.skewed(stop === 'tool-change' ? 9 * minuteMs : 5 * minuteMs, 0.6);
      if (stop !== undefined) {
        yield* say(atMs + 2_000, { pexecution: 'FEED_HOLD' });
        hold.add(does.explain(Math.round(atMs + lastsMs + 60_000), unit, stop, Math.round(atMs), Math.round(atMs + lastsMs)));
      }
      atMs += lastsMs;
    }
    hold.add(report(atMs));
    if (gauging !== undefined) hold.add(does.endChecks(atMs + 130_000, gauging.id));
    const endMs = Math.round(atMs + 3 * minuteMs);
    for (const event of hold.release(Number.POSITIVE_INFINITY)) yield { ...event, atMs: Math.min(event.atMs, endMs) };
    yield* say(endMs, { fmode: 'PROCESS_DEVELOPMENT', pexecution: 'READY' });
    yield does.complete(endMs);
    atMs = endMs;

    function* part(): Generator<PlantEvent> {
      // the rate of the work master is the ideal one: a part takes that long at best
      const cycleMs = (1000 / on.ratePerS) * chance.between(1, 1.07);
      yield* hold.release(atMs);
      yield* say(atMs, { fmode: 'PRODUCTION', pexecution: 'ACTIVE', p1CurrentTool: 1 });
      const endsMs = atMs + cycleMs;
      for (let nowMs = nextTick(atMs); nowMs < endsMs; nowMs = nextTick(nowMs)) {
        const share = 1 - (endsMs - nowMs) / cycleMs;
        yield* hold.release(nowMs);
        yield* say(nowMs, {
          p1CurrentTool: 1 + Math.floor(share * 7) * 2,
          S1speed: share < 0.55 ? 1800 : 950,
          S1load: Math.max(0, Math.round(random.fork(`load ${nowMs}`).normal(share < 0.55 ? 44 : 57, 5))),
          pFovr: 100,
        });
      }
      cuttingS += (cycleMs * 0.82) / 1000;
      atMs = endsMs;
    }

    function report(whenMs: number): ActEvent {
      const act = does.report(
        whenMs,
        good,
        '1',
        [...scrap].map(([reason, quantity]) => ({ reason, quantity })),
      );
      good = 0;
      scrap = new Map();
      return act;
    }
  }

  function nextTick(nowMs: number): number {
    const every = input.ticksAt(nowMs).countsMs;
    return nowMs - (nowMs % every) + every;
  }
}
