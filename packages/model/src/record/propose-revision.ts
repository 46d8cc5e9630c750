import { command, fresh, id } from '@millrace/kernel';
import * as z from 'zod';
import { anotherSite, anotherSiteSays } from '../plan/another-site.ts';
import { effectUnfit, unfitEffect } from './effect.ts';
import { plannedChange, revision } from './revision.ts';
import { allWaiting, waitsAlready, waitsAlreadySays } from './waits.ts';
import { allObjects, notWhole, notWholeSays, type WholeCheck } from './whole.ts';

/** Lays a planned change before those who sign. Nothing changes until the last of them applies it. */
export const proposeUnder = (whole: WholeCheck) =>
  command({
    address: 'model.revision.propose',
    summary: 'Propose a planned change of the operating model',
    input: z.object({ revision: id('model.revision'), ...plannedChange }),
    refusals: { 'another-site': anotherSiteSays, 'waits-already': waitsAlreadySays, 'not-whole': notWholeSays, 'effect-unfit': effectUnfit },
    load: (input) => ({ revision: fresh(revision, input.revision), objects: allObjects(), waiting: allWaiting() }),
    decide({ objects, waiting }, { revision: subject, from: fromHash, to: toHash, why, expects, effectiveAt, ...rest }, act, { refuse }) {
      const theirs = anotherSite(rest.steps, act.site);
      if (theirs !== undefined) throw refuse('another-site', { theirs, site: act.site });
      const already = waitsAlready(subject, rest.steps, waiting, objects, act.timeZone);
      if (already) throw refuse('waits-already', already);
      // said before anybody is asked to sign; it is looked at again where it comes into force
      const broken = notWhole(whole, objects, rest.steps);
      if (broken) throw refuse('not-whole', broken);
      const unfit = unfitEffect(expects, objects, rest.steps, effectiveAt ?? act.at, act.timeZone);
      if (unfit !== undefined) throw refuse('effect-unfit', { why: unfit });
      return {
        type: 'model.revision.proposed',
        subject,
        ...rest,
        fromHash,
        toHash,
        ...(why !== undefined && { why }),
        ...(expects && { expects }),
        ...(effectiveAt && { effectiveAt }),
        by: act.by,
        at: act.at,
      };
    },
  });
