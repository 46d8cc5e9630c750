import { canonical } from '@millrace/kernel';
import * as z from 'zod';
import type { Fields } from '../kind.ts';
import { keyOf } from '../model.ts';
import type { StoredObject } from './object.ts';
import { objectId } from './object-id.ts';

const fields = z.record(z.string(), z.unknown());

/** One object that a revision adds, changes, renames or retires, with what stood before. */
export const step = z.discriminatedUnion('action', [
  z.object({ action: z.literal('add'), kind: z.string(), id: z.string(), after: fields }),
  z.object({ action: z.literal('change'), kind: z.string(), id: z.string(), before: fields, after: fields }),
  z.object({ action: z.literal('rename'), kind: z.string(), id: z.string(), was: z.string(), before: fields, after: fields }),
  z.object({ action: z.literal('retire'), kind: z.string(), id: z.string(), before: fields }),
]);
export type RevisionStep = z.output<typeof step>;

/** The steps of a change: each object once, for what stood before the second of two nobody has seen. */
export const steps = z
  .array(step)
  .min(1)
  .max(20_000)
  .superRefine((all, context) => {
    const seen = new Set<string>();
    for (const [at, one] of all.entries())
      for (const key of [keyOf(one), ...(one.action === 'rename' ? [keyOf({ kind: one.kind, id: one.was })] : [])]) {
        if (seen.has(key))
          context.addIssue({ code: 'custom', path: [at], message: `${key} stands in two steps; a change takes each object once, from what it is to what it is to become` });
        seen.add(key);
      }
  });

/** Identities of all objects that steps touch, the old name of a rename among them. */
export const touchedBy = (steps: readonly RevisionStep[]) =>
  steps.flatMap((one) => (one.action === 'rename' ? [objectId(one.kind, one.id), objectId(one.kind, one.was)] : [objectId(one.kind, one.id)]));

/** What an object of the model in force says; undefined where none stands. */
export type Standing = (kind: string, name: string) => Fields | undefined;

/** The record's objects by name, those in force. */
export function standingIn(objects: readonly StoredObject[]): Standing {
  const byId = new Map(objects.map((object) => [object.id, object]));
  return (kind, name) => {
    const object = byId.get(objectId(kind, name));
    return object?.state === 'current' ? object.fields : undefined;
  };
}

/** The first object that is not as it was when the change was planned; undefined where all are. */
export function movedOn(steps: readonly RevisionStep[], standing: Standing): { readonly kind: string; readonly id: string } | undefined {
  return steps.find((one) => {
    if (one.action === 'add') return standing(one.kind, one.id) !== undefined;
    const stands = standing(one.kind, one.action === 'rename' ? one.was : one.id);
    return stands === undefined || canonical(stands) !== canonical(one.before) || (one.action === 'rename' && standing(one.kind, one.id) !== undefined);
  });
}

/** What the steps make true of the objects, since a revision. */
export const changesOf = (steps: readonly RevisionStep[], since: string) =>
  steps.flatMap((one) => {
    const subject = objectId(one.kind, one.id);
    if (one.action === 'retire') return [{ type: 'model.object.retired' as const, subject, since }];
    const set = { type: 'model.object.set' as const, subject, kind: one.kind, name: one.id, fields: one.after, since };
    return one.action === 'rename' ? [{ type: 'model.object.retired' as const, subject: objectId(one.kind, one.was), since }, set] : [set];
  });
