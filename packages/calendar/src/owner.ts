import type { WorkCalendar } from './definition.ts';
import { checkInstant, checkInterval, contains, earlierOf, isBefore, laterOf, order } from './interval.ts';
import type { Interval } from './interval.ts';
import { shiftsBetween } from './shifts.ts';
import type { Shift } from './shifts.ts';

/** A stretch of time with the one shift that answers for it; none between shifts. */
export type OwnedInterval = Interval & { readonly shift?: Shift };

/**
 * The shift that owns an instant: at a hand-over with overlap the outgoing one (or the incoming, as the calendar says), of crews working
 * the same
 * hours the first in the calendar. Undefined where no shift is planned.
 */
export function owningShift(calendar: WorkCalendar, at: Temporal.Instant): Shift | undefined {
  checkInstant('at', at);
  return ownerAmong(calendar, shiftsBetween(calendar, at, at.add({ nanoseconds: 1 })), at);
}

function ownerAmong(calendar: WorkCalendar, shifts: readonly Shift[], at: Temporal.Instant): Shift | undefined {
  let owner: Shift | undefined;
  for (const shift of shifts) {
    if (!contains(shift, at)) continue;
    const isIncoming = owner !== undefined && isBefore(owner.start, shift.start);
    if (!owner || (isIncoming && calendar.overlapOwner === 'incoming')) owner = shift;
  }
  return owner;
}

/** A window as stretches with one owner each, without gap and without overlap; stretches between shifts have none. */
export function ownedIntervals(calendar: WorkCalendar, window: Interval): OwnedInterval[] {
  checkInterval('the window', window);
  const shifts = shiftsBetween(calendar, window.start, window.end);
  const cuts = [window.start, window.end];
  for (const shift of shifts) for (const edge of [shift.start, shift.end]) if (contains(window, edge)) cuts.push(edge);
  cuts.sort(order);
  const result: OwnedInterval[] = [];
  let first = 0;
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [start, end] = [cuts[index]!, cuts[index + 1]!];
    if (!isBefore(start, end)) continue;
    // shifts are sorted by start: those that ended are left behind, so that a year is one pass
    while (first < shifts.length && !isBefore(start, shifts[first]!.end)) first += 1;
    const live: Shift[] = [];
    for (let place = first; place < shifts.length && !isBefore(start, shifts[place]!.start); place += 1) live.push(shifts[place]!);
    const owner = ownerAmong(calendar, live, start);
    const last = result.at(-1);
    if (last && last.shift?.id === owner?.id) result[result.length - 1] = { ...last, end };
    else result.push({ start, end, ...(owner && { shift: owner }) });
  }
  return result;
}

/** An interval cut where its owning shift changes: a stop across midnight belongs in time to both shifts, in count to the first. */
export function splitByShift<T extends Interval>(calendar: WorkCalendar, of: T): (T & { readonly shift?: Shift; readonly isFirstPart: boolean })[] {
  return ownedIntervals(calendar, of).map((part, index) => ({
    ...of,
    start: laterOf(of.start, part.start),
    end: earlierOf(of.end, part.end),
    ...(part.shift && { shift: part.shift }),
    isFirstPart: index === 0,
  }));
}
