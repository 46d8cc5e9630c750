import { id, instant, noun } from '@millrace/kernel';
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
  /** Readings that may follow one out of limits. */
  recheck: z.number().int(),
  recheckBy: z.enum(['same', 'other']),
  /** What follows when none is left. */
  leadsTo: z.enum(['call', 'deviation', 'note']),
  calls: z.string().optional(),
});
export type Asked = z.output<typeof asked>;

const step = z.object({
  id: z.string(),
  title: z.string(),
  instruction: z.string().optional(),
  picture: z.string().optional(),
  /** Asked again this often, s; once when absent. */
  everyS: z.number().optional(),
  signs: z.object({ says: z.string(), role: z.string(), second: z.string().optional() }).optional(),
  data: z.array(asked).readonly(),
  doneBy: z.string().optional(),
  doneAt: instant().optional(),
});
export type Step = z.output<typeof step>;

export const verdict = z.enum(['within', 'outside', 'noted', 'unasked']);

const reading = z.object({
  step: z.string(),
  data: z.string(),
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

const block = z.object({ step: z.string(), data: z.string(), value: z.string(), says: z.string(), leadsTo: z.enum(['call', 'deviation']), since: instant(), deviation: z.string().optional() });

const facts = z.object({
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
  beganAt: instant(),
});
const states = z.discriminatedUnion('state', [facts.extend({ state: z.literal('running') }), facts.extend({ state: z.literal('blocked'), block }), facts.extend({ state: z.literal('done'), doneAt: instant() })]);
export type Execution = z.output<typeof states>;

/** What people do and measure while a job runs (ISA-95 part 3, production execution). One per job order. */
export const execution = noun({
  address: 'mes.execution',
  title: 'Execution',
  states,
  events: {
    begun: { jobOrder: z.string(), place: z.string(), workMaster: z.string(), definition: z.string().optional(), lotNumber: z.string().optional(), lot: z.string().optional(), quantity: z.object({ value: z.string(), unit: z.string() }), steps: z.array(step).readonly(), at: instant() },
    read: { reading },
    blocked: { block, place: z.string(), jobOrder: z.string(), lot: z.string().optional() },
    'deviation-noted': { deviation: z.string() },
    unblocked: { deviation: z.string(), by: z.string(), at: instant() },
    'step-completed': { step: z.string(), by: z.string(), at: instant() },
    finished: { at: instant() },
  },
  evolve(before, event) {
    switch (event.type) {
      case 'mes.execution.begun': {
        const { type: _, subject, at, quantity: __, ...facts } = event;
        return { ...facts, id: subject, state: 'running', readings: [], beganAt: at };
      }
      case 'mes.execution.read':
        return { ...before!, readings: [...before!.readings, event.reading] };
      case 'mes.execution.blocked':
        return { ...factsOf(before!), state: 'blocked', block: event.block };
      case 'mes.execution.deviation-noted':
        return before!.state === 'blocked' ? { ...before!, block: { ...before!.block, deviation: event.deviation } } : before!;
      case 'mes.execution.unblocked':
        return { ...factsOf(before!), state: 'running' };
      case 'mes.execution.step-completed':
        return { ...before!, steps: before!.steps.map((one) => (one.id === event.step ? { ...one, doneBy: event.by, doneAt: event.at } : one)) };
      case 'mes.execution.finished':
        return { ...factsOf(before!), state: 'done', doneAt: event.at };
    }
  },
});

function factsOf(state: Execution): z.output<typeof facts> {
  const { id: subject, jobOrder, place, workMaster, definition, lotNumber, lot, steps, readings, beganAt } = state;
  return { id: subject, jobOrder, place, workMaster, ...(definition !== undefined && { definition }), ...(lotNumber !== undefined && { lotNumber }), ...(lot !== undefined && { lot }), steps, readings, beganAt };
}
