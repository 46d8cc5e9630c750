/**
 * What is to be scheduled. All times are whole numbers of one unit of the caller's choice (minutes, say) from an origin of
 * the caller's choice. Danger: after its last closed window a machine, crew or tool counts as open for ever, so give
 * windows as far ahead as work may reach.
 */
export interface Problem {
  readonly machines: readonly Machine[];
  readonly jobs: readonly Job[];
  readonly crews?: readonly Crew[];
  readonly tools?: readonly Tool[];
  /** Work already done, running or fixed by the planner: it stays exactly where it is. */
  readonly frozen?: readonly Frozen[];
  /** Now: nothing that is not frozen starts earlier, set-ups included. Left out: 0. */
  readonly start?: number;
}

/** Time in which nothing is worked: a break, a night, a maintenance. `from` is inside, `until` is not. */
export interface Window {
  readonly from: number;
  readonly until: number;
  readonly reason?: string;
  /** Whether an interruptible operation may wait through it, half done. Left out: yes. Say no where the part must come out. */
  readonly canSpan?: boolean;
}

/** A machine, cell or line that does one operation at a time. */
export interface Machine {
  readonly id: string;
  readonly closed?: readonly Window[];
  /** Time to change from one family to another. Once given, every operation on this machine must name its family. */
  readonly setups?: readonly Setup[];
  /** Time of a change of family that `setups` does not list. Left out: 0. */
  readonly otherSetupTime?: number;
  /** What it is set up for before the first operation on it, frozen ones included. Left out: unknown, and that operation needs no set-up. */
  readonly family?: string;
}

/** Working time a machine needs between the last operation of one family and the first of the next. It may pause over closed windows. */
export interface Setup {
  readonly from: string;
  readonly to: string;
  readonly time: number;
}

/** An order for a part or lot: its operations one after the other. */
export interface Job {
  readonly id: string;
  /** Earliest start, when material is there; a job with frozen operations has been released. Left out: the start of the schedule. */
  readonly release?: number;
  /** When it should be ready. Left out: it is never late. */
  readonly due?: number;
  /** Cost of one unit of time late, against other jobs. Left out: 1. */
  readonly weight?: number;
  readonly operations: readonly Operation[];
}

export interface Operation {
  readonly id: string;
  /** The machines that can do it; one of them will. */
  readonly on: readonly Alternative[];
  /** What the machine must be set up for. */
  readonly family?: string;
  /** Whether it may pause over closed windows of its machine. While it pauses it keeps machine and tools, its people are free. Left out: no. */
  readonly interruptible?: boolean;
  /** Least time before the job's next operation: cooling, curing, transport. Runs through closed windows. */
  readonly waitAfter?: number;
  readonly people?: readonly PeopleNeed[];
  readonly tools?: readonly ToolNeed[];
}

/** One machine that can do an operation, and the working time it takes there, at least 1. */
export interface Alternative {
  readonly machine: string;
  readonly time: number;
  /** In place of the operation's own. */
  readonly people?: readonly PeopleNeed[];
  readonly tools?: readonly ToolNeed[];
}

/** People of a skill, from start to end while work goes on; they may come from several crews. */
export interface PeopleNeed {
  readonly skill: string;
  readonly count: number;
}

export interface ToolNeed {
  readonly tool: string;
  readonly count: number;
}

/** People who are interchangeable: same skills, same hours. One person is a crew of size 1. */
export interface Crew {
  readonly id: string;
  readonly skills: readonly string[];
  readonly size: number;
  readonly closed?: readonly Window[];
}

/** A kind of tool, fixture or gauge of which there are so many. */
export interface Tool {
  readonly id: string;
  readonly count: number;
  /** Time in which none of them can be used: at calibration, at the grinder. */
  readonly closed?: readonly Window[];
}

/** An operation that stays where it is. Before it, the earlier operations of its job must be frozen too. */
export interface Frozen {
  readonly job: string;
  readonly operation: string;
  readonly machine: string;
  readonly start: number;
  readonly end: number;
  /** Who is at it; needed so that nobody else counts on them. */
  readonly people?: readonly CrewShare[];
}

/** So many people of a crew, working with a skill. */
export interface CrewShare {
  readonly crew: string;
  readonly skill: string;
  readonly count: number;
}

/** What a schedule costs: each measure times its weight, added up. */
export interface Objective {
  /** Per unit of time late and unit of job weight. */
  readonly tardiness: number;
  /** Per unit of time from the start to the last end. */
  readonly makespan: number;
  /** Per change of family on a machine. */
  readonly changeovers: number;
}

/** Lateness before everything else, then the length of the schedule; change-overs only as far as their time delays. */
export const latenessFirst: Objective = { tardiness: 100, makespan: 1, changeovers: 0 };
