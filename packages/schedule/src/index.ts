export { closedWindows, instantOf, timeOf } from './axis.ts';
export type { Axis } from './axis.ts';
export { rules } from './dispatch.ts';
export type { Rule } from './dispatch.ts';
export { latenessFirst } from './problem.ts';
export type {
  Alternative,
  Crew,
  CrewShare,
  Frozen,
  Job,
  Machine,
  Objective,
  Operation,
  PeopleNeed,
  Problem,
  Setup,
  Tool,
  ToolNeed,
  Window,
} from './problem.ts';
export type { OperationName, Reason, SayTime } from './reason.ts';
export { schedule } from './run.ts';
export type { Budget, ScheduleOptions } from './run.ts';
export type { Assignment, ExplainedSchedule, JobOutcome, Measures, Schedule } from './schedule.ts';
export { dispatch, openSearch } from './search.ts';
export type { Search, SearchOptions } from './search.ts';
export { readInstance } from './text.ts';
export { validate } from './validate.ts';
export type { Violation } from './validate.ts';
