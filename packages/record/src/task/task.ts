import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const states = z.discriminatedUnion('state', [
  z.object({ id: id('record.task'), state: z.literal('settled'), settledBy: z.string(), settledAt: instant(), whatWasDone: z.string() }),
]);
export type Task = z.output<typeof states>;

/** What a rule, a timer or a report that did not fit left to a person, once somebody has seen to it. Until then it stands in `store.task` or `store.kept_report`, where the act that left it wrote it. */
export const task = noun({
  address: 'record.task',
  title: 'Task left to a person',
  states,
  events: { settled: { by: z.string(), at: instant(), whatWasDone: z.string() } },
  evolve(_none, { subject, by, at, whatWasDone }) {
    return { id: subject, state: 'settled', settledBy: by, settledAt: at, whatWasDone };
  },
});
