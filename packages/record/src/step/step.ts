import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const states = z.discriminatedUnion('state', [
  z.object({
    id: id('record.step'),
    state: z.literal('signed'),
    noun: z.string(),
    subject: z.string(),
    step: z.string(),
    ofRevision: z.number().int().optional(),
    signedBy: z.string(),
    signedAt: instant(),
  }),
]);
export type AddedStepSigned = z.output<typeof states>;

/** A signature given on a record ahead of a command: a step of the plant's own procedure (governance.lifecycle-step) or an earlier one of several signatures. */
export const step = noun({
  address: 'record.step',
  title: 'Added step',
  states,
  events: { signed: { noun: z.string(), of: z.string(), step: z.string(), ofRevision: z.number().int().optional(), by: z.string(), at: instant() } },
  evolve(_none, event) {
    return {
      id: event.subject,
      state: 'signed',
      noun: event.noun,
      subject: event.of,
      step: event.step,
      ...(event.ofRevision !== undefined && { ofRevision: event.ofRevision }),
      signedBy: event.by,
      signedAt: event.at,
    };
  },
  of: (state) => [{ noun: state.noun, id: state.subject }],
});
