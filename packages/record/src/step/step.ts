import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const states = z.discriminatedUnion('state', [z.object({ id: id('record.step'), state: z.literal('signed'), noun: z.string(), subject: z.string(), step: z.string(), signedBy: z.string(), signedAt: instant() })]);
export type AddedStepSigned = z.output<typeof states>;

/** A step that the plant's own procedure adds to a record's lifecycle (model kind governance.lifecycle-step), signed. */
export const step = noun({
  address: 'record.step',
  title: 'Added step',
  states,
  events: { signed: { noun: z.string(), of: z.string(), step: z.string(), by: z.string(), at: instant() } },
  evolve(_none, event) {
    return { id: event.subject, state: 'signed', noun: event.noun, subject: event.of, step: event.step, signedBy: event.by, signedAt: event.at };
  },
});
