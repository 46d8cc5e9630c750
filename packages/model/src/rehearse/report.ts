import * as z from 'zod';

const named = z.strictObject({ name: z.string(), at: z.iso.datetime({ offset: true }).optional() });
const differing = z.strictObject({ count: z.int(), first: z.array(named).readonly() });
/** `proposed` is what is known; with what lies beyond the point where things would have gone otherwise it is `atMost`. */
const counts = { inForce: z.int(), proposed: z.int(), atMost: z.int() };
const both = z.strictObject(counts);

/** How calls fall on people: by hour of the plant's day, by role and by person. */
const load = z.strictObject({
  /** Persons called, each once. */
  persons: both,
  /** Persons called between 22:00 and 06:00 of the plant's day, each once a night. */
  woken: both,
  /** 24 counts: calls in the hour that begins at 0, 1, ... */
  byHour: z.strictObject({ inForce: z.array(z.int()).length(24).readonly(), proposed: z.array(z.int()).length(24).readonly() }),
  byRole: z.array(z.strictObject({ role: z.string(), holders: z.int(), ...counts })).readonly(),
  byPerson: z.array(z.strictObject({ person: z.string(), ...counts })).readonly(),
});

const line = z.strictObject({
  what: z.string(),
  one: z.string(),
  many: z.string(),
  /** It says where the rehearsal ends, not what would have been. */
  isOpen: z.boolean(),
  /** As the record tells it. */
  happened: z.int(),
  /** Under the model in force now. */
  inForce: z.int(),
  /** Under the proposed model, as far as it follows from what happened. */
  proposed: z.int(),
  /** With all of `unknown` and `perhaps`. */
  atMost: z.int(),
  /** Of those under the model in force: what lies beyond the point where things would have gone otherwise. Counted neither in `proposed` nor in `fewer`. */
  unknown: differing,
  /** Would be under the proposed model only, and lies beyond that point. */
  perhaps: differing,
  /** Under the proposed model only. */
  more: differing,
  /** Under the model in force only. */
  fewer: differing,
  /** Under both, at another time or making something else true; told with the time under the proposed model. */
  otherwise: differing,
  calls: load.optional(),
});

/** A rehearsal as data: the contract that programs read. What people read is made from it and may change. */
export const rehearsalReport = z.strictObject({
  version: z.literal(2),
  plant: z.string(),
  window: z.strictObject({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }), zone: z.string() }),
  comparedWith: z.strictObject({ at: z.iso.datetime({ offset: true }), position: z.int().nonnegative() }),
  rehearsed: z
    .array(
      z.strictObject({
        rehearsal: z.string(),
        title: z.string(),
        /** How many facts of the past were heard, and what one is called. */
        facts: z.int(),
        of: z.tuple([z.string(), z.string()]).readonly(),
        lines: z.array(line).readonly(),
        /** Why the past could not be had; nothing is counted then. */
        unheard: z.string().optional(),
      }),
    )
    .readonly(),
  /** Changes that no rule which can be rehearsed reads. */
  notRehearsed: z.array(z.strictObject({ action: z.enum(['add', 'change', 'rename', 'retire']), kind: z.string(), id: z.string() })).readonly(),
  /** Changes stand there, and nothing could be rehearsed: no rule that can be reads them, or nothing happened in this time that it could hear. */
  isNothingRehearsed: z.boolean(),
  /** Whether anything would have been different; null where nobody knows, for nothing could be rehearsed, or a part of the past could not be had. */
  differs: z.boolean().nullable(),
});

export type RehearsalReport = z.output<typeof rehearsalReport>;
export type RehearsedLine = RehearsalReport['rehearsed'][number]['lines'][number];
export type CallLoad = NonNullable<RehearsedLine['calls']>;
