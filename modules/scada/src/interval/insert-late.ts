import { command, id, instant, known, some, type EventIn, type Id } from '@millrace/kernel';
import * as z from 'zod';
import { derivedId } from '../derived-id.ts';
import { isStanding } from '../state.ts';
import { isEarlier, type ToldReason } from '../stop/told-reason.ts';
import { tell, type Part } from '../timeline/tell.ts';
import type { Piece, Word } from '../timeline/word.ts';
import { unitOf } from '../unit/id-of.ts';
import { lateWord, unit, type UnitState } from '../unit/unit.ts';
import { bucketOf, interval, type Interval } from './interval.ts';

// 30 days: what one step further back reads at most; a stretch that lasts longer is found by the next step
const stepDays = 30;
// a reason that is told just before its stop belongs to it; PLCs send both within a scan or two
const reasonLeadMs = 5_000;

/**
 * A machine's late word finds its place: the interval around it ends there, and the word holds until the next of its kind. Nothing
 * is overwritten: a cut interval keeps its identity and its trail. Where the intervals at hand do not reach, the way goes on by
 * another event: back to a stretch that began long ago, or on to the intervals of later days.
 */
export const insertLate = command({
  address: 'scada.interval.insert-late',
  summary: 'Insert a late state where it belongs',
  is: 'report',
  caller: 'system',
  input: z.object({ place: z.string(), interval: id('scada.interval'), word: lateWord, at: instant(), from: instant().optional(), back: z.number().int().min(0).optional() }),
  place: (input) => input.place,
  load: (input) => ({
    unit: known(unit, [unitOf(input.place)]),
    around: some(interval, { bucket: daysOf(input.from ?? input.at, input.back ?? 0).map((day) => bucketOf(input.place, day)) }),
  }),
  decide({ unit: [heard], around }, input) {
    if (!heard) return [];
    const from = input.from ?? input.at;
    const pieces = contiguous(around, from);
    const goOn = (more: { from?: Temporal.Instant; back?: number }) => [
      { type: 'scada.unit.reported-late' as const, subject: heard.id, place: input.place, word: input.word, at: input.at, ...more },
    ];
    if (pieces.length === 0) {
      const where = whereElse(heard, from, input.back ?? 0);
      if (where === 'further-back') return goOn({ ...(input.from && { from: input.from }), back: (input.back ?? 0) + 1 });
      if (where === 'before-all' && input.word.kind !== 'reason') return [...beforeAll(input, heard, input.word), ...goOn({ from: heard.beganAt! })];
      return [];
    }
    if (input.word.kind === 'reason') return giveReason(around, input.at, input.word.value);

    const events: EventIn<typeof interval>[] = [];
    for (const one of pieces) {
      const { parts, goesOn } = tell(pieceOf(one), input.word, input.at);
      events.push(...settle(one, parts, input.interval));
      if (!goesOn) return events;
    }
    // the word holds beyond what is at hand; the running stretch has heard it already
    const end = pieces.at(-1)!.endsAt;
    return Temporal.Instant.compare(end, heard.now.since) < 0 ? [...events, ...goOn({ from: end })] : events;
  },
});

/** The day and the one before it; or, step by step, the months before those. */
function daysOf(at: Temporal.Instant, back: number): Temporal.Instant[] {
  const [first, count] = back === 0 ? [0, 2] : [2 + stepDays * (back - 1), stepDays];
  return Array.from({ length: count }, (_, i) => at.subtract({ hours: 24 * (first + i) }));
}

/** Intervals that count, in order, from the one that a moment lies in; none where it lies in none of them. */
function contiguous(around: readonly Interval[], from: Temporal.Instant): Interval[] {
  const found = around
    .filter((one) => one.state === 'recorded' && Temporal.Instant.compare(from, one.endsAt) < 0)
    .toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt));
  return found[0] && Temporal.Instant.compare(found[0].startsAt, from) <= 0 ? found : [];
}

