import { command, id, one, sentence, timer } from '@millrace/kernel';
import * as z from 'zod';
import { lapse } from './lapse-revision.ts';
import { revision } from './revision.ts';
import { changesOf, movedOn, standingIn } from './steps.ts';
import { allObjects, notWhole, notWholeSays, type WholeCheck } from './whole.ts';

/** The day of an approved change has come: it is in force, or lapses where the model is no longer what it was planned and signed on. */
export const enactUnder = (whole: WholeCheck) =>
  command({
    address: 'model.revision.enact',
    summary: 'Bring an approved change of the operating model into force',
    caller: 'system',
    input: z.object({ revision: id('model.revision') }),
    refusals: { 'not-approved': 'This change is {state}.' },
    load: (input) => ({ revision: one(revision, input.revision), objects: allObjects() }),
    decide({ revision: state, objects }, _input, act, { refuse }) {
      if (state.state !== 'approved') throw refuse('not-approved', { state: state.state });
      const moved = movedOn(state.steps, standingIn(objects));
      const broken = moved ? undefined : notWhole(whole, objects, state.steps);
      const { id: subject, plan, fromHash, toHash, summary, why, expects, effectiveAt } = state;
      const against = moved ? `${moved.kind} ${moved.id} is not as it was when this was planned.` : broken && sentence(notWholeSays, broken);
      if (against !== undefined) return [{ type: 'model.revision.lapsed' as const, subject, why: `${against} Plan it again.`, by: act.by, at: act.at }];
      const facts = { plan, fromHash, toHash, summary, effectiveAt, ...(why !== undefined && { why }), ...(expects && { expects }) };
      // those who approved it made it so; the clock only kept their word
      return [{ type: 'model.revision.applied' as const, subject, ...facts, by: state.approvedBy, at: act.at }, ...changesOf(state.steps, subject)];
    },
  });

/** Runs from the approval to the day it names, through restarts. What stands against it on that day, such as another owner of one of its objects, lets it lapse. */
export const comesIntoForce = (enact: ReturnType<typeof enactUnder>) =>
  timer({
    name: 'model.comes-into-force',
    noun: revision,
    startedBy: ['model.revision.approved'],
    stoppedBy: ['model.revision.applied', 'model.revision.withdrawn', 'model.revision.lapsed'],
    due: (event) => event.effectiveAt,
    then: enact,
    input: (event) => ({ revision: event.subject }),
    endsOn: ['not-approved'],
    refused: { then: lapse, input: (event, { sentence }) => ({ revision: event.subject, why: sentence }) },
  });
