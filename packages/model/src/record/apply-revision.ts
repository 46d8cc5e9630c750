import { command, fresh, id, known, one, type Act } from '@millrace/kernel';
import * as z from 'zod';
import { anotherSite, anotherSiteSays } from '../plan/another-site.ts';
import { effectUnfit, unfitEffect } from './effect.ts';
import { modelObject } from './object.ts';
import { plannedChange, revision, type ModelRevision } from './revision.ts';
import { changesOf, movedOn, standingIn, touchedBy, type RevisionStep } from './steps.ts';
import { allWaiting, waitsAlready, waitsAlreadySays } from './waits.ts';
import { allObjects, notWhole, notWholeSays, type WholeCheck } from './whole.ts';

const given = z.object(plannedChange);
const needed = ['plan', 'from', 'to', 'summary'] as const;

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
      .refine((input) => input.steps === undefined || needed.every((field) => input[field] !== undefined), {
        error: 'give the whole plan (plan, from, to, summary, steps), or only the revision that was proposed',
      }),
    refusals: {
      'moved-on': '{kind} {id} is not as it was when this was planned. Plan again, look at what changed, then apply.',
      'waits-already': waitsAlreadySays,
      'another-site': anotherSiteSays,
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
      const change = proposed ? asProposed(proposed) : asHandedIn(input);

      const theirs = anotherSite(change.steps, act.site);
      if (theirs !== undefined) throw refuse('another-site', { theirs, site: act.site });
      const moved = movedOn(change.steps, standingIn(objects));
      if (moved) throw refuse('moved-on', { kind: moved.kind, id: moved.id });
      const already = waitsAlready(input.revision, change.steps, waiting, objects, act.timeZone);
      if (already) throw refuse('waits-already', already);
      const broken = notWhole(whole, objects, change.steps);
      if (broken) throw refuse('not-whole', broken);
      const unfit = unfitEffect(change.facts.expects, objects, change.steps, change.facts.effectiveAt ?? act.at, act.timeZone);
      if (unfit !== undefined) throw refuse('effect-unfit', { why: unfit });

      const { effectiveAt } = change.facts;
      if (effectiveAt === undefined || Temporal.Instant.compare(effectiveAt, act.at) <= 0) return inForceNow(input.revision, change, act);
      return inForceFrom(effectiveAt, input.revision, change, act, proposed !== undefined);
    },
  });

type Given = z.output<typeof given>;
type MaybeGiven = { readonly [Field in keyof Given]?: Given[Field] | undefined };
type Proposed = Extract<ModelRevision, { state: 'proposed' }>;

/** A change as it is to be made: its steps, and what is kept of where it comes from and is to lead. */
interface Change {
  readonly steps: readonly RevisionStep[];
  readonly facts: { readonly plan: string; readonly fromHash: string; readonly toHash: string; readonly summary: Given['summary'] } & Optional;
}
type Optional = Pick<Given, 'why' | 'expects' | 'effectiveAt'>;

const asProposed = (proposed: Proposed): Change => {
  const { plan, fromHash, toHash, summary, steps } = proposed;
  return { steps, facts: { plan, fromHash, toHash, summary, ...told(proposed) } };
};

/** The schema has seen that what comes with steps is whole. */
const asHandedIn = ({ plan, from, to, summary, steps, ...more }: MaybeGiven): Change => ({
  steps: steps!,
  facts: { plan: plan!, fromHash: from!, toHash: to!, summary: summary!, ...told(more) },
});

const told = ({ why, expects, effectiveAt }: Pick<MaybeGiven, keyof Optional>): Optional => ({
  ...(why !== undefined && { why }),
  ...(expects && { expects }),
  ...(effectiveAt && { effectiveAt }),
});

const inForceNow = (subject: Proposed['id'], { steps, facts }: Change, { by, at }: Act) => [
  { type: 'model.revision.applied' as const, subject, by, at, ...facts },
  ...changesOf(steps, subject),
];

/** Approved for a day that has not come; one that is handed in whole is proposed and approved in one act. */
function inForceFrom(effectiveAt: Temporal.Instant, subject: Proposed['id'], { steps, facts }: Change, { by, at }: Act, isProposed: boolean) {
  const approved = { type: 'model.revision.approved' as const, subject, by, at, effectiveAt };
  return isProposed ? [approved] : [{ type: 'model.revision.proposed' as const, subject, by, at, ...facts, steps }, approved];
}
