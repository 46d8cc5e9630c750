import { command, fresh, id, known, one } from '@millrace/kernel';
import * as z from 'zod';
import { effectUnfit, unfitEffect } from './effect.ts';
import { modelObject } from './object.ts';
import { plannedChange, revision } from './revision.ts';
import { changesOf, movedOn, standingIn, touchedBy } from './steps.ts';
import { allWaiting, waitsAlready, waitsAlreadySays } from './waits.ts';
import { allObjects, notWhole, notWholeSays, type WholeCheck } from './whole.ts';

const given = z.object(plannedChange);

/**
 * Makes a planned change: whole, as it is handed in, or as it was proposed before. The record's model is current from then on, not the files:
 * at once, or from the day the change names. Whoever gives the last signature that the plant asks for does it.
 */
export const applyUnder = (whole: WholeCheck) =>
  command({
    address: 'model.revision.apply',
    summary: 'Apply a planned change of the operating model',
    signs: 'I approve this change of the operating model',
    input: z
      .object({ revision: id('model.revision'), ...given.partial().shape })
      .refine((input) => input.steps === undefined || given.omit({ effectiveAt: true }).safeParse({ ...input, effectiveAt: undefined }).success, {
        error: 'give the whole plan (plan, from, to, summary, steps), or only the revision that was proposed',
      }),
    refusals: {
      'moved-on': '{kind} {id} is not as it was when this was planned. Plan again, look at what changed, then apply.',
      'waits-already': waitsAlreadySays,
      'not-whole': notWholeSays,
      'effect-unfit': effectUnfit,
      'not-proposed': 'This change is {state}; there is nothing left to approve.',
    },
    load: (input) =>
      input.steps === undefined
        ? { revision: one(revision, input.revision), objects: allObjects(), waiting: allWaiting(), touched: known(modelObject, []) }
        : { revision: fresh(revision, input.revision), objects: allObjects(), waiting: allWaiting(), touched: known(modelObject, touchedBy(input.steps)) },
    decide({ revision: proposed, objects, waiting }, input, act, { refuse }) {
      if (proposed && proposed.state !== 'proposed') throw refuse('not-proposed', { state: proposed.state });
      const steps = proposed?.steps ?? input.steps!;
      const moved = movedOn(steps, standingIn(objects));
      if (moved) throw refuse('moved-on', { kind: moved.kind, id: moved.id });
      const already = waitsAlready(input.revision, steps, waiting, objects, act.timeZone);
      if (already) throw refuse('waits-already', already);
      const broken = notWhole(whole, objects, steps);
      if (broken) throw refuse('not-whole', broken);
      const facts = proposed
        ? { plan: proposed.plan, fromHash: proposed.fromHash, toHash: proposed.toHash, summary: proposed.summary, ...optional(proposed) }
        : { plan: input.plan!, fromHash: input.from!, toHash: input.to!, summary: input.summary!, ...optional(input) };
      const unfit = unfitEffect(facts.expects, objects, steps, facts.effectiveAt ?? act.at, act.timeZone);
      if (unfit !== undefined) throw refuse('effect-unfit', { why: unfit });
      const who = { subject: input.revision, by: act.by, at: act.at };
      const { effectiveAt } = facts;
      if (effectiveAt === undefined || Temporal.Instant.compare(effectiveAt, act.at) <= 0)
        return [{ type: 'model.revision.applied' as const, ...who, ...facts }, ...changesOf(steps, input.revision)];
      const approved = { type: 'model.revision.approved' as const, ...who, effectiveAt };
      return proposed ? [approved] : [{ type: 'model.revision.proposed' as const, ...who, ...facts, steps }, approved];
    },
  });

type Optional = Pick<z.output<typeof given>, 'why' | 'expects' | 'effectiveAt'>;
const optional = ({ why, expects, effectiveAt }: Optional) => ({ ...(why !== undefined && { why }), ...(expects && { expects }), ...(effectiveAt && { effectiveAt }) });
