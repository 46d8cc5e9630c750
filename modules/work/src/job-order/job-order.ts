import { instant, noun } from '@millrace/kernel';
import * as z from 'zod';
import { counting } from './counting.ts';
import { externalId, facts, owed, plan, started, workType } from './facts.ts';
import { evolveJobOrder } from './evolve.ts';
import { momentsOf } from './moments.ts';
import { ending } from './segment.ts';

const completed = { ...started, completedBy: z.string(), completedAt: instant() };
const heldFrom = z.enum(['waiting', 'dispatched', 'paused']);

const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('waiting') }),
  facts.extend({ state: z.literal('dispatched'), dispatchedBy: z.string(), dispatchedAt: instant() }),
  facts.extend({ state: z.literal('running'), ...started, runningSince: instant(), runningBy: z.array(z.string()).readonly(), runGood: z.string(), runScrap: z.string() }),
  facts.extend({ state: z.literal('paused'), ...started, pausedBy: z.string(), pausedAt: instant(), pausedWhy: z.string().optional() }),
  facts.extend({ state: z.literal('held'), ...z.object(started).partial().shape, heldFrom, heldBy: z.string(), heldAt: instant(), heldWhy: z.string() }),
  facts.extend({ state: z.literal('completed'), ...completed }),
  facts.extend({ state: z.literal('closed'), ...completed, closedBy: z.string(), closedAt: instant() }),
  facts.extend({ state: z.literal('cancelled'), endedBy: z.string(), endedAt: instant(), endedWhy: z.string() }),
  facts.extend({ state: z.literal('aborted'), ...started, endedBy: z.string(), endedAt: instant(), endedWhy: z.string() }),
]);
export type JobOrder = z.output<typeof states>;

const byAt = { by: z.string(), at: instant() };

/** A piece of work to be done at a place (ISA-95 part 4, JobOrder). States follow B2MML's DispatchStatus in the words of the floor. */
export const jobOrder = noun({
  address: 'work.job-order',
  title: 'Job order',
  numbering: { pattern: 'JO-{year}-{00000}', gapless: true },
  states,
  lookups: ['request', 'runsAt', 'state'],
  events: {
    created: {
      workType,
      ...plan,
      sequence: z.number().int(),
      request: z.string().optional(),
      externalIds: z.array(externalId).readonly(),
      persons: z.array(z.string()).readonly(),
      ...byAt,
    },
    changed: { ...z.object(plan).partial().shape, ...byAt },
    sequenced: { sequence: z.number().int(), ...byAt },
    assigned: { persons: z.array(z.string()).readonly(), ...byAt },
    dispatched: { place: z.string(), ...byAt },
    started: { runsAt: z.string(), directive: started.directive, ...byAt },
    paused: { ...ending, why: z.string().optional() },
    resumed: byAt,
    held: { ...ending, why: z.string() },
    released: byAt,
    counted: counting,
    owed: { owed },
    settled: { key: z.string(), until: instant().optional() },
    completed: { ...ending, request: z.string().optional() },
    closed: byAt,
    cancelled: { why: z.string(), request: z.string().optional(), ...byAt },
    aborted: { ...ending, why: z.string(), request: z.string().optional() },
  },
  moments: momentsOf,
  evolve: (order: JobOrder | undefined, event): JobOrder => evolveJobOrder(order, event),
});
