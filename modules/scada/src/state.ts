import * as z from 'zod';

/** The 17 states of PackML (ISA-TR88.00.02-2015, as numbered in OPC 30050): what a model may say that a machine's word means. */
export const packMlStates = [
  'clearing',
  'stopped',
  'starting',
  'idle',
  'suspended',
  'execute',
  'stopping',
  'aborting',
  'aborted',
  'holding',
  'held',
  'unholding',
  'suspending',
  'unsuspending',
  'resetting',
  'completing',
  'complete',
] as const;

/** A state of a unit: one of PackML, and `unknown` where nothing is heard. */
export const packMlState = z.enum([...packMlStates, 'unknown']);
export type PackMlState = z.output<typeof packMlState>;

/** Unit mode (PackML), with set-up as plants use it. */
export const unitMode = z.enum(['produce', 'maintenance', 'manual', 'setup']);
export type UnitMode = z.output<typeof unitMode>;

/** States in which the machine does its work. Starting and completing count: the job has the machine. */
const running = new Set<PackMlState>(['execute', 'starting', 'completing', 'unsuspending', 'unholding']);
export const isRunning = (state: PackMlState) => running.has(state);

/** States that ask why: the machine stands while a job has it. Suspended is blocked or starved from outside. */
const standing = new Set<PackMlState>(['stopped', 'stopping', 'aborted', 'aborting', 'held', 'holding', 'suspended', 'suspending', 'clearing', 'resetting', 'idle']);
export const isStanding = (state: PackMlState) => standing.has(state);

/** States with which a stop begins. Idle, clearing and resetting begin none, and let one that runs go on. */
const stop = new Set<PackMlState>(['stopped', 'stopping', 'aborted', 'aborting', 'held', 'holding', 'suspended', 'suspending']);
export const isStop = (state: PackMlState) => stop.has(state);

/** Leaf intervals: exclusive, and together all of the time (ISO 22400-2 §5 time elements). */
export type LeafKind = 'production' | 'setup' | 'delay' | 'no-order' | 'planned-down' | 'off' | 'unknown';

export interface LeafFacts {
  readonly state: PackMlState;
  readonly mode: UnitMode;
  readonly hasJob: boolean;
  /** What the reason makes of a stop, from the reason tree. */
  readonly reasonInterval?: LeafKind | undefined;
  readonly calendar: 'working' | 'break' | 'closed';
}

/** What a stretch of time was. Running counts whatever the calendar says; standing is explained by reason first, then calendar, then order. */
export function leafKind(facts: LeafFacts): LeafKind {
  if (facts.state === 'unknown') return facts.calendar === 'closed' ? 'off' : 'unknown';
  if (facts.mode === 'setup') return 'setup';
  if (isRunning(facts.state) && facts.mode === 'produce') return 'production';
  if (facts.reasonInterval) return facts.reasonInterval;
  if (facts.calendar === 'closed') return 'off';
  if (facts.calendar === 'break') return 'planned-down';
  if (facts.mode === 'maintenance') return 'planned-down';
  return facts.hasJob ? 'delay' : 'no-order';
}
