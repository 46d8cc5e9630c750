import type { EventIn, Id } from '@millrace/kernel';
import { derivedId } from '../derived-id.ts';
import type { interval } from '../interval/interval.ts';
import { isStanding } from '../state.ts';
import type { ToldReason } from '../stop/told-reason.ts';
import { tell, type Part } from '../timeline/tell.ts';
import type { Piece, Word } from '../timeline/word.ts';
import { unitOf } from './id-of.ts';
import type { Stretch, unit, UnitState } from './unit.ts';

/** What comes with words: the identity for a stretch that begins, and what a standing machine leads to. */
export interface Given {
  /** The sender makes it. */
  readonly interval: string;
  readonly told?: ToldReason | undefined;
  readonly callAfterS?: number | undefined;
  readonly ladder?: string | undefined;
  readonly skewMs?: number | undefined;
}

type Heard = EventIn<typeof unit> | EventIn<typeof interval>;

/**
 * A unit hears words of one moment. The running stretch takes them in at once: it goes on, or ends and another begins. What lies
 * before it is left to `scada.interval.insert-late`, by an event for each word.
 */
export function hear(place: string, before: UnitState | undefined, words: readonly Word[], at: Temporal.Instant, given: Given): Heard[] {
  const subject = unitOf(place);
  const blank: Piece = { state: 'unknown', mode: 'produce', startsAt: at, said: {} };
  const parts = words.reduce<readonly Part[]>((found, word) => tellAll(found, word, at), [{ ...(before ? pieceOf(before.now) : blank), isTold: !before }]);
  const isLate = before !== undefined && Temporal.Instant.compare(at, before.now.since) < 0;
  const late = isLate
    ? words.map((word) => ({ type: 'scada.unit.reported-late' as const, subject, place, word, at, ...(given.skewMs !== undefined && { skewMs: given.skewMs }) }))
    : [];

  const last = parts.at(-1)!;
  const isSame = before !== undefined && parts.length === 1 && !last.isTold;
  // neither a job nor what was said before the loss makes a machine heard that is not
  const isStillLost = before?.state === 'stale' && (words.every((one) => one.kind === 'job') || Temporal.Instant.compare(at, before.lostAt) < 0);
  if (isSame && (before.state === 'heard' || isStillLost))
    return isEqual(last.said, before.now.said) ? late : [...late, { type: 'scada.unit.confirmed', subject, said: last.said }];

  const ids = identities(parts, before, given.interval);
  const isStateSaid = words.some((one) => one.kind === 'state');
  const ended = parts.slice(0, -1).map((part, i) => ({
    type: 'scada.interval.recorded' as const,
    subject: ids[i] as Id<'scada.interval'>,
    place,
    packml: part.state,
    mode: part.mode,
    startsAt: part.startsAt,
    endsAt: part.endsAt!,
    ...(part.jobOrder !== undefined && { jobOrder: part.jobOrder }),
    ...whyOf(part, before, isStateSaid, given),
    source: part.isTold ? ('late' as const) : ('machine' as const),
    said: part.said,
  }));
  const stretch: Stretch = {
    interval: ids.at(-1)!,
    state: last.state,
    mode: last.mode,
    since: last.startsAt,
    said: last.said,
    ...(last.jobOrder !== undefined && { jobOrder: last.jobOrder }),
    ...whyOf(last, before, isStateSaid, given),
    ...callOf(parts, before, at, given),
    ...(given.skewMs !== undefined && { skewMs: given.skewMs }),
  };
  const lost = isStillLost ? [{ type: 'scada.unit.lost' as const, subject, at: before.lostAt }] : [];
  return [...ended, { type: 'scada.unit.changed', subject, place, stretch }, ...lost, ...late];
}

export const pieceOf = (now: Stretch): Piece => ({ state: now.state, mode: now.mode, jobOrder: now.jobOrder, startsAt: now.since, said: now.said ?? { state: { at: now.since } } });

function tellAll(parts: readonly Part[], word: Word, at: Temporal.Instant): Part[] {
  let isOver = false;
  return parts.flatMap((part) => {
    if (isOver || (part.endsAt && Temporal.Instant.compare(part.endsAt, at) <= 0)) return [part];
    const told = tell(part, word, at);
    isOver = !told.goesOn;
    return told.parts.map((one) => ({ ...one, isTold: one.isTold || part.isTold }));
  });
}

/** The first part that was not changed goes on under the identity people know; each other one gets its own. */
function identities(parts: readonly Part[], before: UnitState | undefined, given: string): string[] {
  const kept = before ? parts.findIndex((part) => !part.isTold) : -1;
  let made = 0;
  return parts.map((_, i) => (i === kept ? before!.now.interval : made++ === 0 ? given : derivedId(`${given} ${made}`)));
}

/** Reasons stay with the stop they were given for; a state that begins comes with what the machine says of it. */
function whyOf(part: Part, before: UnitState | undefined, isStateSaid: boolean, given: Given): Pick<Stretch, 'reason' | 'explainedBy' | 'told'> {
  if (part.isTold && isStateSaid) return isStanding(part.state) && given.told ? { told: given.told } : {};
  const { reason, explainedBy, told } = before?.now ?? {};
  return { ...(reason !== undefined && { reason }), ...(explainedBy !== undefined && { explainedBy }), ...(told && { told }) };
}

/** A machine that changes between states of standing still stands: its clock goes on. */
function callOf(parts: readonly Part[], before: UnitState | undefined, at: Temporal.Instant, given: Given): Pick<Stretch, 'standsSince' | 'callAfterS' | 'ladder'> {
  const callAfterS = given.callAfterS ?? before?.now.callAfterS;
  const ladder = given.ladder ?? before?.now.ladder;
  if (!isStanding(parts.at(-1)!.state) || callAfterS === undefined) return {};
  let since = before?.now.standsSince;
  for (const part of parts) since = isStanding(part.state) ? (since ?? (part.isTold && Temporal.Instant.compare(at, part.startsAt) < 0 ? at : part.startsAt)) : undefined;
  return { ...(since && { standsSince: since }), callAfterS, ...(ladder !== undefined && { ladder }) };
}

const isEqual = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
