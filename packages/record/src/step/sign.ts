import { command, fresh, id } from '@millrace/kernel';
import * as z from 'zod';
import { step } from './step.ts';

/** Signs a step that the plant's model adds before a command. Which roles sign, and what it means, the model says. */
export const sign = command({
  address: 'record.step.sign',
  summary: 'Sign an added step of a record',
  signs: 'I have done this step',
  input: z.object({ id: id('record.step'), noun: z.string(), subject: z.string(), step: z.string() }),
  about: (input) => ({ noun: input.noun, id: input.subject }),
  load: (input) => fresh(step, input.id),
  decide(_none, input, act) {
    return { type: 'record.step.signed', subject: input.id, noun: input.noun, of: input.subject, step: input.step, by: act.by, at: act.at };
  },
});
