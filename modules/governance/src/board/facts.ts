/** What one indicator was at a place over one production day: sums of its windows, never a mean of ratios. */
export interface DayFact {
  /** Production day, `2026-11-22`. */
  readonly day: string;
  readonly numerator: number;
  readonly denominator: number;
  /** In the indicator's unit; null where it cannot be known. */
  readonly value: number | null;
  readonly status: 'provisional' | 'final' | 'restated';
  /** Nothing was to happen that day: no value is no gap. */
  readonly isIdle?: true;
  /** Windows of the day whose number is unknown and so not in the sum, of those that should have one. */
  readonly leftOut?: { readonly windows: number; readonly of: number };
  /** Name of the OEE profile, where one was used. */
  readonly profile?: string;
}

export interface Loss {
  readonly label: string;
  readonly value: number;
}

/** What a Pareto counts; null where no room tells it yet, so that an empty list means "nothing". */
export type Losses = { readonly unit: string; readonly losses: readonly Loss[] } | null;

/** Part of the plant and stretch of time a board asks about. */
export interface Asked {
  readonly site: string;
  readonly place: string;
  /** The place and all that lies in it. */
  readonly under: readonly string[];
  /** Lines at or in it: an area's number is the sum of theirs. */
  readonly lines: readonly string[];
  /** Units whose stops are the place's stops: its constraint, or the constraints of the lines in it. */
  readonly constraints: readonly string[];
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  /** Production day of a moment. */
  readonly dayOf: (at: Temporal.Instant) => string;
}

export interface AskedIndicator {
  readonly id: string;
  /** What it measures, by the word of its definition: `oee`, `schedule-adherence`. */
  readonly measures: string;
  readonly unit: string;
}

/** Where a board gets its numbers from. A room that measures something new is added behind this, not on the board. */
export interface BoardFacts {
  readonly days: (indicator: AskedIndicator, asked: Asked) => Promise<readonly DayFact[]>;
  readonly losses: (why: string, asked: Asked) => Promise<Losses>;
  /** Share of a window's data that has arrived, 0 to 1; undefined where nothing is known of it. */
  readonly completeness: (asked: Asked) => Promise<number | undefined>;
  /** When the place was first heard of; days before it were not ours to know. */
  readonly since: (asked: Asked) => Promise<Temporal.Instant | undefined>;
  readonly today: (asked: Asked) => Promise<{ readonly orders: number; readonly done: number; readonly quantity: number; readonly unit: string | null }>;
}
