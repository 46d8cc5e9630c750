import * as z from 'zod';

const fields = z.record(z.string(), z.unknown());
const fieldChange = z.strictObject({ path: z.string(), from: z.unknown().optional(), to: z.unknown().optional(), follows: z.literal(true).optional() });
const consequence = z.strictObject({ count: z.int().nullable(), says: z.string(), names: z.array(z.string()).readonly() });
const object = { kind: z.string(), id: z.string(), consequences: z.array(consequence).readonly() };

/** A plan as data: the contract that programs read. What people read is made from it and may change. */
export const planReport = z.strictObject({
  version: z.literal(1),
  /** What `apply` is given; the first letters of the hash. */
  id: z.string(),
  /** SHA-256 over everything that decides what `apply` would do: both baselines, the changes and the signatures. */
  hash: z.string(),
  /** The folder the files came from, as it was asked for. */
  plant: z.string(),
  comparedWith: z.strictObject({
    /** Server time the record was read, RFC 3339. */
    at: z.iso.datetime({ offset: true }),
    /** Position of the last event the record includes. */
    position: z.int().nonnegative(),
  }),
  baseline: z.strictObject({ current: z.string(), desired: z.string() }),
  changes: z
    .array(
      z.discriminatedUnion('action', [
        z.strictObject({ action: z.literal('add'), ...object, after: fields }),
        z.strictObject({ action: z.literal('change'), ...object, before: fields, after: fields, fields: z.array(fieldChange).readonly(), follows: z.literal(true).optional() }),
        z.strictObject({
          action: z.literal('rename'),
          ...object,
          was: z.string(),
          before: fields,
          after: fields,
          fields: z.array(fieldChange).readonly(),
          follows: z.literal(true).optional(),
        }),
        z.strictObject({ action: z.literal('retire'), ...object, before: fields }),
      ]),
    )
    .readonly(),
  leftAlone: z.array(z.strictObject({ kind: z.string(), group: z.string().optional(), owner: z.string(), differing: z.array(z.string()).readonly(), objects: z.int() })).readonly(),
  /** Revisions that are not in force yet. What one of them does just as the files ask is not among `changes`, so that nobody approves it twice. */
  waiting: z
    .array(
      z.strictObject({
        revision: z.string(),
        number: z.string(),
        state: z.enum(['proposed', 'approved']),
        effectiveAt: z.iso.datetime({ offset: true }).optional(),
        steps: z
          .array(
            z.strictObject({
              action: z.enum(['add', 'change', 'rename', 'retire']),
              kind: z.string(),
              id: z.string(),
              was: z.string().optional(),
              /** Paths of the fields that it changes. */
              fields: z.array(z.string()).readonly(),
              /** `same`: the files ask just this; `other`: they change the same object otherwise; `without`: they say what is in force. */
              files: z.enum(['same', 'other', 'without']),
            }),
          )
          .readonly(),
        /** An object that is no longer as it was when this was planned: the revision will lapse. */
        movedOn: z.strictObject({ kind: z.string(), id: z.string() }).optional(),
      }),
    )
    .readonly(),
  /** Signatures that `apply` needs, in the order they are given; by the rules in force, not by the new ones. */
  signatures: z.array(z.strictObject({ address: z.string(), meaning: z.string().optional(), role: z.string().optional() })).readonly(),
  /** `follow`: objects whose references follow a rename, and nothing else; they are counted nowhere else. */
  summary: z.strictObject({ add: z.int(), change: z.int(), rename: z.int(), retire: z.int(), follow: z.int(), alike: z.int() }),
});

export type PlanReport = z.output<typeof planReport>;
export type PlannedChange = PlanReport['changes'][number];
export type SignatureNeed = PlanReport['signatures'][number];
