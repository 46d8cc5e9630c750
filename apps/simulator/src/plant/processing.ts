import type { Random } from '../random.ts';
import { actor, type Crew } from './acts.ts';
import type { ActEvent, Request } from './event.ts';
import type { Model } from './model.ts';
import { rounded } from './readings.ts';
import { workOf, type Step, type Work } from './works.ts';

/** When each place is free again, and what it made last. */
export interface Places {
  readonly free: Map<string, number>;
  readonly last: Map<string, string>;
}

/** A request that has come to its packaging: which line takes it, and from when on it may. */
export interface Packing {
  readonly request: Request;
  readonly segment: Request['segments'][number];
  readonly line: string;
  readonly readyMs: number;
}

const minuteMs = 60_000;
// a step, with a second look at what was out of limits, is done within it
const lookMs = 6 * minuteMs;

/**
 * The segments before packaging, one after the other, each where a place is free first. These units speak no protocol yet:
 * what is known of them is what their operators enter.
 */
export function process(model: Model, request: Request, places: Places, crew: Crew, random: Random): { readonly acts: readonly ActEvent[]; readonly packing: Packing } {
  const acts: ActEvent[] = [];
  let atMs = request.startMs;
  for (const segment of request.segments.slice(0, -1)) {
    const done = doSegment(workOf(model, segment.work), request, segment.id, atMs, places, crew, random.fork(`${request.id}/${segment.id}`));
    acts.push(...done.acts);
    atMs = done.endMs + random.between(5, 40) * minuteMs;
  }
  const segment = request.segments.at(-1) as Request['segments'][number];
  const line = lineFor(segment, places, atMs, random.fork(`${request.id}/line`));
  places.last.set(line, segment.work);
  // The line's own simulation says when it really ends; for the choice of lines the plan is enough
  const work = workOf(model, segment.work);
  const planned = work.on.find(({ at }) => at === line) as Work['on'][number];
  places.free.set(line, Math.max(atMs, places.free.get(line) ?? 0) + planned.setupMs + (request.quantity / planned.ratePerS) * 1000 * 1.35);
  return { acts, packing: { request, segment, line, readyMs: atMs } };
}

function doSegment(work: Work, request: Request, segment: string, fromMs: number, places: Places, crew: Crew, random: Random): { acts: ActEvent[]; endMs: number } {
  const place = firstFree(
    work.on.map(({ at }) => at),
    places,
    fromMs,
  );
  const on = work.on.find(({ at }) => at === place) as Work['on'][number];
  const startMs = nextManned(crew, Math.max(fromMs, places.free.get(place) ?? 0));
  const isSame = places.last.get(place) === work.id;
  const setupMs = on.setupMs * (isSame ? 0.35 : 1) * random.skewed(1, 0.2);
  const runMs = (work.quantity / on.ratePerS) * 1000 * random.skewed(1.08, 0.08);
  const endMs = startMs + setupMs + runMs;
  places.free.set(place, endMs + 10 * minuteMs);
  places.last.set(place, work.id);

  const does = actor(crew, { place, request: request.id, segment, work: work.id });
  const acts: ActEvent[] = [does.start(startMs)];
  const runFromMs = startMs + setupMs;
  for (const [step, atMs] of timesOf(work.steps, { startMs, setupMs, runMs })) {
    if (step.everyMs === undefined) {
      acts.push(...does.step(atMs, step, random));
      continue;
    }
    let last = 0;
    for (let checkMs = runFromMs + step.everyMs / 2; checkMs < runFromMs + runMs; checkMs += step.everyMs * random.between(0.8, 0.97)) {
      acts.push(...does.step(checkMs, step, random));
      last = checkMs;
    }
    if (last > 0) acts.push(does.endChecks(last + lookMs, step.id));
  }
  if (work.makes !== undefined) {
    const lost = work.quantity * random.between(0.001, 0.009);
    acts.push(does.report(endMs - minuteMs, rounded(work.quantity - lost, 1), work.unit, [{ reason: lostAs[place] ?? 'first-pieces', quantity: rounded(lost, 1) }]));
  }
  // A second look may take longer than the run: it is done before the job is closed
  const inTime = acts.map((act) => ({ ...act, atMs: Math.min(act.atMs, Math.round(endMs)) })).toSorted((one, other) => one.atMs - other.atMs);
  return { acts: [...inTime, does.complete(endMs)], endMs };
}

/**
 * When each step is done, in their order. Those before one that repeats belong to the set-up, those after it to the end of the run; where none repeats,
 * the first is the clearance in the set-up, the last ends the run, and the others lie between.
 */
function timesOf(steps: readonly Step[], { startMs, setupMs, runMs }: { readonly startMs: number; readonly setupMs: number; readonly runMs: number }) {
  const repeats = steps.findIndex(({ everyMs }) => everyMs !== undefined);
  return steps.map((step, i): readonly [Step, number] => {
    const inSetup = startMs + setupMs * (0.6 + (0.35 * i) / steps.length);
    const share = steps.length === 1 ? 0 : i / (steps.length - 1);
    if (i === 0 || i < repeats) return [step, inSetup];
    // after the last check, and a second look at it
    return [step, startMs + setupMs + (repeats < 0 ? runMs * share * 0.97 : runMs + i * lookMs)];
  });
}

/** What is lost where nothing is a piece yet; elsewhere it is the first pieces. */
const lostAs: Readonly<Record<string, string>> = { 'DB-01': 'spilled', 'GR-01': 'residue', 'BL-01': 'residue' };

function firstFree(candidates: readonly string[], places: Places, fromMs: number): string {
  const freeAt = (place: string): number => Math.max(places.free.get(place) ?? 0, fromMs);
  return candidates.reduce((best, place) => (freeAt(place) < freeAt(best) ? place : best));
}

/** Of the lines free soonest, within three hours, one that is set up for the product already; else any of them. */
function lineFor(segment: Request['segments'][number], places: Places, fromMs: number, random: Random): string {
  const freeAt = (place: string): number => Math.max(places.free.get(place) ?? 0, fromMs);
  const soonest = freeAt(firstFree(segment.places, places, fromMs));
  const near = segment.places.filter((place) => freeAt(place) <= soonest + 180 * minuteMs);
  return near.find((place) => places.last.get(place) === segment.work) ?? random.pick(near);
}

/** The next moment somebody is there. */
export function nextManned(crew: Crew, fromMs: number): number {
  let atMs = fromMs;
  // half a year of hours: beyond that the calendar has no shifts at all
  for (let hours = 0; crew.shiftAt(atMs) === undefined; hours++) {
    if (hours > 4_400) throw new Error(`Nobody works within half a year after ${new Date(fromMs).toISOString()}.`);
    atMs += 3_600_000 - (atMs % 3_600_000);
  }
  return atMs;
}