/** Where a moment lies that no interval at hand holds. */
function whereElse(heard: UnitState, from: Temporal.Instant, back: number): 'running' | 'before-all' | 'further-back' | 'nowhere' {
  if (Temporal.Instant.compare(heard.now.since, from) <= 0) return 'running';
  if (heard.beganAt && Temporal.Instant.compare(from, heard.beganAt) < 0) return 'before-all';
  // records from before a unit knew its beginning: a year, as long as intervals are looked for
  const earliest = heard.beganAt ?? from.subtract({ hours: 24 * 366 });
  return Temporal.Instant.compare(daysOf(from, back).at(-1)!, earliest) < 0 ? 'nowhere' : 'further-back';
}

/** The history of the unit begins earlier than was known. */
function beforeAll(input: { place: string; interval: Id<'scada.interval'>; at: Temporal.Instant }, heard: UnitState, word: Word) {
  const blank: Piece = { state: 'unknown', mode: 'produce', startsAt: input.at, endsAt: heard.beganAt!, said: {} };
  const [part] = tell(blank, word, input.at).parts;
  return [recorded(input.interval, input.place, { ...part!, isTold: true }, {}), { type: 'scada.unit.began-earlier' as const, subject: heard.id, at: input.at }];
}

/** What was one interval becomes the parts a late word left of it. */
function settle(one: Interval, parts: readonly Part[], given: Id<'scada.interval'>): EventIn<typeof interval>[] {
  const kept = parts.findIndex((part) => !part.isTold);
  const isStillWhole = kept >= 0 && parts.length === 1;
  if (isStillWhole)
    return JSON.stringify(parts[0]!.said) === JSON.stringify(pieceOf(one).said) ? [] : [{ type: 'scada.interval.confirmed', subject: one.id, said: parts[0]!.said }];
  return [
    kept < 0
      ? { type: 'scada.interval.replaced' as const, subject: one.id }
      : { type: 'scada.interval.cut' as const, subject: one.id, startsAt: parts[kept]!.startsAt, endsAt: parts[kept]!.endsAt!, said: parts[kept]!.said },
    ...parts.flatMap((part, i) => (i === kept ? [] : [recorded(derivedId(`${given} ${one.id} ${i}`), one.place, part, one)])),
  ];
}

/** A part of an interval. What a person or the machine said of a stop holds for all of it that still stands. */
function recorded(subject: Id<'scada.interval'>, place: string, part: Part, of: Partial<Interval>) {
  const keepsWhy = !part.isTold || (of.packml !== undefined && isStanding(of.packml) && isStanding(part.state));
  return {
    type: 'scada.interval.recorded' as const,
    subject,
    place,
    packml: part.state,
    mode: part.mode,
    startsAt: part.startsAt,
    endsAt: part.endsAt!,
    ...(part.jobOrder !== undefined && { jobOrder: part.jobOrder }),
    ...(keepsWhy && of.reason !== undefined && { reason: of.reason }),
    ...(keepsWhy && of.explainedBy !== undefined && { explainedBy: of.explainedBy }),
    ...(keepsWhy && of.told !== undefined && { told: of.told }),
    source: part.isTold ? ('late' as const) : (of.source ?? 'machine'),
    said: part.said,
  };
}

/** The stop that a reason was told in, or that began within a breath after. */
function giveReason(around: readonly Interval[], at: Temporal.Instant, told: ToldReason) {
  const stop = around
    .filter(
      (one) =>
        one.state === 'recorded' && isStanding(one.packml) && Temporal.Instant.compare(at, one.endsAt) < 0 && one.startsAt.epochMilliseconds - at.epochMilliseconds <= reasonLeadMs,
    )
    .toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))[0];
  return stop && isEarlier(told, stop.told) ? [{ type: 'scada.interval.told-reason' as const, subject: stop.id, told }] : [];
}

const pieceOf = (one: Interval): Piece => ({
  state: one.packml,
  mode: one.mode,
  jobOrder: one.jobOrder,
  startsAt: one.startsAt,
  endsAt: one.endsAt,
  said: one.said ?? { state: { at: one.startsAt } },
});
