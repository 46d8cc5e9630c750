import { instant } from '@millrace/kernel';
import * as z from 'zod';

const row = z.record(z.string(), z.unknown());

/** What a person did, or was refused: a fact of the past as `record.act.export` tells it. */
export const pastAct = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('done'),
    id: z.string(),
    at: instant(),
    happenedAt: instant(),
    address: z.string(),
    by: z.string(),
    /** Whose role it was, where it was lent. */
    lentBy: z.string().nullable(),
    role: z.string(),
    station: z.string().nullable(),
    reason: z.string().nullable(),
    input: z.unknown(),
    place: z.string().nullable(),
    /** What people call the record that it changed. */
    name: z.string().nullable(),
    /** That record before it. */
    before: row.nullable(),
    /** The records it was decided on, as they were then, by `noun:id`. */
    records: z.record(z.string(), row),
    /** Signatures on it, and those given ahead of it with the step they stand for. */
    signed: z.array(z.object({ step: z.string().nullable(), role: z.string() })),
    /** Rules of the plant that were broken and not enforced. */
    remarks: z.array(z.object({ rule: z.string(), mode: z.string(), sentence: z.string() })),
  }),
  z.object({ is: z.literal('refused'), key: z.string(), at: instant(), address: z.string(), rule: z.string(), sentence: z.string() }),
]);
export type PastAct = z.output<typeof pastAct>;
export type DoneAct = Extract<PastAct, { is: 'done' }>;
