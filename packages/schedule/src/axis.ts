import type { Interval } from '@millrace/calendar';
import { union, without } from '@millrace/calendar';

import type { Window } from './problem.ts';

/** How the scheduler's whole numbers stand on the plant's clock: 0 is the origin, 1 is so many milliseconds later. */
export interface Axis {
  readonly origin: Temporal.Instant;
  readonly unitMs: number;
}

function checkUnit(axis: Axis): void {
  if (!Number.isInteger(axis.unitMs) || axis.unitMs < 1) throw new RangeError(`unitMs is ${axis.unitMs}; it must be a whole number from 1.`);
}

function unitsOf(axis: Axis, at: Temporal.Instant): number {
  checkUnit(axis);
  return (at.epochMilliseconds - axis.origin.epochMilliseconds) / axis.unitMs;
}

/** An instant as a time of the schedule; one that falls between two units is refused. */
export function timeOf(axis: Axis, at: Temporal.Instant): number {
  const units = unitsOf(axis, at);
  if (!Number.isInteger(units)) throw new RangeError(`at is ${at.toString()}, between two units of ${axis.unitMs} ms from ${axis.origin.toString()}; choose a finer unit.`);
  return units;
}

/** A time of the schedule on the plant's clock. */
export function instantOf(axis: Axis, time: number): Temporal.Instant {
  checkUnit(axis);
  if (!Number.isSafeInteger(time)) throw new RangeError(`time is ${time}; it must be a whole number of units.`);
  return axis.origin.add({ milliseconds: time * axis.unitMs });
}

/**
 * Closed windows from the working intervals of a calendar (`workingIntervals` of @millrace/calendar), as far as the horizon.
 * A window that does not fall on whole units is made longer, so that nothing is planned into a break.
 */
export function closedWindows(axis: Axis, working: readonly Interval[], horizon: Interval, reason?: string): Window[] {
  return without([horizon], union(working)).map((gap) => ({
    from: Math.floor(unitsOf(axis, gap.start)),
    until: Math.ceil(unitsOf(axis, gap.end)),
    ...(reason === undefined ? {} : { reason }),
  }));
}
