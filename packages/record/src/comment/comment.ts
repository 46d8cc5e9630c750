import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const states = z.discriminatedUnion('state', [
  z.object({ id: id('record.comment'), state: z.literal('written'), noun: z.string(), subject: z.string(), body: z.string(), writtenBy: z.string(), writtenAt: instant() }),
]);
export type Comment = z.output<typeof states>;

/** What a person wrote on a record. It stays as written. */
export const comment = noun({
  address: 'record.comment',
  title: 'Comment',
  states,
  events: { written: { noun: z.string(), of: z.string(), body: z.string(), by: z.string(), at: instant() } },
  evolve(_none, event) {
    return { id: event.subject, state: 'written', noun: event.noun, subject: event.of, body: event.body, writtenBy: event.by, writtenAt: event.at };
  },
  of: (state) => [{ noun: state.noun, id: state.subject }],
});
