import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const facts = z.object({
  id: id('record.file'),
  noun: z.string(),
  subject: z.string(),
  name: z.string(),
  mediaType: z.string(),
  /** Size, bytes. */
  bytes: z.number().int(),
  sha256: z.string(),
  addedBy: z.string(),
  addedAt: instant(),
});
const states = z.discriminatedUnion('state', [facts.extend({ state: z.literal('kept') }), facts.extend({ state: z.literal('removed') })]);
export type File = z.output<typeof states>;

/** A file on a record: a photograph, a certificate, a protocol. Removed ones are marked with a reason and stay readable. */
export const file = noun({
  address: 'record.file',
  calledBy: 'name',
  title: 'File',
  states,
  events: {
    added: { noun: z.string(), of: z.string(), name: z.string(), mediaType: z.string(), bytes: z.number().int(), sha256: z.string(), by: z.string(), at: instant() },
    removed: {},
  },
  evolve(state, event) {
    if (event.type === 'record.file.removed') return { ...state!, state: 'removed' };
    const { name, mediaType, bytes, sha256 } = event;
    return { id: event.subject, state: 'kept', noun: event.noun, subject: event.of, name, mediaType, bytes, sha256, addedBy: event.by, addedAt: event.at };
  },
  of: (state) => [{ noun: state.noun, id: state.subject }],
});
