import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';
import { evolveExecution } from './evolve.ts';
import { allowance, block, decision, reading, step } from './steps.ts';

export const facts = z.object({
  id: id('mes.execution'),
  jobOrder: z.string(),
  place: z.string(),
  workMaster: z.string(),
  definition: z.string().optional(),
  lotNumber: z.string().optional(),
  /** Lot being made, by identity. */
  lot: z.string().optional(),
  steps: z.array(step).readonly(),
  readings: z.array(reading).readonly(),
  /** What was decided about values out of limits. */
  allowed: z.array(allowance).readonly(),
  beganAt: instant(),
  /** The job does not run: the clocks of its checks stand since then. */
  clockStoppedAt: instant().optional(),
});
const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('running') }),
  facts.extend({ state: z.literal('blocked'), block }),
  facts.extend({ state: z.literal('done'), doneAt: instant() }),
]);
export type Execution = z.output<typeof states>;

const byAt = { by: z.string(), at: instant() };
const ofStep = { step: z.string(), title: z.string(), check: z.number().int(), place: z.string(), jobOrder: z.string() };

/** What people do and measure while a job runs (ISA-95 part 3, production execution). One per job order. */
export const execution = noun({
  address: 'mes.execution',
  calledBy: 'lotNumber',
  title: 'Execution',
  refersTo: [
    { noun: 'work.job-order', by: 'jobOrder' },
    { noun: 'material.lot', by: 'lot' },
  ],
  states,
  events: {
    begun: {
      jobOrder: z.string(),
      place: z.string(),
      workMaster: z.string(),
      definition: z.string().optional(),
      lotNumber: z.string().optional(),
      lot: z.string().optional(),
      quantity: z.object({ value: z.string(), unit: z.string() }),
      steps: z.array(step).readonly(),
      at: instant(),
    },
    read: { reading },
    blocked: { block, place: z.string(), jobOrder: z.string(), lot: z.string().optional() },
    'call-accepted': byAt,
    /** Whoever was called decided. After `recheck` and `adjust` the step goes on, after `stop` the job stands, `deviation` leaves it to quality. */
    'call-answered': { decision, words: z.string(), block, jobOrder: z.string(), isAnotherBlocked: z.boolean().optional(), ...byAt },
    'deviation-noted': { deviation: z.string() },
    /** It was settled, and did not let the step go on. */
    'deviation-forgotten': { deviation: z.string() },
    /** Quality allowed the value that blocked as it is; another one may block next. */
    unblocked: { deviation: z.string(), block: block.optional(), isAnotherBlocked: z.boolean().optional(), ...byAt },
    'step-completed': { step: z.string(), ...byAt },
    /** Another person than the one who did it found it done as instructed. */
    'step-verified': { step: z.string(), ...byAt },
    /** A repetition has its time; said again when its clock goes on after a pause. */
    'check-planned': { ...ofStep, dueAt: instant() },
    'check-overdue': { ...ofStep, dueAt: instant() },
    /** Its time waits: with the job, or, where its step is blocked, for the decision. */
    'check-suspended': { step: z.string(), check: z.number().int(), leftS: z.number(), isBlocked: z.boolean().optional(), isAnotherOverdue: z.boolean().optional() },
    /** Its time had run out: somebody may have been called, and the order owe it. */
    'check-done': { ...ofStep, isAnotherOverdue: z.boolean(), wasOverdue: z.boolean().optional(), dueAt: instant().optional(), ...byAt },
    'checks-ended': { step: z.string(), jobOrder: z.string(), isAnotherOverdue: z.boolean(), wasOverdue: z.boolean().optional(), dueAt: instant().optional(), ...byAt },
    /** How much of its lot the job made, as counted until now. */
    yielded: { jobOrder: z.string(), lot: z.string(), good: z.object({ value: z.string(), unit: z.string() }) },
    'clock-stopped': { at: instant() },
    'clock-started': { at: instant() },
    finished: { jobOrder: z.string().optional(), at: instant() },
  },
  moments: (state) => ({
    from: state.beganAt,
    since: state.steps.reduce((last, { doneAt }) => (doneAt && Temporal.Instant.compare(last, doneAt) < 0 ? doneAt : last), state.beganAt),
  }),
  evolve: (before: Execution | undefined, event): Execution => evolveExecution(before, event),
});
