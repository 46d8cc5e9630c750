import { command, id, instant, known, some } from '@millrace/kernel';
import { modelObject } from '@millrace/model';
import { unit, unitOf } from '@millrace/scada';
import * as z from 'zod';
import { escalation, live } from './escalation.ts';
import { climbFrom, findLadder, groupOf, ladderKinds, starts } from './ladder.ts';

/**
 * Something needs a decision that nobody has taken: its ladder starts. Without a ladder at the place nothing is raised.
 * What belongs together joins the escalation that runs already.
 */
export const raise = command({
  address: 'governance.escalation.raise',
  summary: 'Start the escalation of a cause',
  is: 'report',
  caller: 'system',
  input: z.object({
    escalation: id('governance.escalation'),
    place: z.string().min(1),
    on: starts,
    causeNoun: z.string(),
    cause: z.string(),
    sentence: z.string().max(400).optional(),
    since: instant(),
    /** Ladder by name; else the nearest to the place that starts on this. */
    ladder: z.string().optional(),
    /** Role that is called first, where the cause names one. */
    first: z.string().optional(),
  }),
  place: (input) => input.place,
  load: (input) => ({
    same: known(escalation, [input.escalation]),
    here: some(escalation, { place: input.place, state: [...live] }),
    unit: known(unit, input.on === 'stop' ? [unitOf(input.place)] : []),
    objects: some(modelObject, { kind: ladderKinds }),
  }),
  decide({ same: [same], here, unit: [stands], objects }, input, act, { mode }) {
    if (same) return [];
    // the machine went on in the moment between its clock running out and this
    if (input.on === 'stop' && stands?.now.interval !== input.cause) return [];
    const found = findLadder(objects, { name: input.ladder, on: input.on, place: input.place, first: input.first });
    if (!found) return [];
    const { ladder, placeName } = found;
    const sentence = input.sentence ?? `${placeName} stands${stands ? `: ${stands.now.state}` : ''}`;
    const group = groupOf(found, input.cause);
    const { clock } = ladder;
    // two that begin for different reasons are two where nothing is grouped, although one record is behind both: a job that is blocked and late
    const runs = here.find((one) => one.group === group && one.state !== 'answered' && (found.groupBy !== 'none' || one.on === input.on));
    if (runs) {
      const again = runs.state === 'accepted' && runs.endedAt ? climbFrom(runs.ladder, runs.step) : {};
      return [
        {
          type: 'governance.escalation.joined' as const,
          subject: runs.id,
          cause: { noun: input.causeNoun, id: input.cause, sentence, at: act.at },
          step: runs.step,
          clock: runs.ladder.clock,
          place: runs.place,
          ...again,
        },
      ];
    }
    const step = ladder.steps[0]!.afterS === 0 ? 0 : -1;
    return [
      {
        type: 'governance.escalation.raised' as const,
        subject: input.escalation,
        on: input.on,
        causeNoun: input.causeNoun,
        causeId: input.cause,
        sentence,
        since: input.since,
        group,
        ladder,
        mode,
        step,
        at: act.at,
        clock,
        place: input.place,
        ...climbFrom(ladder, step),
      },
    ];
  },
});
