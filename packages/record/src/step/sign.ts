import { command, fresh, id, nameText } from '@millrace/kernel';
import * as z from 'zod';
import { step } from './step.ts';

/**
 * Signs a record ahead of a command: a step that the plant's model adds before it, or an earlier one of several signatures that it needs
 * (`qms.deviation.approve/1`). Which roles sign, and what it means, the model says. It holds for the revision that was seen; a change asks for it again.
 */
export const sign = command({
  address: 'record.step.sign',
  summary: 'Sign a record ahead of a command',
  signs: 'I have done this step',
  input: z.object({ id: id('record.step'), noun: nameText(), subject: nameText(), step: z.string().max(200), revision: z.int32().min(1) }),
  about: (input) => ({ noun: input.noun, id: input.subject, revision: input.revision }),
  ahead: (input) => input.step,
  load: (input) => fresh(step, input.id),
  decide(_none, input, act) {
    return { type: 'record.step.signed', subject: input.id, noun: input.noun, of: input.subject, step: input.step, ofRevision: input.revision, by: act.by, at: act.at };
  },
});
