import { id, noun } from '@millrace/kernel';
import * as z from 'zod';

const facts = z.object({ id: id('model.object'), kind: z.string(), name: z.string(), fields: z.record(z.string(), z.unknown()), since: z.string() });
const states = z.discriminatedUnion('state', [facts.extend({ state: z.literal('current') }), facts.extend({ state: z.literal('retired') })]);
export type StoredObject = z.output<typeof states>;

/** One object of the operating model as it stands in the plant's record. A retired one stays readable: old records refer to it. */
export const modelObject = noun({
  address: 'model.object',
  calledBy: 'name',
  title: 'Model object',
  states,
  events: {
    set: { kind: z.string(), name: z.string(), fields: z.record(z.string(), z.unknown()), since: z.string() },
    retired: { since: z.string() },
  },
  evolve(object, event) {
    if (event.type === 'model.object.set') return { id: event.subject, state: 'current', kind: event.kind, name: event.name, fields: event.fields, since: event.since };
    return { ...object!, state: 'retired', since: event.since };
  },
  lookups: ['kind', 'state'],
  place: () => undefined,
});
