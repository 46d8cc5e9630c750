import { command, fresh, id, known } from '@millrace/kernel';
import * as z from 'zod';
import { modelObject } from './object.ts';
import { objectId } from './object-id.ts';
import { expectedEffect, revision } from './revision.ts';

const fields = z.record(z.string(), z.unknown());
const step = z.discriminatedUnion('action', [
  z.object({ action: z.literal('add'), kind: z.string(), id: z.string(), after: fields }),
  z.object({ action: z.literal('change'), kind: z.string(), id: z.string(), before: fields, after: fields }),
  z.object({ action: z.literal('rename'), kind: z.string(), id: z.string(), was: z.string(), before: fields, after: fields }),
  z.object({ action: z.literal('retire'), kind: z.string(), id: z.string(), before: fields }),
]);

/** Makes the planned change: the record's model is current from now on, not the files. */
export const apply = command({
  address: 'model.revision.apply',
  summary: 'Apply a planned change of the operating model',
  signs: 'I approve this change of the operating model',
  input: z.object({
    revision: id('model.revision'),
    plan: z.string().min(8),
    from: z.string(),
    to: z.string(),
    summary: z.object({ add: z.number(), change: z.number(), rename: z.number(), retire: z.number(), alike: z.number() }),
    steps: z.array(step).min(1).max(20_000),
    expects: expectedEffect.optional(),
  }),
  refusals: {
    'moved-on': '{kind} {id} is not as it was when this was planned. Plan again, look at what changed, then apply.',
  },
  load: (input) => ({
    revision: fresh(revision, input.revision),
    objects: known(modelObject, input.steps.flatMap((one) => (one.action === 'rename' ? [objectId(one.kind, one.id), objectId(one.kind, one.was)] : [objectId(one.kind, one.id)]))),
  }),
  decide({ objects }, input, act, { refuse }) {
    const byId = new Map(objects.map((object) => [object.id, object]));
    const found = (kind: string, name: string) => {
      const object = byId.get(objectId(kind, name));
      return object?.state === 'current' ? object : undefined;
    };
    const since = input.revision;
    const changes = input.steps.flatMap((one) => {
      const subject = objectId(one.kind, one.id);
      const stands = found(one.kind, one.action === 'rename' ? one.was : one.id);
      if ((one.action === 'add') === (stands !== undefined)) throw refuse('moved-on', { kind: one.kind, id: one.id });
      if (one.action === 'retire') return [{ type: 'model.object.retired' as const, subject, since }];
      const set = { type: 'model.object.set' as const, subject, kind: one.kind, name: one.id, fields: one.after, since };
      return one.action === 'rename' ? [{ type: 'model.object.retired' as const, subject: objectId(one.kind, one.was), since }, set] : [set];
    });
    return [{ type: 'model.revision.applied' as const, subject: input.revision, plan: input.plan, fromHash: input.from, toHash: input.to, summary: input.summary, by: act.by, at: act.at, ...(input.expects && { expects: input.expects }) }, ...changes];
  },
});
