import type { CrewShare, ToolNeed } from './problem.ts';
import type { Reason } from './reason.ts';

/** One operation in its place. */
export interface Assignment {
  readonly job: string;
  readonly operation: string;
  readonly machine: string;
  readonly start: number;
  readonly end: number;
  /** The set-up before it, as late as it can be; null where none is needed. */
  readonly setup: { readonly from: number; readonly until: number; readonly time: number } | null;
  readonly people: readonly CrewShare[];
  readonly tools: readonly ToolNeed[];
  readonly isFrozen: boolean;
}

/** How a job fares. */
export interface JobOutcome {
  readonly job: string;
  readonly start: number;
  readonly end: number;
  readonly due: number | null;
  /** Time late; 0 when in time or without a due date. */
  readonly tardiness: number;
}

export interface Measures {
  /** Sum over jobs of weight x time late. */
  readonly tardiness: number;
  /** Last end of what is not frozen, from the start of the schedule; 0 when all is frozen. */
  readonly makespan: number;
  readonly changeovers: number;
  /** The objective: what the search makes small. */
  readonly cost: number;
}

export interface Schedule {
  /** By start, then machine. */
  readonly assignments: readonly Assignment[];
  readonly jobs: readonly JobOutcome[];
  readonly measures: Measures;
}

/** A schedule whose every start has its reason. */
export interface ExplainedSchedule extends Schedule {
  readonly assignments: readonly (Assignment & { readonly reason: Reason })[];
  /** True when no schedule can cost less: it meets a bound. */
  readonly isProvenBest: boolean;
  /** No schedule costs less than this. */
  readonly lowerBound: number;
  /** Steps of search it took. */
  readonly iterations: number;
}
