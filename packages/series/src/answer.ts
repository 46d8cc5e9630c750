import { badNoData, isBad, withBits } from './status.ts';
import type { AggregateConfiguration } from './configuration.ts';

/** One processed value. NaN where the status is Bad: a null on the wire (OPC 10000-4 §7.11.1). */
export interface Answer {
  readonly timeMs: number;
  readonly value: number;
  readonly status: number;
}

/** What an aggregate needs to know of the interval beside its data. */
export interface IntervalFacts {
  /** The timestamp of the interval: its early end, or its late one when time runs backwards. */
  readonly timeMs: number;
  readonly earlyMs: number;
  readonly lateMs: number;
  readonly backwards: boolean;
  /** `none`: wholly before the first or after the last stored value. */
  readonly data: 'none' | 'complete' | 'partial';
  /** Wholly after the last stored value. */
  readonly isAfterData: boolean;
  readonly resolutionMs: number;
  readonly configuration: AggregateConfiguration;
  /** Where the published examples and the clauses of OPC 10000-13 differ, which of them to follow. */
  readonly follow: 'examples' | 'clauses';
}

export const noData = (timeMs: number, bits = 0): Answer => ({ timeMs, value: Number.NaN, status: withBits(badNoData, bits) });

export function answer(timeMs: number, value: number, code: number, bits: number): Answer {
  // finite readings, and a sum or a square of them that is none
  if (value - value !== 0 && !isBad(code)) throw new RangeError(`The answer at ${timeMs} is ${value}; values must be so small that a double holds their sums. Take a larger unit.`);
  return { timeMs, value: isBad(code) ? Number.NaN : value, status: withBits(code, bits) };
}
