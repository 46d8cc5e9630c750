import { id, noun } from '@millrace/kernel';
import * as z from 'zod';
import { segment } from '../job-order/segment.ts';

const states = z.discriminatedUnion('state', [
  z.object({
    id: id('work.job-response'),
    state: z.literal('recorded'),
    jobOrder: id('work.job-order'),
    ...segment.shape,
    endedBy: z.enum(['pause', 'hold', 'completion', 'abortion']),
  }),
]);
export type JobResponse = z.output<typeof states>;

/** What actually was between a start and the next stop: people, unit, time, quantities (ISA-95 part 4, JobResponse). Never changed. */
export const jobResponse = noun({
  address: 'work.job-response',
  title: 'Job response',
  states,
  lookups: ['jobOrder'],
  events: { recorded: { jobOrder: id('work.job-order'), ...segment.shape, endedBy: z.enum(['pause', 'hold', 'completion', 'abortion']) } },
  evolve(_none, event) {
    const { type: _, subject, ...facts } = event;
    return { ...facts, id: subject, state: 'recorded' };
  },
  place: (response) => response.runsAt,
});
