import { instant } from '@millrace/kernel';
import * as z from 'zod';

/** One thing a step asks for, as the frozen directive has it. */
const asked = z.object({
  id: z.string(),
  ask: z.string(),
  answer: z.string(),
  unit: z.string().optional(),
  /** `18.20 to 18.80`; both ends inside. */
  limits: z.string().optional(),
  target: z.string().optional(),
  choices: z.array(z.string()).readonly().optional(),
  /** Materials of which the lot that is asked for may be; any when absent. */
  materials: z.array(z.string()).readonly().optional(),
  /** Readings that may follow one out of limits. */
  recheck: z.number().int(),
  recheckBy: z.enum(['same', 'other']),
  /** What follows when none is left. */
  leadsTo: z.enum(['call', 'deviation', 'note']),
  /** Role that is called when it leads to a call. */
  calls: z.string().optional(),
  /** That role and all that include it, as the model had them when the job started. */
  callsAs: z.array(z.string()).readonly().optional(),
});
export type Asked = z.output<typeof asked>;

/** One repetition of a step that repeats, with its own readings. */
const check = z.object({
  n: z.number().int(),
  /** By when it must be done, in elapsed time while the job runs. */
  dueAt: instant(),
  /** Time that was left when the job was paused or its step was blocked, s; it starts again with the job or the decision. Negative when it was overdue. */
  leftS: z.number().optional(),
  /** The clock ran out and nobody had done it. */
  isOverdue: z.boolean().optional(),
  doneBy: z.string().optional(),
  doneAt: instant().optional(),
});
export type Check = z.output<typeof check>;

export const step = z.object({
  id: z.string(),
  title: z.string(),
  instruction: z.string().optional(),
  picture: z.string().optional(),
  /** Asked again this often, s; once when absent. */
  everyS: z.number().optional(),
  /** Step that ends the repeating; the next one when absent. */
  until: z.string().optional(),
  checks: z.array(check).readonly().optional(),
  signs: z
    .object({
      says: z.string(),
      role: z.string(),
      /** Role of another person who verifies it before the work goes on. */
      second: z.string().optional(),
      /** That role and all that include it, as the model had them when the job started. */
      secondAs: z.array(z.string()).readonly().optional(),
    })
    .optional(),
  data: z.array(asked).readonly(),
  doneBy: z.string().optional(),
  doneAt: instant().optional(),
  verifiedBy: z.string().optional(),
  verifiedAt: instant().optional(),
});
export type Step = z.output<typeof step>;

export const verdict = z.enum(['within', 'outside', 'noted', 'unasked']);

export const reading = z.object({
  step: z.string(),
  data: z.string(),
  /** Repetition it belongs to, where the step repeats. */
  check: z.number().int().optional(),
  value: z.string(),
  verdict,
  /** In words: `0.13 above limit`. */
  says: z.string().optional(),
  by: z.string(),
  at: instant(),
  /** Signal or instrument it came from; typed by a person when absent. */
  from: z.string().optional(),
});
export type Reading = z.output<typeof reading>;

/** What whoever was called decided, standing at the machine. */
export const decision = z.enum(['recheck', 'adjust', 'stop', 'deviation']);
export type Decision = z.output<typeof decision>;

export const block = z.object({
  step: z.string(),
  data: z.string(),
  /** Title of the step, what it asks for and in which unit (UCUM): what is said to whoever is called. */
  title: z.string().optional(),
  ask: z.string().optional(),
  unit: z.string().optional(),
  check: z.number().int().optional(),
  value: z.string(),
  says: z.string(),
  leadsTo: z.enum(['call', 'deviation']),
  since: instant(),
  deviation: z.string().optional(),
  /** Role that is called, and all that count as it. */
  calls: z.string().optional(),
  callsAs: z.array(z.string()).readonly().optional(),
  acceptedBy: z.string().optional(),
  acceptedAt: instant().optional(),
  /** The job was stopped by whoever was called; it still waits for what lets it go on. */
  stoppedBy: z.string().optional(),
});
export type Block = z.output<typeof block>;

/** What was decided about a value after its re-checks were used up: one more reading, by whoever was called, or as it is, by quality. */
export const allowance = z.object({
  step: z.string(),
  data: z.string(),
  check: z.number().int().optional(),
  decision: z.enum(['recheck', 'adjust', 'as-it-is']),
  /** Readings of the execution when it was decided: it is about those, and not about one that came later. */
  after: z.number().int().optional(),
  words: z.string().optional(),
  /** Deviation that allowed it as it is. */
  deviation: z.string().optional(),
  by: z.string(),
  at: instant(),
});
export type Allowance = z.output<typeof allowance>;
